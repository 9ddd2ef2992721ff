"""Data out: to stdout as bytes, or to a file as a whole; nothing else is ever written there."""

import os
import sys
from pathlib import Path

import click

from weighbridge.formats import PLAIN, Look

_WIDEST = 100
"""Columns that text fills at most: longer lines are hard to read."""


def look() -> Look:
    """What stdout shows: its width and colours when it is a terminal, else neither."""
    if not sys.stdout.isatty():
        return PLAIN
    from shutil import get_terminal_size  # noqa: PLC0415  # only for a terminal

    dull = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return Look(width=min(get_terminal_size().columns, _WIDEST), color=not dull)


def to_stdout(text: str, *, utf_8: bool = False) -> None:
    """Write text as stdout is encoded, or in UTF-8; what it cannot say becomes an escape.

    Where the reader has gone away, the rest goes nowhere, without a word: the exit code is to say
    what it would have said, for instance that a gate is closed.
    """
    encoding = "utf-8" if utf_8 else sys.stdout.encoding or "utf-8"
    data = text.encode(encoding, "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _to_nowhere()
    except OSError:
        _to_nowhere()  # what is left in the buffer would fail again, at the very end
        raise


def _to_nowhere() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def to_file(path: str, text: str) -> None:
    """Write a file, in UTF-8, whole or not at all; a pipe or a device takes the text as it is.

    Raises:
        ClickException: it cannot be written.
    """
    target, data = Path(path), text.encode("utf-8", "backslashreplace")
    beside = target.with_name(f".{target.name}.part")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        beside.write_bytes(data)
        beside.replace(target.resolve())
    except OSError as error:
        cause = error.strerror or type(error).__name__
        beside.unlink(missing_ok=True)
        raise click.ClickException(f"{path}: {cause}. Choose another --output.") from error
