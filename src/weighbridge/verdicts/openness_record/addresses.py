"""Whether the addresses in a record are addresses."""

import re
from collections.abc import Iterator

from weighbridge import catalogs
from weighbridge.patterns import lazy
from weighbridge.records.openness import Record
from weighbridge.records.openness.record import Field
from weighbridge.verdicts.openness_record.defect import Defect
from weighbridge.verdicts.openness_record.shape import SCHEMA

_ADDRESS = lazy(r"https?://[^\s/?#.]+(?:\.[^\s/?#.]+|:\d+)[^\s]*", re.IGNORECASE)
_PATH = lazy(r"(?!www\.)[^\s:]+", re.IGNORECASE)
_HOST = lazy(r"[\w-]+(?:\.[\w-]+)*\.(?:ai|co|com|dev|edu|io|net|org)(?:/|$)", re.IGNORECASE)
_NOTHING = {"n/a", "na", "none", "null", "tbd", "todo", "unknown", "-", "?"}


def defects(record: Record) -> Iterator[Defect]:
    """Every value that should be an address and is none; a file may be a path in the release."""
    for name in catalogs.entry("vocabularies", SCHEMA)["release"]["addresses"]:
        yield from _judged(name, record.release.get(name), may_be_path=False)
    for shared in record.licenses.values():
        yield from _judged("path", shared.get("path"), may_be_path=True)
    for entry in record.components:
        for name in ("component_path", "license_path"):
            yield from _judged(name, entry.fields.get(name), may_be_path=True)


def _judged(name: str, field: Field | None, *, may_be_path: bool) -> Iterator[Defect]:
    value = field.value if field else None
    if field is None or not value or _ADDRESS.fullmatch(value):
        return
    if may_be_path and _is_path(value):
        return
    remedy = f"Write 'https://{value}'." if _HOST.match(value) else "Write it as https://…"
    if value.strip().lower() in _NOTHING:
        remedy = f"Leave `{name}` out while there is none."
    elif name == "huggingface" and re.fullmatch(r"[\w.-]+/[\w.-]+", value):
        remedy = f"Write 'https://huggingface.co/{value}'."
    yield Defect(field.line, "address-is-one", f"`{name}` is {value!r}, no address.", remedy)


def _is_path(value: str) -> bool:
    plain = _PATH.fullmatch(value) is not None and value.lower() not in _NOTHING
    return plain and not _HOST.match(value)
