"""A record without what bills of materials say: a bill is no evidence for itself."""

from collections.abc import Collection
from dataclasses import replace

from weighbridge.documents.record import Field, Record

DRAFTS = ("bom.cdx.json", "bom.spdx.json")
"""Where drafts of bills lie in a release."""


def without(record: Record, paths: Collection[str]) -> Record:
    """The record as if some files were not there."""
    kept = {name: _field(held, paths) for name, held in record.fields.items()}
    return replace(
        record,
        fields={name: held for name, held in kept.items() if held is not None},
        files=tuple(row for row in record.files if row.path not in paths),
    )


def _field(held: Field, paths: Collection[str]) -> Field | None:
    """A field on its other evidence; where it has none, the next of what is said instead."""
    others = [one for one in (_field(alt, paths) for alt in held.alternatives) if one is not None]
    at = tuple(place for place in held.at if place.path not in paths)
    if at or not held.at:
        return replace(held, at=at, alternatives=tuple(others))
    return replace(others[0], alternatives=tuple(others[1:])) if others else None
