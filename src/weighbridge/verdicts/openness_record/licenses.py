"""Whether what a record states for licences are ids, and which ids are meant."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from weighbridge import catalogs
from weighbridge.catalogs.licenses import expressions, find, spdx
from weighbridge.records.openness import Record
from weighbridge.records.openness.record import Field
from weighbridge.verdicts.openness_record.defect import Defect
from weighbridge.verdicts.openness_record.shape import SCHEMA

_RULE = "license-is-an-id"


def defects(record: Record) -> Iterator[Defect]:
    """Every licence of a record that is not stated by its id."""
    for entry in record.components:
        field = entry.fields.get("license")
        if field is not None:
            yield from _of_component(field)
    for shared in record.licenses.values():
        field = shared.get("name")
        if field is not None and field.value:
            yield from _judged(field)


def _of_component(field: Field) -> Iterator[Defect]:
    if field.value:
        yield from _judged(field)
    else:
        yield Defect(
            field.line,
            _RULE,
            "A licence is left empty, which the tool takes for unlicensed.",
            "Write its SPDX id or 'unlicensed', or leave `license` out to inherit the release's.",
        )


def _judged(field: Field) -> Iterator[Defect]:
    stated = field.value or ""
    if stated == "unlicensed" or stated in _recorded():
        return
    remedy = _remedy(stated)
    if remedy:
        message = f"{stated!r} is no licence id, and the tool takes ids only."
        yield Defect(field.line, _RULE, message, remedy)


def _remedy(stated: str) -> str:
    """What to write instead; empty when it is well written."""
    placeholders: dict[str, Any] = catalogs.entry("vocabularies", SCHEMA)["placeholders"]
    if _is_among(stated, placeholders["absent"]):
        return "Leave the component out of the record."
    if _is_among(stated, placeholders["unstated"]):
        return "Write the licence's SPDX id, or 'unlicensed'."
    meant = expressions.normalise(stated)
    return "" if meant == stated else _proposal(stated, meant)


def _proposal(stated: str, meant: str) -> str:
    known = find(stated)
    if known is not None and known.kind == "family":
        return f"State the exact licence; {stated!r} stands for several or for none."
    if known is not None and known.id.lower() not in spdx():
        return f"Write '{known.id}': SPDX has no id for it, and the tool counts it as not open."
    if meant and all(one.lower() in spdx() for one in expressions.ids(meant)):
        return f"Write '{meant}'."
    return "Write the licence's SPDX id, or 'unlicensed' if nothing is granted."


def _is_among(stated: str, words: list[str]) -> bool:
    return stated.strip().casefold() in {word.casefold() for word in words}


@cache
def _recorded() -> frozenset[str]:
    """Every id in the tool's own table."""
    table = catalogs.entry("vocabularies", "mot-2026-05")
    appropriate = [one for ids in table["appropriate"].values() for one in ids]
    return frozenset([*table["open"], *table["other"]["known"], *appropriate])
