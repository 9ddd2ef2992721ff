"""The JSON Schema of a report, generated from the Report's own types and their docstrings."""

import re
from collections.abc import Collection
from dataclasses import fields, is_dataclass
from enum import StrEnum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from weighbridge.patterns import lazy
from weighbridge.verdicts.report import SCHEMA, Level, LineageEdge, Report
from weighbridge.verdicts.report_json import OPTIONAL, hints

_ATTRIBUTE = lazy(r"^    (\w+): (.+?)(?=^    \w+: |\Z)", re.DOTALL | re.MULTILINE)
_NARROWER: dict[tuple[type, str], dict[str, Any]] = {
    (Report, "schema"): {"const": SCHEMA},
    (Report, "as_of"): {"format": "date"},
    (Level, "share"): {"minimum": 0, "maximum": 1},
    (Level, "gated_share"): {"minimum": 0, "maximum": 1},
    (LineageEdge, "outcome"): {"enum": ["fine", "decided", "undecided", "contested", "conflict"]},
}
"""What a field's type alone does not say."""
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def schema() -> dict[str, Any]:
    """The schema, in the dialect of 2020-12."""
    return described(Report, "Weighbridge report", {})


def described(kind: type, title: str, given: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The schema of a dataclass and all it is made of.

    Args:
        given: schemas of its fields whose types do not say them.
    """
    kinds = _kinds(kind, given)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_object(kind, given),
        "$defs": {one.__name__: _object(one, {}) for one in kinds if one is not kind},
    }


def _kinds(kind: type, given: Collection[str] = ()) -> dict[type, None]:
    """A dataclass and every one it is made of, in order of first use."""
    found: dict[type, None] = {kind: None}
    for name, hint in hints(kind).items():
        for part in (hint, *get_args(hint)) if name not in given else ():
            if is_dataclass(part) and isinstance(part, type):
                found |= _kinds(part)
    return found


def _object(kind: type, given: dict[str, dict[str, Any]]) -> dict[str, Any]:
    words = _words(kind)
    left_out = OPTIONAL.get(kind, ())
    properties = {
        name: (given.get(name) or _of(get_args(hint)[0] if name in left_out else hint))
        | _NARROWER.get((kind, name), {})
        | words.get(name, {})
        for name, hint in hints(kind).items()
    }
    return {
        "type": "object",
        "description": (getdoc(kind) or "").split("\n\n", 1)[0].replace("\n", " "),
        "properties": properties,
        "required": [f.name for f in fields(kind) if f.name not in left_out],
    }


def _of(hint: Any) -> dict[str, Any]:
    if isinstance(hint, UnionType):
        return {"anyOf": [_of(part) for part in get_args(hint)]}
    if get_origin(hint) is tuple:
        first, *rest = get_args(hint)
        if rest == [...]:
            return {"type": "array", "items": _of(first)}
        length = len(rest) + 1
        return {"type": "array", "items": _of(first), "minItems": length, "maxItems": length}
    if is_dataclass(hint) and isinstance(hint, type):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if issubclass(hint, StrEnum):
        return {"type": "string", "enum": [member.value for member in hint]}
    return {"type": _PLAIN[hint]}


def _words(kind: type) -> dict[str, dict[str, str]]:
    """What the docstring says about each field."""
    attributes = (getdoc(kind) or "").partition("Attributes:\n")[2]
    return {
        name: {"description": " ".join(text.split())}
        for name, text in _ATTRIBUTE.findall(attributes)
    }
