"""The record as plain values for JSON: every field with its state, its evidence and what
disagrees with it.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any

from weighbridge.documents.record.field import Field, Record
from weighbridge.facts.provenance import Evidence

_KEPT = (bool, int, float, str, type(None))


def plain(record: Record) -> dict[str, Any]:
    """The whole record; a field that is not there is missing."""
    return {
        "name": record.name,
        "version": record.version,
        "as-of": record.as_of.isoformat(),
        "fields": {name: _field(held) for name, held in sorted(record.fields.items())},
        "files": [_value(file) for file in record.files],
    }


def _field(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {
        "value": _value(field.value),
        "state": field.state.value,
        "evidence": [_evidence(at) for at in field.at],
    }
    if field.alternatives:
        found["alternatives"] = [_field(one) for one in field.alternatives]
    return found


def _evidence(at: Evidence) -> dict[str, Any]:
    found: dict[str, Any] = {"part": at.part, "path": at.path}
    if at.lines:
        found["lines"] = list(at.lines)
    for name in ("sha256", "revision", "link", "quote"):
        if value := getattr(at, name):
            found[name] = value
    return found


def _value(value: Any) -> Any:
    """A value as JSON holds it; numbers that JSON cannot hold become text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name.replace("_", "-"): _value(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return _value(value.value)
    if isinstance(value, Mapping):
        return {str(key): _value(one) for key, one in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [_value(one) for one in value]
    finite = not isinstance(value, float) or isfinite(value)
    return value if finite and isinstance(value, _KEPT) else _text(value)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
