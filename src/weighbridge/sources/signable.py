"""Every file of a folder as signatures speak of them: none is passed over but those named.

Source: `model-signing` 1.1.1, which lists `**/*` and follows no link to a folder.
"""

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial

from weighbridge.sources.port import Opened, SourceError
from weighbridge.sources.regular import identity, open_regular, shown

WHOLE = "."
"""The path of a release that is one file."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One file.

    Attributes:
        path: inside the folder, forward slashes.
        size: bytes.
        open: opens it; None for what cannot be opened, and for a link to a folder.
        target: where a symbolic link points, as written; else None.
        trouble: why it cannot be opened, as a sentence; else empty.
    """

    path: str
    size: int = 0
    open: Opened | None = None
    target: str | None = None
    trouble: str = ""


def listed(location: str, ignored: Collection[str] = ()) -> list[Listed]:
    """Every file of a folder in the order that signatures use, or the one file.

    Args:
        ignored: paths inside the folder to be left out, with all that lies in them.

    Raises:
        MisnamedError: nothing is there.
        SourceError: a folder cannot be listed.
    """
    try:
        found = os.stat(location)  # noqa: PTH116  # the path may hold bytes pathlib would keep too
        if stat.S_ISDIR(found.st_mode):
            root = location.rstrip(os.sep) or os.sep
            clean = {tidy(one) for one in ignored}
            return [] if WHOLE in clean else list(_below(root, "", clean))
    except (OSError, ValueError) as error:
        if not os.path.lexists(location):
            from weighbridge.sources.places import MisnamedError  # noqa: PLC0415  # rarely needed

            raise MisnamedError(f"{location}: there is nothing. Check the path.") from error
        cause = getattr(error, "strerror", None) or error
        place = getattr(error, "filename", None) or location
        raise SourceError(f"{place}: it cannot be listed ({cause}). Check the path.") from error
    real = os.path.realpath(location)
    return [_regular(WHOLE, real, os.lstat(real), None)]


def tidy(path: str) -> str:
    """A path with forward slashes and nothing superfluous, as signatures write it."""
    parts = [part for part in path.replace(os.sep, "/").split("/") if part not in {"", "."}]
    return ("/" if path.startswith("/") else "") + "/".join(parts) or WHOLE


def _below(folder: str, inside: str, ignored: Collection[str]) -> Iterator[Listed]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        path = f"{inside}{entry.name}"
        if path in ignored:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{path}/", ignored)
        else:
            yield _one(entry.path, path)


def _one(place: str, path: str) -> Listed:
    name = shown(path)
    if name != path and not _is_unicode(path):
        return Listed(name, trouble=f"{name} has a name that is not valid Unicode.")
    try:
        found = os.lstat(place)
        if not stat.S_ISLNK(found.st_mode):
            return _regular(name, place, found, None)
        target = shown(os.readlink(place))  # noqa: PTH115  # as written; pathlib tidies it
        real = os.path.realpath(place, strict=True)
        return _regular(name, real, os.lstat(real), target)
    except OSError as error:
        return Listed(name, trouble=f"{name} cannot be examined: {error.strerror}.")


def _regular(path: str, place: str, found: os.stat_result, target: str | None) -> Listed:
    if stat.S_ISDIR(found.st_mode):
        return Listed(path, target=target)
    if not stat.S_ISREG(found.st_mode):
        return Listed(path, target=target, trouble=f"{path} is no regular file.")
    opened = partial(open_regular, place, identity(found))
    return Listed(path, found.st_size, opened, target)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
