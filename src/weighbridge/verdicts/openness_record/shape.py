"""Which fields a record needs, which words they hold, and which values YAML takes for no text."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from weighbridge import catalogs
from weighbridge.patterns import lazy
from weighbridge.records.openness import Record
from weighbridge.records.openness.record import Field
from weighbridge.verdicts.openness_record.defect import Defect

SCHEMA = "mot-schema-2026-05"
_DAY = lazy(r"\d{4}-\d{2}-\d{2}")


def defects(record: Record) -> Iterator[Defect]:
    """All that is wrong with the fields of a record, its components' own meaning aside."""
    schema = catalogs.entry("vocabularies", SCHEMA)
    for section, fields in (("framework", record.framework), ("release", record.release)):
        yield from _missing(record, section, fields, schema[section])
        yield from _not_text(fields, schema[section].get("fields", schema[section]["required"]))
        yield from _undated(fields)
    yield from _framework(record, schema["framework"])
    yield from _words(record.release, schema["release"]["values"])
    yield from _misspelled(record.release, schema["release"]["fields"], {})
    for shared in record.licenses.values():
        yield from _not_text(shared, ("name", "path"))
    for entry in record.components:
        component = schema["component"]
        yield from _not_text(entry.fields, component["fields"])
        yield from _misspelled(entry.fields, component["fields"], component["renamed"])


def _missing(
    record: Record, section: str, fields: Mapping[str, Field], schema: Mapping[str, Any]
) -> Iterator[Defect]:
    node = record.root.get(section)
    line = node.line if node else 1
    for name in schema["required"]:
        found = fields.get(name)
        filled = name in schema.get("filled", ()) and found is not None and not found.value
        if found is None or found.reads == "null" or filled:
            message = f"`{section}.{name}` is {'missing' if found is None else 'empty'}."
            yield Defect(
                found.line if found else line,
                "required-field-is-there",
                message,
                f"State `{name}` under `{section}:`, between quotes.",
            )


def _not_text(fields: Mapping[str, Field], known: Sequence[str]) -> Iterator[Defect]:
    for name, field in fields.items():
        if name in known and field.reads in {"number", "date", "truth value"}:
            message = f"YAML reads `{name}: {field.value}` as a {field.reads}, not as text."
            remedy = f"Write it between quotes: `{name}: '{field.value}'`."
            yield Defect(field.line, "value-is-text", message, remedy)


def _undated(fields: Mapping[str, Field]) -> Iterator[Defect]:
    field = fields.get("date")
    if field is not None and field.value and not _is_day(field.value):
        message = f"{field.value!r} is no day."
        remedy = "Write the date as '2024-12-15': year, month and day."
        yield Defect(field.line, "date-is-a-day", message, remedy)


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _framework(record: Record, schema: Mapping[str, Any]) -> Iterator[Defect]:
    for name in ("name", "version"):
        field, wanted = record.framework.get(name), schema[name]
        if field and field.value is not None and field.value != wanted:
            message = f"The framework's {name} is {field.value!r}; the tool knows {wanted!r} only."
            remedy = f"Write `{name}: '{wanted}'`."
            yield Defect(field.line, "framework-is-the-tools", message, remedy)


def _words(fields: Mapping[str, Field], allowed: Mapping[str, list[str]]) -> Iterator[Defect]:
    for name, words in allowed.items():
        field = fields.get(name)
        if field is None or field.value is None or field.value in words:
            continue
        near = get_close_matches(field.value.lower(), [w for w in words if w], n=1, cutoff=0.5)
        choice = f"'{near[0]}'" if near else "one of: " + ", ".join(w for w in words if w)
        message = f"`{name}` is {field.value!r}, which the tool does not know."
        yield Defect(field.line, "value-is-allowed", message, f"Write {choice}.")


def _misspelled(
    fields: Mapping[str, Field], known: list[str], renamed: Mapping[str, str]
) -> Iterator[Defect]:
    """Fields that look like one of the format's; any other unknown field is left in peace."""
    for name, field in fields.items():
        near = get_close_matches(name, known, n=1, cutoff=0.8)
        meant = renamed.get(name) or (near[0] if near and near[0] not in fields else None)
        if name not in known and meant:
            message = f"The tool does not read a field `{name}`."
            yield Defect(field.line, "field-is-known", message, f"Call it `{meant}`.")
