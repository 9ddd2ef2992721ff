"""A gate's decision as JSON, its schema, and the earlier one that a release is held against."""

import json
from dataclasses import fields
from typing import Any

from weighbridge.verdicts.gate import SCHEMA, Gate
from weighbridge.verdicts.report_json import to_json
from weighbridge.verdicts.report_schema import described

_TEXT = {"type": "string"}
_CRITERIA: dict[str, Any] = {
    "anyOf": [
        {"type": "null"},
        _TEXT,
        {
            "type": "object",
            "properties": {"at-least": {"type": "integer"}, "of": {"type": "array"}},
            "required": ["at-least", "of"],
        },
        {"type": "object", "properties": {"refuted": _TEXT}, "required": ["refuted"]},
    ]
}


class DecisionError(ValueError):
    """JSON that is no decision: the cause, then the remedy."""


def written(gate: Gate) -> str:
    """A decision as the text of its file."""
    values = {
        field.name: to_json(getattr(gate, field.name))
        for field in fields(gate)
        if field.name != "demands"
    }
    value = values | {"demands": gate.demands}
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def earlier(text: str) -> dict[str, Any]:
    """An earlier decision.

    Raises:
        DecisionError: it is none, or one of a form that came later than this program.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DecisionError("it is no JSON. Name what `gate --format json` wrote.") from error
    match value:
        case {"schema": int(version), "demands": dict(), "digest": str()}:
            pass
        case _:
            raise DecisionError("it is no decision. Name what `gate --format json` wrote.")
    if not 1 <= version <= SCHEMA:
        raise DecisionError(f"its form has version {version}. Update Weighbridge.")
    found: dict[str, Any] = value
    return found


def schema() -> dict[str, Any]:
    """The schema of a decision, in the dialect of 2020-12."""
    found = described(Gate, "Weighbridge gate decision", {"demands": _demands()})
    found["properties"]["schema"] = {"const": SCHEMA}
    return found


def _demands() -> dict[str, Any]:
    rule = {
        **dict.fromkeys(("id", "expression", "reading", "severity"), _TEXT),
        "stages": {"type": "array", "items": _TEXT},
        **dict.fromkeys(("requires", "when"), _CRITERIA),
        "conclusion": {"type": ["object", "null"]},
        "unknown": {"enum": ["closed", "open"]},
        "inapplicable": {"enum": ["closed", "open"]},
        "waivable": {"type": "boolean"},
    }
    threshold = {**dict.fromkeys(("check", "name", "key"), _TEXT), "value": {"type": "number"}}
    waiver = dict.fromkeys(("id", "check", "path", "until"), _TEXT)
    return _object(
        {
            "stages": {"type": "array", "items": _TEXT},
            "rules": {"type": "array", "items": _object(rule)},
            "parameters": {"type": "array", "items": _object(threshold)},
            "ratchet": {"enum": ["closed", "warn"]},
            "waivers": {"type": "array", "items": _object(waiver)},
            "own": {"type": "object", "additionalProperties": _TEXT},
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}
