"""What keeps a gate closed, reason by reason: what every output of a decision tells."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from weighbridge.findings import Evidence, Finding, Outcome
from weighbridge.verdicts.gate import Gate, RuleVerdict, State
from weighbridge.verdicts.report import Report

STATES = {
    State.OPEN: "The gate is open.",
    State.CLOSED: "The gate is closed.",
    State.NO_EVIDENCE: "The gate is closed for lack of evidence.",
}
_UNMET = (Outcome.FAIL, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a rule does not hold.

    Attributes:
        check: id of the check that gives it; empty where none does.
        at: the first of its evidence.
    """

    rule: RuleVerdict
    message: str
    check: str = ""
    at: Evidence | None = None
    remedy: str = ""


def unmet(gate: Gate) -> list[RuleVerdict]:
    """The rules that keep it closed: failures first, then the most severe."""
    found = [rule for rule in gate.rules if rule.outcome in _UNMET]
    return sorted(found, key=lambda rule: (_UNMET.index(rule.outcome), rule.severity.rank))


def reasons(rule: RuleVerdict) -> list[str]:
    """Why a rule does not hold, each with its place where the words do not name it."""
    places = {
        finding.message: finding.evidence[0].place for finding in rule.findings if finding.evidence
    }
    told = []
    for reason in rule.reasons:
        place = places.get(reason, "")
        told.append(f"{reason} ({place})" if place and place not in reason else reason)
    return told


def problems(gate: Gate) -> Iterator[Problem]:
    """Every reason, the weightiest first."""
    for rule in unmet(gate):
        told = set()
        for finding in rule.findings:
            told.add(finding.message)
            at = finding.evidence[0] if finding.evidence else None
            yield Problem(rule, finding.message, finding.check, at, finding.remedy)
        for reason in rule.reasons:
            if reason not in told:
                yield Problem(rule, reason)


def path_from_here(problem: Problem, report: Report) -> str:
    """Path of the file from where the program ran; empty for what lies elsewhere."""
    at = problem.at
    part = next((one for one in report.parts if at is not None and one.name == at.part), None)
    if at is None or part is None or not at.path or part.source != "folder":
        return ""
    steps = [step for step in part.location.split("/") if step != "."]
    if part.location.startswith("/") or ".." in steps:
        return ""
    return "/".join([*filter(None, steps), at.path])


def as_report(gate: Gate, report: Report) -> Report:
    """The report with no findings but those that keep the gate closed."""
    found: dict[Finding, None] = {}
    for rule in unmet(gate):
        found |= dict.fromkeys(rule.findings)
        told = {finding.message for finding in rule.findings}
        rest = (reason for reason in rule.reasons if reason not in told)
        found |= {_finding(gate, rule, reason): None for reason in rest}
    found |= {_weaker(gate, one): None for one in gate.weaker}
    return replace(report, findings=tuple(found))


def _finding(gate: Gate, rule: RuleVerdict, reason: str) -> Finding:
    name = f"{gate.policy}/{rule.id}"
    return Finding(rule.outcome, reason, (), name, rule.severity, readings=("evidence",))


def _weaker(gate: Gate, said: str) -> Finding:
    name = f"{gate.policy}/ratchet"
    return Finding(Outcome.FAIL, said, (), name, readings=("evidence",))
