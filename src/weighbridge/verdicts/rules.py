"""The checks that a report's findings come from, each with its manual page."""

from dataclasses import dataclass

from weighbridge import checks
from weighbridge.findings import Severity
from weighbridge.verdicts.report import Report


@dataclass(frozen=True, slots=True)
class Rule:
    """One check, whatever entry of a catalogue it was asked about.

    Attributes:
        title: the claim, as a sentence; the id where this program no longer has the check.
        topic: what it is about; empty as above.
        severity: of its most severe finding.
        text: the manual page after the title, as Markdown; may be empty.
    """

    id: str
    title: str
    topic: str
    severity: Severity
    text: str


def name(check: str) -> str:
    """The id of a check without the entry in brackets: `component-is-present`."""
    return check.partition("[")[0]


def rules(report: Report) -> tuple[Rule, ...]:
    """The rules of all findings, by id."""
    worst: dict[str, Severity] = {}
    for finding in report.findings:
        known = worst.setdefault(name(finding.check), finding.severity)
        worst[name(finding.check)] = min(known, finding.severity, key=lambda s: s.rank)
    return tuple(_rule(check, worst[check]) for check in sorted(worst))


def _rule(check: str, severity: Severity) -> Rule:
    """A saved report may name a check that came or went since."""
    if check not in checks.names():
        return Rule(check, check, "", severity, "")
    found = checks.find(check)
    return Rule(check, found.title, found.topic, severity, found.manual.partition("\n\n")[2])
