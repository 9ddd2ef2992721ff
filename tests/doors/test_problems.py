"""Places that cannot be read or written, and streams that are closed: a line each, no defect."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from weighbridge.doors.cli.problems import Exit, report

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.mark.parametrize(
    "command",
    [
        ("hash",),
        ("scan",),
        ("verify", "--key", "KEY"),
        ("sign", "--key", "KEY"),
        ("card", "check"),
        ("license", "identify"),
        ("govern", "list", "-C"),
    ],
)
def test_a_place_where_nothing_is_is_wrong_usage(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    key = tmp_path / "key"
    run("sign", "--generate-key", key)
    keys = {"verify": f"{key}.pub", "sign": str(key)}
    words = [keys[command[0]] if word == "KEY" else word for word in command]
    done = run(*words, tmp_path / "gone")

    assert done.returncode == Exit.USAGE
    assert done.stderr.startswith(os.fsencode(tmp_path / "gone"))
    assert done.stderr.count(b"\n") == 1


def test_a_file_without_certificates_is_named(run: Run, release: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    run("sign", "--generate-key", key)
    done = run("sign", release, "--key", key, "--certificate", f"{key}.pub")

    assert done.returncode == Exit.USAGE
    assert done.stderr.startswith(os.fsencode(f"{key}.pub: it holds no certificate"))


def test_a_token_without_keyless_is_wrong_usage(run: Run, release: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    run("sign", "--generate-key", key)
    done = run("sign", release, "--key", key, "--identity-token", "x")

    assert (done.returncode, (release / "model.sig").exists()) == (Exit.USAGE, False)


def _unread(arguments: list[str], *, close: str = "") -> int:
    """The exit code of the program where nobody reads what it prints."""
    ours, theirs = os.pipe()
    os.close(ours)
    shell = f'exec "$@" {close}'
    try:
        done = subprocess.run(
            ["bash", "-c", shell, "-", sys.executable, "-m", "weighbridge", *arguments],
            check=False,
            stdout=theirs,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    finally:
        os.close(theirs)
    assert done.stderr == b""
    return done.returncode


def test_a_closed_gate_is_closed_though_nobody_reads_why(release: Path) -> None:
    assert _unread(["gate", str(release)]) == Exit.GATE_CLOSED


def test_a_reader_that_has_gone_away_is_no_error(release: Path) -> None:
    assert _unread(["audit", str(release), "--format", "json"]) == Exit.DONE


def test_a_closed_output_is_no_defect(release: Path) -> None:
    assert _unread(["audit", str(release)], close=">&-") == Exit.DONE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has it")
def test_a_full_disk_is_no_defect(release: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "weighbridge", "audit", str(release)],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )

    assert done.returncode == Exit.USAGE
    assert b"not written" in done.stderr


def test_a_place_that_may_not_be_written_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = report(PermissionError(13, "Permission denied", "release/CITATION.cff"))

    assert code == Exit.USAGE
    assert capsys.readouterr().err.startswith("release/CITATION.cff: Permission denied.")


def test_a_policy_is_explained_elsewhere(run: Run) -> None:
    assert b"weighbridge policy explain house" in run("explain", "house").stderr


def test_a_release_without_a_register_is_told_how_to_start_one(run: Run, release: Path) -> None:
    assert b"weighbridge govern init" in run("govern", "list", "-C", release).stdout
