"""One file as a part of its own: weights, a card or a dataset that lies alone."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from weighbridge.sources.archive import accepts as is_archive
from weighbridge.sources.port import Limits, Obstacle, SourceError, SourceFile
from weighbridge.sources.regular import identity, is_file, open_regular, shown

MANIFEST = "weighbridge.toml"
"""The name this source leaves to whoever reads manifests."""


@dataclass(frozen=True)
class Single:
    """A part that is one file."""

    location: str
    name: str = "single"
    revision: str | None = None

    def files(self, limits: Limits) -> Iterator[SourceFile | Obstacle]:
        """The file."""
        path = os.path.realpath(self.location)
        name = shown(Path(self.location).name)
        if limits.files < 1:
            yield Obstacle(name, "More than 0 files; the rest was not read.")
            return
        try:
            found = os.lstat(path)
        except OSError as error:
            yield Obstacle(name, f"The file cannot be read: {error.strerror}.", "Check the path.")
            return
        if not stat.S_ISREG(found.st_mode):
            yield Obstacle(name, "It is no regular file any more.", "Check the path.")
            return
        opened = partial(open_regular, path, identity(found))
        yield SourceFile(name, found.st_size, opened, bool(found.st_mode & 0o111))


def accepts(location: str) -> bool:
    """Whether the location is a file that is neither an archive nor a manifest."""
    return (
        not location.startswith("git+")
        and is_file(location)
        and Path(location).name != MANIFEST
        and not is_archive(location)
    )


def open_location(location: str) -> Single:
    """The file at a location.

    Raises:
        SourceError: there is no such file.
    """
    if not is_file(location):
        raise SourceError(f"{location}: there is no such file. Check the path.")
    return Single(location)
