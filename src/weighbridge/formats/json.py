"""One JSON object for one report, and a list of objects for several."""

import json
from collections.abc import Sequence

from weighbridge.formats import PLAIN, Look
from weighbridge.verdicts.report import Report
from weighbridge.verdicts.report_json import to_json

NAME = "json"
TITLE = "JSON: one object for one report, a list for several"
MEDIA_TYPE = "application/json"
STREAMS = False


def render(reports: Sequence[Report], look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write reports as `report.schema.json` describes them, in UTF-8 and without NaN."""
    value = [to_json(report) for report in reports]
    shown = value[0] if len(value) == 1 else value
    return json.dumps(shown, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
