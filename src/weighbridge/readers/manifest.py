"""The manifest's facts: licence statements, and the files and addresses it names as components."""

from collections.abc import Iterator

from weighbridge.catalogs import components
from weighbridge.catalogs.licenses.expressions import normalise
from weighbridge.facts.components import NamedFiles, Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseClaim, Reach
from weighbridge.facts.provenance import Evidence, Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.addresses import pinned
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader
from weighbridge.records.manifest import (
    FILE,
    ComponentEntry,
    LicenseEntry,
    Manifest,
    ManifestError,
    parse,
)


@reader(names=(FILE,), gives=(LicenseClaim, NamedFiles, Sighting, Gap), topic="")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a manifest; it speaks only from the top of a part."""
    if blob.folder:
        return
    try:
        manifest = parse(blob.text(), components=components.ids())
    except ManifestError as error:
        at = blob.evidence(line=error.line, kind=Kind.DECLARED)
        yield Gap(at, f"{blob.path} cannot be read: {error.cause}", error.remedy)
        return
    for entry in manifest.components:
        yield from _component(blob, manifest, entry)
    for statement in manifest.licenses:
        yield from _license(blob, manifest, statement)


def _component(blob: Blob, manifest: Manifest, entry: ComponentEntry) -> Iterator[Fact]:
    at = blob.evidence(line=entry.line, kind=Kind.DECLARED)
    expression = normalise(entry.license)
    if entry.paths:
        yield NamedFiles(entry.id, _patterns(entry.paths), at, entry.part, expression)
    for link in entry.links:
        yield Sighting(
            entry.id,
            Presence.LINKED,
            blob.evidence(line=entry.line, kind=Kind.DECLARED, link=link, quote=link),
            note=f"{FILE} names {link}",
            pinned=pinned(link),
            license=expression,
        )
    if entry.license:
        statement = LicenseEntry(entry.license, components=(entry.id,), part=entry.part)
        yield from _claims(blob, manifest, statement, at)


def _license(blob: Blob, manifest: Manifest, entry: LicenseEntry) -> Iterator[Fact]:
    at = blob.evidence(line=entry.line, kind=Kind.DECLARED, quote=entry.expression)
    yield from _claims(blob, manifest, entry, at)


def _claims(
    blob: Blob, manifest: Manifest, entry: LicenseEntry, at: Evidence
) -> Iterator[LicenseClaim]:
    """One claim for every part the statement speaks of."""
    named = bool(entry.paths or entry.components)
    reach = Reach.PATHS if named else Reach.PART if entry.part else Reach.RELEASE
    parts = [entry.part] if entry.part else [blob.part.name]
    if named and not entry.part:
        parts += [part.name for part in manifest.parts if part.name != blob.part.name]
    for part in parts:
        yield LicenseClaim(
            expression=normalise(entry.expression),
            raw=entry.expression,
            source="manifest",
            part=part,
            at=at,
            reach=reach,
            patterns=_patterns(entry.paths),
            components=frozenset(entry.components),
            types=frozenset(entry.types),
        )


def _patterns(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Shell patterns in which `*` crosses folders; a folder stands for all that lies in it."""
    clean = (path.removeprefix("./").replace("**/*", "*").replace("**", "*") for path in paths)
    return tuple(path + "*" if path.endswith("/") else path for path in clean)
