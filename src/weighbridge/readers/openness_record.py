"""Records of the Model Openness Tool: a release of claims, where such a file is the whole release.

In a folder with other files, a record is one more document about the release, and its word would
drown what the files themselves show; there it counts as the MOF configuration file only.
"""

import re
from collections.abc import Iterator

from weighbridge import catalogs
from weighbridge.catalogs import components
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseClaim, Reach
from weighbridge.facts.openness_record import RecordedComponent, RecordedLicense, RecordedRelease
from weighbridge.facts.provenance import Evidence, Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.addresses import tagged
from weighbridge.readers.blob import Blob
from weighbridge.readers.identifiers import is_pinned
from weighbridge.readers.port import reader
from weighbridge.records.openness import Entry, Record, RecordError, parse

ALONE = "single"
"""The source that gives one file as a release of its own."""
_LOOKS_LIKE_ONE = lazy(r"^release[ \t]*:", re.MULTILINE)
_COMPONENTS = lazy(r"^[ \t]+components[ \t]*:", re.MULTILINE)
_ADDRESS = lazy(r"https?://[^\s/]", re.IGNORECASE)
_UNLICENSED = "unlicensed"


@reader(
    names=("*.yml", "*.yaml"),
    gives=(RecordedComponent, RecordedLicense, RecordedRelease, Sighting, LicenseClaim, Gap),
    topic="licensing",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a record that is a release of its own.

    Values count as they are written, whatever YAML would take them for; what PHP takes for no
    value stands as empty text, since the tool is written in PHP.

    Source: Model Openness Tool, `ModelUpdater::processComponentLicenses`, May 2026.
    """
    if blob.part.source != ALONE:
        return
    text = blob.text()
    try:
        record = parse(text)
    except RecordError as error:
        if _LOOKS_LIKE_ONE.search(text) and _COMPONENTS.search(text):
            reason = f"{blob.name} is not a readable record. {error.cause}"
            yield Gap(blob.evidence(line=error.line), reason, error.remedy)
        return
    yield from _named(blob, record)
    for entry in record.components:
        at = _evidence(blob, entry.line, entry.name)
        yield RecordedComponent(at, entry.name, _own_license(entry))
    yield from _shared(blob, record)
    known = {one.mot_name: one.id for one in components.recorded()}
    counting = {known[entry.name]: entry for entry in record.components if entry.name in known}
    for component, entry in counting.items():
        if not _says(entry, "absent"):
            yield _sighting(blob, component, entry)
            yield from _claim(blob, component, entry)


def _named(blob: Blob, record: Record) -> Iterator[RecordedRelease]:
    field, version = record.release.get("name"), record.release.get("version")
    if field and field.value:
        at = _evidence(blob, field.line, field.value)
        yield RecordedRelease(at, field.value, (version.value or "") if version else "")


def _shared(blob: Blob, record: Record) -> Iterator[RecordedLicense | LicenseClaim]:
    """The licences for more than one component, as the record and as every framework has them."""
    for scope, fields in record.licenses.items():
        name = fields.get("name")
        if name is None or name.empty or not name.value:
            continue
        at = _evidence(blob, name.line, name.value)
        yield RecordedLicense(at, scope, name.value)
        every = scope == "distribution"
        yield LicenseClaim(
            expression=expressions.normalise(name.value),
            raw=name.value,
            source="openness-record",
            part=blob.part.name,
            at=at,
            reach=Reach.RELEASE if every else Reach.PART,
            types=frozenset() if every else frozenset({scope}),
        )


def _sighting(blob: Blob, component: str, entry: Entry) -> Sighting:
    path = entry.text("component_path").strip()
    linked = bool(_ADDRESS.match(path))
    at = _evidence(blob, entry.line, path or entry.name, link=path if linked else None)
    return Sighting(
        component,
        Presence.LINKED if linked else Presence.MENTIONED,
        at,
        "listed in the record, with its address" if linked else "listed in the record",
        pinned=linked and (is_pinned(path) or tagged(path)),
    )


def _claim(blob: Blob, component: str, entry: Entry) -> Iterator[LicenseClaim]:
    """The licence of one component; one that is empty says that it has none."""
    own = _own_license(entry)
    if own is None:
        return
    raw = own.strip() or _UNLICENSED
    yield LicenseClaim(
        expression="" if _says(entry, "unstated") else expressions.normalise(raw),
        raw=raw,
        source="openness-record",
        part=blob.part.name,
        at=_evidence(blob, entry.fields["license"].line, raw),
        reach=Reach.PATHS,
        components=frozenset({component}),
    )


def _says(entry: Entry, what: str) -> bool:
    """Whether words stand in the licence's place that say there is no component, or no licence."""
    words = catalogs.entry("vocabularies", "mot-schema-2026-05")["placeholders"][what]
    return entry.text("license").strip() in words


def _own_license(entry: Entry) -> str | None:
    """A component's licence as written; empty for what PHP takes for no value, None for null."""
    field = entry.fields.get("license")
    if field is None or field.value is None:
        return None
    return "" if field.empty else field.value


def _evidence(blob: Blob, line: int, quote: str, link: str | None = None) -> Evidence:
    return blob.evidence(line=line, kind=Kind.DECLARED, link=link, quote=quote)
