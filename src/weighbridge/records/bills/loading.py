"""JSON of strangers, loaded within bounds."""

import json
import re
from typing import Any

from weighbridge.patterns import lazy

LARGEST = 64 << 20
"""Bytes of a bill that are read."""
_DEEPEST = 200
"""Objects and lists in one another."""
_BRACKETS = lazy(rb'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
"""A text, ended or not, so that each byte is looked at once; or a bracket."""


class BillError(ValueError):
    """A bill that cannot be read: the cause, then the remedy."""


def loaded(data: bytes) -> dict[str, Any]:
    """The object that some bytes hold.

    Raises:
        BillError: they are too many, nested too deep, or no JSON object.
    """
    if len(data) > LARGEST:
        raise BillError(f"It holds more than {LARGEST:,} bytes. Split it, or check it elsewhere.")
    if _depth(data) > _DEEPEST:
        raise BillError(f"It is nested more than {_DEEPEST} levels deep. Write it flatter.")
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise BillError(f"It is no valid JSON: {str(error)[:120]}. Write it again.") from error
    if not isinstance(value, dict):
        raise BillError("It holds no JSON object. A bill of materials is one.")
    return value


def _depth(data: bytes) -> int:
    """How deep brackets stand in one another, those in strings aside."""
    deepest = depth = 0
    for found in _BRACKETS.finditer(data):
        if found[0] in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in b"]}":
            depth -= 1
        if deepest > _DEEPEST:
            break
    return deepest


def _refused(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")
