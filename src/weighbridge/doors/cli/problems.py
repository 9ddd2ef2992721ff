"""What went wrong, as one line on stderr and an exit code; a traceback only for who asks."""

import errno
import os
import sys
from enum import IntEnum

import click

DEBUG = "WEIGHBRIDGE_DEBUG"
"""Environment variable that asks for tracebacks."""


class Exit(IntEnum):
    """What the program's exit says."""

    DONE = 0
    GATE_CLOSED = 1
    USAGE = 2
    """Wrong usage or configuration, also a place where nothing is."""
    NOTHING = 3
    """Nothing to audit."""
    UNFETCHED = 4
    """Evidence is there and could not be fetched."""
    DEFECT = 70
    """A defect of this program."""
    INTERRUPTED = 130


def report(error: Exception) -> Exit:
    """Say an error on stderr, in one line; the code to exit with."""
    code, text = _told(error)
    if text:
        _say(text)
    return code


def _told(error: Exception) -> tuple[Exit, str]:
    match error:
        case click.UsageError(ctx=click.Context() as context):
            said = error.format_message()
            stop = "" if said.endswith((".", "?", "!")) else "."
            return Exit.USAGE, f"{said}{stop} See {context.command_path} --help."
        case click.ClickException():
            return Exit.USAGE, error.format_message()
        case click.Abort():
            return Exit.INTERRUPTED, "Interrupted."
        case OSError(errno=errno.EPIPE):
            return Exit.DONE, ""
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EFBIG):
            place = f"{error.filename}: " if error.filename else ""
            return Exit.USAGE, f"{place}not written: {error.strerror}. Make room, and run it again."
    return _told_of_release(error)


def _told_of_release(error: Exception) -> tuple[Exit, str]:
    from weighbridge.audit import NothingToAuditError  # noqa: PLC0415  # 60 ms help need not pay
    from weighbridge.sources import SourceError  # noqa: PLC0415  # as above
    from weighbridge.sources.places import MisnamedError  # noqa: PLC0415  # as above
    from weighbridge.targets.folder import ChangedError  # noqa: PLC0415  # as above

    match error:
        case NothingToAuditError():
            return Exit.NOTHING, str(error)
        case MisnamedError():
            return Exit.USAGE, str(error)
        case SourceError():
            return Exit.UNFETCHED, str(error)
        case ChangedError():
            return Exit.USAGE, str(error)
        case OSError(errno=int(), filename=str() | bytes() as place):
            return (
                Exit.USAGE,
                f"{os.fsdecode(place)}: {error.strerror}. Check the path and its permissions.",
            )
    kind = type(error).__name__
    return Exit.DEFECT, (
        f"weighbridge: a defect of the program: {kind}: {error}. "
        f"Set {DEBUG}=1, run it again, and report what it prints."
    )


def _say(text: str) -> None:
    line = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in " ".join(text.split()))
    stream = sys.stderr
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
