"""`weighbridge manifest draft` writes a file that an audit then reads, and never over another."""

import json
import subprocess
from pathlib import Path
from typing import Any

from weighbridge.records import manifest

Run = Any


def test_a_draft_in_the_releases_own_folder_stands_for_it(run: Run, release: Path) -> None:
    file = release / "weighbridge.toml"

    done = run("manifest", "draft", release, "--output", file)
    (report,) = json.loads(f"[{run('audit', file, '--format', 'json').stdout.decode()}]")

    assert (done.returncode, done.stdout) == (0, b"")
    assert [part.location for part in manifest.parse(file.read_text()).parts] == ["."]
    assert [(part["name"], part["files"]) for part in report["parts"]] == [("tiny-guess", 3)]


def test_a_file_that_is_there_is_never_written_over(run: Run, release: Path) -> None:
    file = release / "weighbridge.toml"
    file.write_text("# mine\n")

    done = run("manifest", "draft", release, "--output", file)

    assert (done.returncode, file.read_text()) == (2, "# mine\n")
    assert b"is there already" in done.stderr


def test_a_git_part_is_drafted_at_its_commit(run: Run, release: Path, tmp_path: Path) -> None:
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "One")):
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=release, check=True)
    asked = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=release, check=True, capture_output=True
    )

    done = run("manifest", "draft", "--part", f"code=git+{release}")

    (part,) = manifest.parse(done.stdout.decode()).parts
    assert (part.role, part.location) == ("code", f"git+{release}@{asked.stdout.decode().strip()}")


def test_no_place_is_wrong_usage(run: Run) -> None:
    assert run("manifest", "draft").returncode == 2
