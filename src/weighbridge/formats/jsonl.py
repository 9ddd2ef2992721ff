"""One JSON object on one line for each report."""

import json
from collections.abc import Sequence

from weighbridge.formats import PLAIN, Look
from weighbridge.verdicts.report import Report
from weighbridge.verdicts.report_json import to_json

NAME = "jsonl"
TITLE = "JSON Lines: one report on each line"
MEDIA_TYPE = "application/jsonl"
STREAMS = True


def render(reports: Sequence[Report], look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write reports as `report.schema.json` describes them, in UTF-8 and without NaN."""
    return "".join(
        json.dumps(to_json(report), ensure_ascii=False, allow_nan=False) + "\n"
        for report in reports
    )
