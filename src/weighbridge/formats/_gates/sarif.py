"""A decision as SARIF 2.1.0: the findings that keep the gate closed, for code scanning."""

from weighbridge.formats import PLAIN, Look, find
from weighbridge.verdicts.gate import Gate
from weighbridge.verdicts.gate_problems import as_report
from weighbridge.verdicts.report import Report

TITLE = "SARIF 2.1.0, for code scanning and editors: what keeps the gate closed"
UTF_8 = True


def render(gate: Gate, report: Report, look: Look = PLAIN) -> str:
    """Write what keeps it closed as the findings of a report."""
    return find("sarif").render([as_report(gate, report)], look)
