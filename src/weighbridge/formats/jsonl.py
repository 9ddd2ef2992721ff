"""One JSON object on one line for each report."""

from collections.abc import Sequence

from weighbridge.formats import PLAIN, Look
from weighbridge.verdicts.report import Report
from weighbridge.verdicts.report_json import written

NAME = "jsonl"
TITLE = "JSON Lines: one report on each line"
MEDIA_TYPE = "application/jsonl"
STREAMS = True


def render(reports: Sequence[Report], look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write reports as `report.schema.json` describes them, in UTF-8 and without NaN."""
    return "".join(written(report) + "\n" for report in reports)
