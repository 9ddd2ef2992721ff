"""One JSON object for one report, and a list of objects for several."""

from collections.abc import Sequence

from weighbridge.formats import PLAIN, Look
from weighbridge.verdicts.report import Report
from weighbridge.verdicts.report_json import written

NAME = "json"
TITLE = "JSON: one object for one report, a list for several"
MEDIA_TYPE = "application/json"
STREAMS = False


def render(reports: Sequence[Report], look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write reports as `report.schema.json` describes them, in UTF-8 and without NaN."""
    return written(reports[0] if len(reports) == 1 else list(reports), indent=2) + "\n"
