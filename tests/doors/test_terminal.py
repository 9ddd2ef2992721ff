"""The program on a terminal: colours and progress only there."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest


def _on_a_terminal(*arguments: str, stream: str, **variables: str) -> bytes:
    """What the program writes when one of its streams is a terminal."""
    ours, theirs = pty.openpty()
    unset = {"NO_COLOR", "COLUMNS", "TERM"}
    kept = {k: v for k, v in os.environ.items() if k not in unset}
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: theirs}
    with subprocess.Popen(
        [sys.executable, "-m", "weighbridge", *arguments],
        env=kept | {"TERM": "xterm"} | variables,
        **streams,  # type: ignore[call-overload]
    ):
        os.close(theirs)
        written = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not piece:
                break
            written += piece
    os.close(ours)
    return written


def test_a_terminal_gets_colors(release: Path) -> None:
    assert b"\x1b[1m" in _on_a_terminal("audit", str(release), stream="stdout")


def test_no_color_is_respected(release: Path) -> None:
    written = _on_a_terminal("audit", str(release), stream="stdout", NO_COLOR="1")

    assert b"\x1b" not in written


def test_progress_is_shown_on_a_terminal(release: Path) -> None:
    assert b"Reading" in _on_a_terminal("audit", str(release), stream="stderr")


@pytest.mark.parametrize("option", ["--quiet", "-q"])
def test_no_progress_is_shown_when_quiet(release: Path, option: str) -> None:
    assert _on_a_terminal("audit", str(release), option, stream="stderr") == b""
