"""Files written into a folder: whole or not at all, and never over what changed meanwhile."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex


class ChangedError(OSError):
    """The file is not the one the step was planned on; the path first, then the remedy."""


@dataclass(frozen=True, slots=True)
class Write:
    """One file to be written.

    Attributes:
        path: where, as the user would open it.
        text: all of what the file is to hold.
        replaces: sha256 of the bytes that it takes the place of; empty when nothing may be there.
    """

    path: str
    text: str
    replaces: str = ""


def plan(path: str, text: str) -> Write | None:
    """The step that makes a file hold a text; None where it holds that already.

    Raises:
        OSError: the file is there and cannot be read.
    """
    try:
        present = Path(path).read_bytes()
    except FileNotFoundError:
        return Write(path, text)
    if present == text.encode():
        return None
    return Write(path, text, sha256(present).hexdigest())


def apply(step: Write) -> None:
    """Write a file: its bytes go beside it first and take its place in one move.

    A process that is killed on the way leaves the old file, and at most a hidden one beside it.

    Raises:
        ChangedError: another hand wrote the file since the step was planned.
        OSError: the place cannot be written to.
    """
    place = Path(step.path)
    beside = place.with_name(f".{place.name}.{token_hex(4)}.tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("xb") as stream:
            stream.write(step.text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        _put(beside, place, step.replaces)
    except ChangedError:
        raise
    except OSError as error:  # names the file that is meant, and not the hidden one beside it
        raise OSError(error.errno, error.strerror, step.path) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def apply_all(steps: Iterable[Write]) -> list[str]:
    """Write several files in turn and tell their paths.

    Raises:
        OSError: as `apply` does; the files before that one are written.
    """
    done = []
    for step in steps:
        apply(step)
        done.append(step.path)
    return done


def _put(beside: Path, place: Path, replaces: str) -> None:
    """Move a file to its place, if that is still as it was."""
    if not replaces:
        try:
            os.link(beside, place)
        except FileExistsError:
            raise _changed(place, "it appeared meanwhile") from None
        return
    if not place.is_file() or sha256(place.read_bytes()).hexdigest() != replaces:
        raise _changed(place, "it changed meanwhile")
    beside.chmod(place.stat().st_mode & 0o7777)
    beside.replace(place)


def _changed(place: Path, why: str) -> ChangedError:
    return ChangedError(f"{place}: not written: {why}. Look at it, then run the command again.")
