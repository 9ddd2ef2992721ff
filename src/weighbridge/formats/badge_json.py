"""What shields.io and its like draw a badge from."""

import json
from collections.abc import Sequence

from weighbridge.formats import PLAIN, Look
from weighbridge.formats._badges import badge
from weighbridge.verdicts.report import Report

NAME = "badge-json"
TITLE = "Endpoint JSON for shields.io: the class that was reached"
MEDIA_TYPE = "application/json"
STREAMS = False


def render(reports: Sequence[Report], look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write an object for one report, a list of objects for several."""
    drawn = [
        {"schemaVersion": 1, "label": b.label, "message": b.message, "color": b.color}
        for b in map(badge, reports)
    ]
    shown = drawn[0] if len(drawn) == 1 else drawn
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"
