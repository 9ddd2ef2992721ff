"""What tells that a file on a disk is still the one that was looked at, without reading it."""

import os
import stat
from dataclasses import astuple, dataclass
from hashlib import blake2b
from typing import IO, Any, Protocol

LEAST = 1 << 20
"""Bytes of a file from which on asking what is remembered costs less than hashing it again."""
_RACY = 2_000_000_000
"""Nanoseconds in which a file may be written twice under one time; FAT's are the coarsest."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as the disk knows it.

    Attributes:
        modified: when its bytes were last written, in nanoseconds.
        changed: when its bytes, mode or links last were; no program can set it.
    """

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    def settled(self, now: int) -> bool:
        """Whether its times are old enough that another write would show in them.

        Args:
            now: nanoseconds since the epoch. A time in the future is never settled.
        """
        return max(self.modified, self.changed) + _RACY < now

    def key(self, what: str) -> bytes:
        """A name for what is known of this file alone.

        Args:
            what: the question that was answered, with the version of whoever answered it.
        """
        return blake2b(f"{astuple(self)} {what}".encode(), digest_size=16).digest()


class Memory(Protocol):
    """What was found out about files before; forgetting is always allowed."""

    def recall(self, stamp: Stamp, what: str) -> str | None:
        """The answer that was remembered; None when there is none."""
        ...

    def remember(self, stamp: Stamp, what: str, answer: str) -> None:
        """Keep an answer; one about a file that has just been written is not kept."""
        ...


def stamp_of(stream: IO[Any]) -> Stamp | None:
    """The stamp of an open file; None for a stream that is no regular file."""
    try:
        found = os.fstat(stream.fileno())
    except (OSError, AttributeError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Stamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
