"""`weighbridge hash`: what `sha256sum` writes and reads."""

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from blake3 import blake3

Run = Callable[..., Any]


def test_it_writes_what_sha256sum_reads(run: Run, release: Path, tmp_path: Path) -> None:
    (release / "odd \\ name\n").write_text("x")
    (tmp_path / "list").write_bytes(run("hash", release).stdout)

    done = subprocess.run(["sha256sum", "-c", tmp_path / "list"], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3


def test_it_checks_what_sha256sum_writes(run: Run, release: Path, tmp_path: Path) -> None:
    (release / "odd \\ name\n").write_text("x")
    files = sorted(release.iterdir())
    (tmp_path / "list").write_bytes(subprocess.check_output(["sha256sum", *files]))
    assert run("hash", "--check", tmp_path / "list").returncode == 0

    (release / "train.py").write_text("other")
    (release / "README.md").unlink()
    done = run("hash", "--check", tmp_path / "list")

    assert done.returncode == 1
    assert f"{release}/train.py: FAILED\n".encode() in done.stdout
    assert f"{release}/README.md: FAILED\n".encode() in done.stdout
    assert b"there is no such file" in done.stderr


def test_json_has_path_size_and_digest(run: Run, release: Path) -> None:
    told = json.loads(run("hash", release / "train.py", "--format", "json").stdout)

    data = (release / "train.py").read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    assert told == [{"path": str(release / "train.py"), "size": len(data), "sha256": digest}]


def test_blake3_is_the_librarys(run: Run, release: Path) -> None:
    done = run("hash", release / "train.py", "--algorithm", "blake3")

    digest = blake3((release / "train.py").read_bytes()).hexdigest()
    assert done.stdout.decode() == f"{digest}  {release / 'train.py'}\n"


def test_without_blake3_the_remedy_is_named(run: Run, release: Path, tmp_path: Path) -> None:
    (tmp_path / "blake3.py").write_text("raise ImportError")

    done = run("hash", release, "--algorithm", "blake3", PYTHONPATH=str(tmp_path))

    assert done.returncode == 2
    assert b"pip install 'weighbridge[archives]'" in done.stderr


def test_a_list_that_is_none_is_wrong_usage(run: Run, release: Path) -> None:
    done = run("hash", "--check", release / "train.py")

    assert done.returncode == 2
    assert b"train.py:1: it holds no digest and name." in done.stderr


def test_a_link_that_leads_nowhere_is_told(run: Run, release: Path) -> None:
    (release / "lost").symlink_to("nowhere")

    done = run("hash", release)

    assert done.returncode == 4
    assert b"lost: cannot be examined" in done.stderr
    assert len(done.stdout.splitlines()) == 2
