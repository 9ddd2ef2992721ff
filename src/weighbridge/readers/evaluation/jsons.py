"""JSON and lines of JSON, read within bounds; numbers that are none are noticed."""

import json
import math
from collections.abc import Iterator
from typing import Any

from weighbridge.readers.blob import Blob

LONGEST = 32 << 20
"""Bytes of one JSON document that are read."""
_LONGEST_LINES = 256 << 20
"""Bytes of lines that are read."""
_LONGEST_LINE = 8 << 20
_CHUNK = 1 << 20


class TooLongError(ValueError):
    """More than is read here."""


def loads(data: bytes) -> tuple[Any, bool]:
    """A value, and whether it holds NaN or an infinity.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is nested too deeply.
    """
    odd: list[str] = []

    def constant(name: str) -> float:
        odd.append(name)
        return math.nan

    return json.loads(data.decode("utf-8-sig", "replace"), parse_constant=constant), bool(odd)


def document(blob: Blob) -> tuple[dict[str, Any], bool] | None:
    """The object a file holds, and whether it holds NaN; None where it holds something else.

    Raises:
        TooLongError: it is longer than is read here.
    """
    if blob.size > LONGEST or (blob.cut and blob.costly):
        raise TooLongError
    data = blob.at(0, blob.size) if blob.cut else blob.data()
    try:
        value, odd = loads(data)
    except (ValueError, RecursionError):
        return None
    return (value, odd) if isinstance(value, dict) else None


def lines(blob: Blob) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Every line that is not empty, with its number; None for one that is no whole object.

    Raises:
        TooLongError: there is more than is read here, at the place where reading stops.
    """
    for number, line in _raw(blob):
        if not line.strip():
            continue
        try:
            value, _ = loads(line)
        except (ValueError, RecursionError):
            value = None
        yield number, value if isinstance(value, dict) else None


def _raw(blob: Blob) -> Iterator[tuple[int, bytes]]:
    number, offset, held = 1, 0, b""
    while offset < blob.size:
        if offset >= _LONGEST_LINES or (blob.costly and offset >= blob.kept):
            raise TooLongError
        chunk = blob.at(offset, _CHUNK)
        if not chunk:
            break
        offset += len(chunk)
        *whole, held = (held + chunk).split(b"\n")
        for line in whole:
            yield number, line
            number += 1
        if len(held) > _LONGEST_LINE:
            raise TooLongError
    if held:
        yield number, held


def within(value: Any, *keys: str) -> Any:
    """What lies under keys of nested objects; None where there is nothing."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def text(value: Any, *keys: str, most: int = 300) -> str:
    """A string or number as text, in one line; empty for anything else."""
    found = within(value, *keys)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return " ".join(str(found)[: 2 * most].split())[:most]


def count(value: Any, *keys: str) -> int | None:
    """A whole number that is not negative; None for anything else."""
    found = within(value, *keys)
    if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found):
        return None
    return int(found) if found >= 0 and found == int(found) else None


def number(value: Any, *keys: str) -> float | None:
    """A finite number; None for anything else."""
    found = within(value, *keys)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    try:
        return float(found) if math.isfinite(found) else None
    except OverflowError:
        return None


def entries(value: Any, *keys: str) -> list[dict[str, Any]]:
    """The objects of a list."""
    found = within(value, *keys)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
