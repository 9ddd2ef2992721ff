"""A folder on a disk, and every folder in it, each file listed without being opened."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from weighbridge.sources.port import Limits, Obstacle, SourceError, SourceFile
from weighbridge.sources.regular import identity, is_folder, open_regular, shown

SKIPPED = frozenset({
    ".git", ".hg", ".svn", ".bzr", ".jj",  # the history, which `git+PATH@REVISION` reads
    "__pycache__", ".ipynb_checkpoints", ".mypy_cache", ".pytest_cache", ".ruff_cache",
})  # fmt: skip
"""Names that are passed over without a word: version control and what tools leave behind."""
SKIPPED_PATHS = (".cache/huggingface",)
"""Ends of paths passed over too: where the Hub's client notes what it downloaded."""

_SPECIAL = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_EFFECTIVE = os.access in os.supports_effective_ids
_PERMISSION = "Give yourself permission to read it (chmod -R u+rX) and audit again."


@dataclass(frozen=True)
class Folder:
    """A part that is a folder.

    A link is given as the file it leads to when that lies in the same folder tree, and as an empty
    file when it leads to a folder there, whose files are read where they lie. Any other link, and
    what is no regular file, is an obstacle and never opened.
    """

    location: str
    name: str = "folder"
    revision: str | None = None

    def files(self, limits: Limits) -> Iterator[SourceFile | Obstacle]:
        """Every file, sorted by path, and every obstacle."""
        root = os.path.realpath(self.location).rstrip(os.sep) + os.sep
        for number, found in enumerate(_paths(root)):
            item = found if isinstance(found, Obstacle) else _item(found, root)
            if number >= limits.files:
                cause = f"More than {limits.files} files; the rest was not read."
                yield Obstacle(item.path, cause, "Audit its folders one by one.")
                return
            yield item


def accepts(location: str) -> bool:
    """Whether the location is a folder."""
    return not location.startswith("git+") and is_folder(location)


def open_location(location: str) -> Folder:
    """The folder at a location.

    Raises:
        SourceError: there is no such folder, or it cannot be listed.
    """
    try:
        os.scandir(location).close()
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or error
        raise SourceError(
            f"{location}: the folder cannot be listed ({cause}). Check the path and permissions."
        ) from error
    return Folder(location)


def _paths(root: str) -> Iterator[str | Obstacle]:
    """Where every file lies, in the order of the paths that are shown."""
    stack = [root]
    while stack:
        path = stack.pop()
        if not path.endswith(os.sep):
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                names = sorted(map(_name, entries), key=shown)
            stack.extend(path + name for name in reversed(names) if not _skipped(path + name, root))
        except OSError as error:
            cause = f"The folder cannot be listed: {error.strerror}."
            yield Obstacle(_inside(path, root), cause, _remedy(error))


def _name(entry: "os.DirEntry[str]") -> str:
    """Its name; a folder's ends in a slash, so that it sorts among paths as its files will."""
    return entry.name + os.sep if entry.is_dir(follow_symlinks=False) else entry.name


def _skipped(path: str, root: str) -> bool:
    inside = _inside(path, root)
    return inside.rpartition("/")[2] in SKIPPED or f"/{inside}".endswith(
        tuple(f"/{end}" for end in SKIPPED_PATHS)
    )


def _item(path: str, root: str) -> SourceFile | Obstacle:
    inside = _inside(path, root)
    try:
        found = os.lstat(path)
        if stat.S_ISLNK(found.st_mode):
            return _link(path, inside, root)
        return _file(path, inside, found)
    except FileNotFoundError:
        return Obstacle(inside, "The file vanished while the folder was read.", "Audit again.")
    except OSError as error:
        return Obstacle(inside, f"The file cannot be examined: {error.strerror}.", _remedy(error))


def _link(path: str, inside: str, root: str) -> SourceFile | Obstacle:
    target = os.readlink(path)  # noqa: PTH115  # as written; pathlib tidies it
    try:
        real = os.path.realpath(path, strict=True)
        found = os.lstat(real)
    except OSError:
        return Obstacle(
            inside,
            f"The link leads to {shown(target)}, which is not there or leads back to the link.",
            "Put the file itself in its place.",
        )
    if not (real + os.sep).startswith(root):
        return Obstacle(
            inside,
            f"The link leads out of the folder, to {shown(target)}, and was not followed.",
            "Put the file itself in its place, for instance with cp -rL.",
        )
    return _file(real, inside, found, shown(target))


def _file(
    path: str, inside: str, found: os.stat_result, target: str | None = None
) -> SourceFile | Obstacle:
    mode = found.st_mode
    if stat.S_ISDIR(mode):
        return SourceFile(inside, 0, BytesIO, target=target)
    if not stat.S_ISREG(mode):
        what = _SPECIAL.get(stat.S_IFMT(mode), "no regular file")
        to = f", through a link to {target}" if target is not None else ""
        return Obstacle(inside, f"It is {what}{to}, and was not opened.", "Leave it out.")
    if not os.access(path, os.R_OK, effective_ids=_EFFECTIVE):
        return Obstacle(inside, "The file cannot be read: permission denied.", _PERMISSION)
    opened = partial(open_regular, path, identity(found))
    return SourceFile(inside, found.st_size, opened, bool(mode & 0o111), target)


def _remedy(error: OSError) -> str:
    return _PERMISSION if isinstance(error, PermissionError) else "Check the disk, and audit again."


def _inside(path: str, root: str) -> str:
    inside = path[len(root) :].rstrip(os.sep)
    return shown(inside if os.sep == "/" else inside.replace(os.sep, "/"))
