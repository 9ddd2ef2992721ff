"""The neutral record of a release, from which every document is drafted: each field with its state
and its evidence; it is no document itself, and it never fills a gap with a guess.
"""

from collections.abc import Callable, Iterator
from itertools import groupby

from weighbridge.documents.record import (
    card,
    code,
    data,
    distribution,
    evaluation,
    governance,
    hardware,
    licensing,
    lineage,
    training,
    weights,
)
from weighbridge.documents.record.field import Field, FileRow, Item, Record, State
from weighbridge.facts.release import Release

__all__ = ["Field", "FileRow", "Item", "Record", "State", "build"]

_SOURCES: tuple[Callable[[Release], Iterator[Item]], ...] = (
    distribution.items,
    weights.items,
    hardware.items,
    training.items,
    lineage.items,
    licensing.items,
    data.items,
    code.items,
    evaluation.items,
    governance.items,
    card.items,
)
"""Bytes speak first, people's words after them."""


def build(release: Release) -> Record:
    """The record of a release.

    A name that several sources speak of keeps the strongest state; what disagrees with it stays
    as an alternative, and every place that says the same is evidence.
    """
    said = [item for source in _SOURCES for item in source(release)]
    said.sort(key=lambda item: item.name)
    fields = {name: _settled(list(held)) for name, held in groupby(said, lambda item: item.name)}
    return Record(
        name=release.name,
        version=release.version,
        as_of=release.as_of.day,
        fields=fields,
        files=tuple(distribution.files(release)),
    )


def _settled(items: list[Item]) -> Field:
    """One field of all that was said about it."""
    best = min(items, key=lambda item: item.field.state.rank).field
    same = [item.field for item in items if item.field.value == best.value]
    others = [item.field for item in items if item.field.value != best.value]
    return Field(
        value=best.value,
        state=best.state,
        at=tuple(dict.fromkeys(at for field in same for at in field.at)),
        alternatives=tuple(others),
    )
