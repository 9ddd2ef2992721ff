"""The Report as JSON values and back: every version of its form that was ever written stays
readable.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from weighbridge.findings import Evidence
from weighbridge.verdicts.report import SCHEMA, Report

OPTIONAL: dict[type, tuple[str, ...]] = {
    Evidence: ("lines", "bytes", "revision", "link", "quote"),
    Report: ("lineage", "digests", "evaluation"),
}
"""Fields left out of an object when they hold nothing."""

_UPGRADES: dict[int, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}
"""Version of the form → what turns it into the next one."""

_PLAIN = (int, float, bool, type(None))

Value = TypeVar("Value")


class ReportError(ValueError):
    """JSON that is not a report: where in it, then the cause."""


def to_json(value: Any) -> Any:
    """A report, or any part of one, as dictionaries, lists, strings and numbers.

    Half a surrogate pair, which UTF-8 cannot say, becomes its escape.
    """
    kind = type(value)
    if kind is str:
        return value if value.isascii() else _said_in_utf8(value)
    if kind is tuple:
        return [to_json(item) for item in value]
    if kind in _PLAIN:
        return value
    return str(value) if isinstance(value, StrEnum) else _object(value)


def written(value: Any, *, indent: int | None = None) -> str:
    """A report, or a list of them, as JSON text: what `to_json` gives, written in one go.

    The encoder walks tuples and strings itself and asks here for objects alone; only a text that
    UTF-8 cannot say takes the long way.
    """
    text = json.dumps(value, default=_shallow, ensure_ascii=False, allow_nan=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        plain = [to_json(one) for one in value] if isinstance(value, list) else to_json(value)
        return json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=indent)
    return text


def from_json(data: Any) -> Report:
    """Read a report; fields it does not know are passed over.

    Raises:
        ReportError: it is no report, or one of a form that came later than this program.
    """
    match data:
        case {"schema": int(version)}:
            pass
        case _:
            raise ReportError("report: it has no `schema` number, so it is not a report.")
    if not 1 <= version <= SCHEMA:
        raise ReportError(
            f"report: its form has version {version}, and this program reads 1 to {SCHEMA}. "
            "Update Weighbridge."
        )
    current: Mapping[str, Any] = data
    for older in range(version, SCHEMA):
        current = _UPGRADES[older](current)
    return _build(Report, {**current, "schema": SCHEMA}, "report")


def hints(kind: type) -> dict[str, Any]:
    """Field names of a dataclass and their types."""
    return _hints(kind)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    found = get_type_hints(kind)
    return {field.name: found[field.name] for field in fields(kind)}


def _object(value: Any) -> dict[str, Any]:
    return {name: to_json(held) for name, held in _shallow(value).items()}


def _shallow(value: Any) -> dict[str, Any]:
    """The fields of one object, as they are."""
    kind: Any = type(value)
    left_out = OPTIONAL.get(kind, ())
    held = ((name, getattr(value, name)) for name in _names(kind))
    return {name: one for name, one in held if one is not None or name not in left_out}


def _said_in_utf8(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _read(hint: Any, value: Any, where: str) -> Any:
    if isinstance(hint, UnionType):
        return None if value is None else _read(get_args(hint)[0], value, where)
    if get_origin(hint) is tuple:
        return _sequence(get_args(hint), value, where)
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value, where)
    if issubclass(hint, StrEnum):
        if value not in list(hint):
            raise ReportError(f"{where}: {value!r} is none of {', '.join(hint)}.")
        return hint(value)
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise ReportError(f"{where}: expected {hint.__name__}, found {type(value).__name__}.")
    return value


def _sequence(kinds: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ReportError(f"{where}: expected a list, found {type(value).__name__}.")
    if kinds[-1] is ...:
        kinds = kinds[:1] * len(value)
    if len(value) != len(kinds):
        raise ReportError(f"{where}: expected {len(kinds)} values, found {len(value)}.")
    return tuple(
        _read(kind, item, f"{where}[{number}]")
        for number, (kind, item) in enumerate(zip(kinds, value, strict=True))
    )


def _build(kind: type[Value], value: Any, where: str) -> Value:
    if not isinstance(value, Mapping):
        raise ReportError(f"{where}: expected an object, found {type(value).__name__}.")
    given = {
        name: _read(hint, value[name], f"{where}.{name}")
        for name, hint in hints(kind).items()
        if name in value
    }
    try:
        return kind(**given)
    except TypeError as error:
        raise ReportError(f"{where}: {str(error).partition(') ')[2]}.") from None
