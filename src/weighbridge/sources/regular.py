"""Opening what lies on a disk: regular files alone, and only the one that was listed."""

import os
import stat
from typing import BinaryIO

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)  # a link put in the file's place is not followed
    | getattr(os, "O_NONBLOCK", 0)  # nor is a pipe put there waited for
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def open_regular(path: str, listed: tuple[int, int]) -> BinaryIO:
    """Open a regular file for reading.

    Args:
        path: where it lies, every link in it resolved.
        listed: device and inode it had when it was listed.

    Raises:
        OSError: it is gone, unreadable, or no longer the file that was listed.
    """
    descriptor = os.open(path, _FLAGS)
    found = os.fstat(descriptor)
    if stat.S_ISREG(found.st_mode) and identity(found) == listed:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise OSError("it was replaced while the release was read")


def is_file(location: str) -> bool:
    """Whether a regular file lies there, links followed; whatever hinders the answer means no."""
    return os.path.isfile(location)  # noqa: PTH113  # pathlib raises for names too long


def is_folder(location: str) -> bool:
    """Whether a folder lies there, links followed; whatever hinders the answer means no."""
    return os.path.isdir(location)  # noqa: PTH112  # pathlib raises for names too long


def identity(found: os.stat_result) -> tuple[int, int]:
    """Device and inode: what stays the same as long as a file is the same file."""
    return found.st_dev, found.st_ino


def shown(path: str) -> str:
    r"""A path as reports show it: bytes that are not UTF-8 stand as `\xNN`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
