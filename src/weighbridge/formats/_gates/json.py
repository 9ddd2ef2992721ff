"""A decision as JSON: what `--since` reads at the next release."""

from weighbridge.formats import PLAIN, Look
from weighbridge.verdicts.gate import Gate
from weighbridge.verdicts.gate_json import written
from weighbridge.verdicts.report import Report

TITLE = "JSON, which the next release is held against with --since"
UTF_8 = True


def render(gate: Gate, report: Report, look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write a decision."""
    return written(gate)
