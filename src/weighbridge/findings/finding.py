"""Findings: one answer of one check, with the bytes it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from weighbridge.facts.provenance import Evidence


class Outcome(StrEnum):
    """What a check found."""

    PASS = "pass"  # noqa: S105  # an outcome, not a password
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


class Severity(StrEnum):
    """How much a failure matters, most first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most severe."""
        return list(Severity).index(self)


class Persona(StrEnum):
    """Who wants to read a finding; each also reads what the ones before it read."""

    REGULAR = "regular"
    PEDANTIC = "pedantic"
    AUDITOR = "auditor"

    def reads(self, other: "Persona") -> bool:
        """Whether findings meant for `other` are shown to this persona."""
        return _READERS[other] <= _READERS[self]


_READERS = {persona: number for number, persona in enumerate(Persona)}
"""0 for who reads least."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer.

    Attributes:
        message: a sentence that is true and stands alone.
        check: id of the check, with its range entry: `component-is-present[model-card]`. Until
            it is stamped, the entry alone, for a check whose entries the release names itself.
        remedy: what the publisher can do, as an imperative sentence; findings that one act mends
            say it in the same words, so that it is counted once.
        readings: the readings it holds in; filled when readings are merged into a report.
    """

    outcome: Outcome
    message: str
    evidence: tuple[Evidence, ...] = ()
    check: str = ""
    severity: Severity = Severity.INFO
    persona: Persona = Persona.REGULAR
    readings: tuple[str, ...] = ()
    remedy: str = ""

    def stamped(self, check: str, severity: Severity, persona: Persona) -> "Finding":
        """The same finding under its check's name.

        Written out, since `dataclasses.replace` takes twice as long, thousands of times an audit.
        """
        return Finding(
            self.outcome,
            self.message,
            self.evidence,
            f"{check}[{self.check}]" if self.check else check,
            severity,
            persona,
            self.readings,
            self.remedy,
        )

    def read_in(self, readings: tuple[str, ...]) -> "Finding":
        """The same finding, as it holds in some readings."""
        return Finding(
            self.outcome,
            self.message,
            self.evidence,
            self.check,
            self.severity,
            self.persona,
            readings,
            self.remedy,
        )


def passed(message: str, *at: Evidence, about: str = "") -> Finding:
    """The claim of the check holds.

    Args:
        about: the entry of the release's own that it is about: an objective's or a risk's id.
    """
    return Finding(Outcome.PASS, message, at, about)


def failed(message: str, *at: Evidence, remedy: str = "", about: str = "") -> Finding:
    """The claim of the check does not hold."""
    return Finding(Outcome.FAIL, message, at, about, remedy=remedy)


def unknown(message: str, *at: Evidence, remedy: str = "", about: str = "") -> Finding:
    """The facts do not tell; the message says which one is missing and why."""
    return Finding(Outcome.UNKNOWN, message, at, about, remedy=remedy)


def not_applicable(message: str, *at: Evidence, remedy: str = "", about: str = "") -> Finding:
    """The claim makes no sense for this release; the remedy says what would give it sense."""
    return Finding(Outcome.NOT_APPLICABLE, message, at, about, remedy=remedy)


def overall(findings: Iterable[Finding]) -> Outcome:
    """One outcome for all findings of a check: the worst one; unknown when there are none."""
    found = {finding.outcome for finding in findings}
    for outcome in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS, Outcome.NOT_APPLICABLE):
        if outcome in found:
            return outcome
    return Outcome.UNKNOWN
