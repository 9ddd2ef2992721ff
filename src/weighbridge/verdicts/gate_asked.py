"""What a gate asks: the findings of a report, by check and reading, as rules name them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from weighbridge.findings import Finding, Outcome
from weighbridge.findings.finding import overall
from weighbridge.verdicts import criteria
from weighbridge.verdicts.policies import meant
from weighbridge.verdicts.report import Report
from weighbridge.verdicts.waivers import Granted

Evaluate = Callable[[str], tuple[Outcome, str]]
"""Gives the outcome of an expression over the report, and why."""


@dataclass(frozen=True)
class Asked:
    """What a decision is drawn from."""

    report: Report
    waivers: Sequence[Granted]
    evaluate: Evaluate
    by_reading: dict[str, dict[str, list[Finding]]] = field(default_factory=dict)

    def findings(self, reading: str, named: str) -> list[Finding]:
        """What a check, as a rule names it, found in one reading."""
        held = self._indexed(reading)
        if "*" not in named:
            return held.get(named, [])
        base = held.get(named.partition("[")[0], [])
        return [finding for finding in base if meant(named, finding.check)]

    def outcomes(self, reading: str, node: criteria.Node) -> dict[str, Outcome]:
        """The outcome of each check that criteria name."""
        return {c: overall(self.findings(reading, c)) for c in criteria.checks(node)}

    def _indexed(self, reading: str) -> dict[str, list[Finding]]:
        """Findings by check id in one reading, and by the id without its entry."""
        if reading not in self.by_reading:
            held: dict[str, list[Finding]] = {}
            for finding in self.report.findings:
                if reading in finding.readings:
                    base = finding.check.partition("[")[0]
                    for name in {finding.check, base}:
                        held.setdefault(name, []).append(finding)
            self.by_reading[reading] = held
        return self.by_reading[reading]
