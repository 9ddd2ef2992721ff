"""Values of a file as the fields of a kind: each by its type, and what does not fit by its name."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, Generic, TypeVar, cast, get_args, get_origin, get_type_hints

Place = tuple[str | int, ...]
Kind = TypeVar("Kind")


class MisfitError(ValueError):
    """A value that its field cannot hold.

    Attributes:
        place: which one.
    """

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True)
class Taken(Generic[Kind]):
    """A record made of values, what was left over, and what did not fit."""

    value: Kind
    unknown: dict[str, Any]
    problems: list[tuple[Place, str]]


def take(kind: type[Kind], data: dict[str, Any], place: Place = ()) -> Taken[Kind]:
    """Make a record of a mapping; keys are written with hyphens or underscores."""
    left = dict(data)
    problems: list[tuple[Place, str]] = []
    values: dict[str, Any] = {}
    for name, hint in _hints(cast("type", kind)).items():
        key = next((k for k in left if k.replace("-", "_") == name), None)
        if key is None:
            continue
        try:
            values[name] = _value(hint, left.pop(key), (*place, key), problems)
        except MisfitError as error:
            problems.append((error.place, str(error)))
    return Taken(kind(**values), left, problems)


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _value(hint: Any, value: Any, place: Place, problems: list[tuple[Place, str]]) -> Any:
    options = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) is tuple:
        return _list(options[0], value, place, problems)
    if options:
        return None if value is None else _value(options[0], value, place, problems)
    if is_dataclass(hint):
        return _record(hint, value, place, problems)  # type: ignore[arg-type]
    return _scalar(hint, value, place)


def _list(
    hint: Any, value: Any, place: Place, problems: list[tuple[Place, str]]
) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise MisfitError(place, f"`{place[-1]}` is {value!r:.60}, not a list. Write a list.")
    return tuple(_value(hint, one, (*place, n), problems) for n, one in enumerate(value))


def _record(kind: type, value: Any, place: Place, problems: list[tuple[Place, str]]) -> Any:
    if not isinstance(value, dict):
        raise MisfitError(place, f"`{place[-1]}` is {value!r:.60}, not a table. Write a table.")
    taken: Taken[Any] = take(kind, value, place)
    problems.extend(taken.problems)
    return taken.value


def _scalar(kind: type, value: Any, place: Place) -> Any:
    """A scalar of a kind.

    Raises:
        MisfitError: the value is of another one.
    """
    if issubclass(kind, StrEnum):
        return _choice(kind, value, place)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if kind is date:
        return _day(value, place)
    if isinstance(value, kind) and not (kind in {int, float} and isinstance(value, bool)):
        return value
    raise MisfitError(
        place, f"`{_name(place)}` is {value!r:.60}, not {_WORDS[kind]}. Correct the value."
    )


_WORDS = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}


def _choice(kind: type[StrEnum], value: Any, place: Place) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        words = ", ".join(kind)
        raise MisfitError(
            place, f"`{_name(place)}` is {value!r:.60}. Write one of: {words}."
        ) from None


def _day(value: Any, place: Place) -> date:
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case str():
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
    raise MisfitError(place, f"`{_name(place)}` is {value!r:.60}, not a day. Write 2026-11-30.")


def _name(place: Place) -> str:
    return next((piece for piece in reversed(place) if isinstance(piece, str)), "")
