"""A record of the Model Openness Tool, written from what a release shows."""

from collections.abc import Iterable, Iterator

from weighbridge import catalogs
from weighbridge.documents.openness_rows import Row
from weighbridge.records.openness.quoting import quoted

_EMPTY = ("type", "architecture", "origin", "producer", "contact")
"""Fields the format asks for and no bytes tell; they stand empty, for a person to fill in."""


def draft(rows: Iterable[Row], *, name: str, version: str, date: str) -> str:
    """The record as YAML, every value quoted so that it stays text.

    A component under no stated licence bears no `license`, one that nothing is granted for is
    `unlicensed`; the configuration file is no component that the tool knows.

    Args:
        date: day of the release, or of the record where that is not known, ISO 8601.

    Source: Model Openness Tool, `ModelSerializer::normalize`, May 2026.
    """
    listed = [line for row in rows if row.component.mot_name for line in _entry(row)]
    framework = catalogs.entry("vocabularies", "mot-schema-2026-05")["framework"]
    lines = [
        "framework:",
        *(f"  {key}: {quoted(framework[key])}" for key in ("name", "version", "date")),
        "release:",
        f"  name: {quoted(name)}",
        f"  version: {quoted(version)}",
        f"  date: {quoted(date)}",
        *(f"  {key}: ''" for key in _EMPTY),
        "  components:" if listed else "  components: []",
        *listed,
    ]
    return "\n".join(lines) + "\n"


def _entry(row: Row) -> Iterator[str]:
    yield "    -"
    yield f"      name: {quoted(row.component.mot_name)}"
    yield f"      description: {quoted(' '.join(row.component.description.split()))}"
    if row.license:
        yield f"      license: {quoted(row.license)}"
    if row.license_path:
        yield f"      license_path: {quoted(row.license_path)}"
    yield f"      component_path: {quoted(row.path)}"
