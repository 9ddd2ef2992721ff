"""Members of an archive or a commit, as the container names them, and which names are safe."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

from weighbridge.patterns import lazy
from weighbridge.sources.port import Opened

LONGEST = 4096
"""Characters of a name or link target. Source: Linux `PATH_MAX`."""
_DRIVE = lazy(r"[A-Za-z]:")
_ESCAPED = lazy(r"\\x[89a-f][0-9a-f]")
r"""How bytes that are not UTF-8 stand in a name (`\xNN`): the only backslashes let through."""


class DamagedError(OSError):
    """What cannot be read further: the cause, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member as its container names it.

    Attributes:
        name: as written, valid Unicode; nothing about it has been checked.
        size: bytes it declares to hold.
        open: opens it; good only until the next member is asked for.
        stored: bytes it takes in the container; None where it has none of its own.
        folder: whether it is a folder.
        target: where a link points, as written; else None.
        hard: whether the target is a path from the top and not from the link's own folder.
        fault: why it cannot be given, as a sentence; empty when it can.
        remedy: what to do about the fault.
    """

    name: str
    size: int
    open: Opened
    stored: int | None = None
    executable: bool = False
    folder: bool = False
    target: str | None = None
    hard: bool = False
    fault: str = ""
    remedy: str = ""


Members = Callable[[], Generator[Member, None, None]]
"""Lists the members from the first, each time it is called; may raise `DamagedError`."""


def unsafe(name: str) -> str:
    """What is wrong with a member's name, as the end of a sentence; empty when nothing is."""
    problems = (
        (len(name) > LONGEST, f"has a name of more than {LONGEST} characters"),
        ("\0" in name, "has a NUL character in its name"),
        (
            "\\" in _ESCAPED.sub("", name),
            "has a backslash in its name, which some systems read as the end of a folder's",
        ),
        (name.startswith("/"), "has an absolute path"),
        (_DRIVE.match(name), "has a drive letter in its path"),
        (".." in name.split("/"), "leads out of the top folder"),
        (not plain(name), "has no name"),
    )
    return next((problem for holds, problem in problems if holds), "")


def plain(name: str) -> str:
    """A name without empty steps and dots."""
    return "/".join(step for step in name.split("/") if step not in {"", "."})
