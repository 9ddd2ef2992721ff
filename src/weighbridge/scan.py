"""Scan: look into every file of some places for what loading it would do."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from weighbridge.facts.distribution import Part
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.safety import FileVerdict, Harm, Reason
from weighbridge.readers.blob import Blob
from weighbridge.readers.harm.remembering import remembered
from weighbridge.readers.reading import Progress
from weighbridge.sources import Limits, Obstacle, Source, SourceFile, open_source, single
from weighbridge.sources.places import MisnamedError
from weighbridge.sources.stamps import Memory


@dataclass(frozen=True, slots=True)
class Scanned:
    """One file and what was found in it.

    Attributes:
        path: as the user would open it.
    """

    path: str
    verdict: FileVerdict


def scan(
    *where: str,
    limits: Limits | None = None,
    memory: Memory | None = None,
    progress: Progress = lambda _: None,
) -> Iterator[Scanned]:
    """Look into every file of some places, one after another.

    A file is looked into as one, archives too: what an archive holds is named in its reasons, so
    that a file gives the same answer alone and in a folder.

    Args:
        where: files, folders, or anything else that a source reads.
        memory: what earlier runs found in files that are unchanged.
        progress: told the number of files looked into so far.

    Raises:
        MisnamedError: nothing is at a place.
        SourceError: a place is there and cannot be read.
    """
    count = 0
    for location, source in [(place, _opened(place)) for place in where]:
        for item in source.files(limits or Limits()):
            yield Scanned(_path(location, item.path), _verdict(location, item, memory))
            count += 1
            progress(count)


def _opened(location: str) -> Source:
    if Path(location).is_file():
        return single.open_location(location)
    if not location.startswith("git+") and "://" not in location and not os.path.lexists(location):
        raise MisnamedError(f"{location}: there is nothing. Check the path.")
    return open_source(location)


def _path(location: str, inside: str) -> str:
    if Path(location).is_file():
        return location
    return f"{location.rstrip('/')}/{inside}" if Path(location).is_dir() else inside


def _verdict(location: str, item: SourceFile | Obstacle, memory: Memory | None) -> FileVerdict:
    part = Part(location, location=location)
    if isinstance(item, Obstacle):
        return _unread(Evidence(part.name, item.path), item.reason)
    try:
        with item.open() as stream:
            blob = Blob(
                part, item.path, item.size, stream, item.executable, item.target, item.digest or "-"
            )
            return remembered(blob, memory)
    except (OSError, EOFError, ValueError) as error:
        return _unread(Evidence(part.name, item.path), f"It could not be read: {error}.")


def _unread(at: Evidence, message: str) -> FileVerdict:
    return FileVerdict(at, "unread", Harm.INCOMPLETE, (Reason(Harm.INCOMPLETE, "unread", message),))
