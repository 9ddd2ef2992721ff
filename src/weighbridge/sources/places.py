"""Which places make up a release: the ones that were named, or the ones that a manifest there
names.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from weighbridge.facts.distribution import Part
from weighbridge.patterns import lazy
from weighbridge.records import manifest
from weighbridge.sources.memory import Memory
from weighbridge.sources.port import Source, SourceError, open_source
from weighbridge.sources.regular import shown

_ADDRESS = lazy(r"(git\+)?[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LONGEST = 1 << 20
"""Bytes of a manifest that are read."""


class MisnamedError(SourceError):
    """The user, or a manifest, named what is not there, not readable as one, or not allowed."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a release, not opened yet.

    Attributes:
        location: what its source is asked for: the part's own location, seen from here.
        held: what the part holds, where that is known without a source.
    """

    part: Part
    location: str
    held: Source | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A release by its places, with the name and version that a manifest gives it."""

    places: tuple[Place, ...]
    name: str
    version: str = ""


def find(parts: Iterable[Part]) -> Named:
    """The places behind some parts: a manifest, or a folder whose manifest names parts, stands for
    the parts it names.

    Raises:
        MisnamedError: a manifest that was named itself cannot be read, or one that came with a
            folder names a part outside it.
    """
    found: list[Place] = []
    name = version = ""
    for part in parts:
        file = _manifest_at(part.location)
        stated = _read(file, named=_is_manifest(part.location)) if file else None
        if file and stated:
            name, version = name or stated.name, version or stated.version
        if file and stated and stated.parts:
            found.extend(_from_manifest(file, stated, trusted=_is_manifest(part.location)))
        else:
            where = str(file.parent) if file and _is_manifest(part.location) else part.location
            found.append(Place(part, where))
    named = tuple(_distinctly(found))
    return Named(named, name or _title(named[0].location) if named else name, version)


def open_place(place: Place, *, offline: bool) -> tuple[Part, Source]:
    """Open a place for reading.

    Raises:
        MisnamedError: nothing is there.
        SourceError: it cannot be read, or only over a network that may not be used.
    """
    where = place.location
    if offline and _ADDRESS.match(where):
        raise SourceError(
            f"{shown(where)}: it is an address, and --offline forbids to read one. "
            "Download it first, and name the folder."
        )
    try:
        source = place.held or open_source(where)
    except SourceError as error:
        if _ADDRESS.match(where) or os.path.lexists(_local(where)):
            raise
        raise MisnamedError(str(error)) from error
    part = replace(place.part, location=shown(place.part.location), source=source.name)
    return replace(part, revision=source.revision), source


def _manifest_at(location: str) -> Path | None:
    """The manifest that a location is or holds; a link that leaves the folder is none."""
    file = Path(location) if _is_manifest(location) else Path(location) / manifest.FILE
    try:
        inside = file.resolve().is_relative_to(file.parent.resolve())
        return file if file.is_file() and inside else None
    except (OSError, ValueError, RuntimeError):
        return None


def _is_manifest(location: str) -> bool:
    return Path(location).name == manifest.FILE and Path(location).is_file()


def _read(file: Path, *, named: bool) -> manifest.Manifest | None:
    """A manifest; one that came with a folder and cannot be read is left to the readers."""
    try:
        with file.open("rb") as stream:
            return manifest.parse(stream.read(_LONGEST).decode("utf-8-sig"))
    except OSError as error:
        cause = error.strerror or type(error).__name__
        problem = f"{cause}. Make it readable."
    except UnicodeDecodeError:
        problem = "It is not UTF-8. Save it as UTF-8."
    except manifest.ManifestError as error:
        problem = f"{f'line {error.line}: ' if error.line else ''}{error.cause} {error.remedy}"
    if named:
        raise MisnamedError(f"{shown(str(file))}: {problem}")
    return None


def _from_manifest(file: Path, stated: manifest.Manifest, *, trusted: bool) -> Iterator[Place]:
    """The places of a manifest's parts, and its own, when no part holds it."""
    folder = file.parent
    holds_itself = False
    for entry in stated.parts:
        where = _placed(entry, folder, trusted=trusted)
        holds_itself = holds_itself or Path(where).resolve() == folder.resolve()
        yield Place(Part(entry.name, entry.role, entry.location), where)
    if not holds_itself:
        held = Memory({manifest.FILE: file.read_bytes()[:_LONGEST]}, "manifest", str(file))
        yield Place(Part("manifest", "documents", str(file)), str(file), held)


def _placed(entry: manifest.PartEntry, folder: Path, *, trusted: bool) -> str:
    """Where a part of a manifest lies, seen from here."""
    if _ADDRESS.match(entry.location):
        leaves = True
        where = entry.location
    else:
        kind = "git+" if entry.location.startswith("git+") else ""
        where = f"{kind}{folder / entry.location.removeprefix(kind)}"
        leaves = not Path(_local(where)).resolve().is_relative_to(folder.resolve())
    if leaves and not trusted:
        raise MisnamedError(
            f"{shown(str(folder / manifest.FILE))}: part {entry.name!r} lies outside the folder "
            f"({entry.location}). Name the manifest itself if you trust it."
        )
    return where


def _local(location: str) -> str:
    """The path in a location: without `git+` and `@REVISION`."""
    if not location.startswith("git+"):
        return location
    path = location.removeprefix("git+")
    return path.rpartition("@")[0] or path


def _distinctly(places: Iterable[Place]) -> Iterator[Place]:
    """The same places, each part under a name of its own."""
    taken: set[str] = set()
    for place in places:
        wanted = place.part.name or _title(place.location)
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        yield replace(place, part=replace(place.part, name=name))


def _title(location: str) -> str:
    """The last name in a location, revision aside."""
    if _ADDRESS.match(location):
        host, _, path = location.partition("://")[2].partition("/")
        named = re.split(r"@|/tree/|[?#]", path or host)[0].rstrip("/")
        return shown(named.rpartition("/")[2].removesuffix(".git")) or shown(location)
    try:
        return shown(Path(_local(location)).resolve().name) or shown(location)
    except (OSError, ValueError, RuntimeError):
        return shown(location)
