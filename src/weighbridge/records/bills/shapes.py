"""Values of a stranger's JSON in the shape that is asked for, or empty."""

from collections.abc import Iterator
from typing import Any

MOST = 200_000
"""Elements of one list that are looked at."""


def text(value: Any) -> str:
    """A text; empty for anything else."""
    return value if isinstance(value, str) else ""


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a list."""
    for one in value[:MOST] if isinstance(value, list) else ():
        if isinstance(one, dict):
            yield one


def texts(value: Any) -> tuple[str, ...]:
    """The texts of a list, or the one text that stands alone."""
    if isinstance(value, str):
        return (value,)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def under(value: Any, *keys: str) -> Any:
    """What stands under some keys; None where a step is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def whole(value: Any) -> int | None:
    """A whole number, of a number or of a text of digits."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
