"""What an entry of the register names is there: other entries, and files of the release.

An entry that was taken out, or a report that was renamed, leaves others pointing at nothing, and
what rested on it no longer does.

## How to fix

Correct the id or the path, or put back what is missing.
"""

from collections.abc import Iterator

from weighbridge.facts.distribution import Inventory
from weighbridge.facts.register import (
    Decision,
    Incident,
    Objective,
    Plan,
    Recorded,
    Register,
    Review,
    Risk,
    UseCase,
)
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown
from weighbridge.findings.register import name, shown
from weighbridge.records.governance import Entry

_KINDS = ("risk", "objective", "decision", "use-case", "review", "plan", "waiver", "incident")
_START = "Start a register with `weighbridge govern init`."


@check(severity=Severity.MEDIUM, since="0.1")
def governance_references_resolve(register: Register, inventory: Inventory) -> Iterator[Finding]:
    """Judge what each entry names; addresses are not followed."""
    known = {(one.kind, one.id) for one in register.entries}
    for recorded in register.entries:
        if recorded.problems:
            continue
        paths = shown(tuple(_paths(recorded.entry)), recorded, register, inventory).missing
        ids = (f"{k}:{i}" for k, i in _ids(recorded.entry) if (k, i) not in known)
        yield _judge(recorded, tuple(dict.fromkeys((*ids, *paths))))
    if not register.entries:
        yield unknown("The release keeps no register of its governance.", remedy=_START)


def _judge(recorded: Recorded, missing: tuple[str, ...]) -> Finding:
    about, what = f"{recorded.kind}:{name(recorded)}", f"The {recorded.kind} {recorded.id}"
    if missing:
        message = f"{what} names what is not there: {', '.join(missing)}."
        remedy = f"Correct what {recorded.at.path} names, or put it back."
        return failed(message, recorded.at, about=about, remedy=remedy)
    return passed(f"All that {what[0].lower()}{what[1:]} names is there.", recorded.at, about=about)


def _ids(entry: Entry) -> Iterator[tuple[str, str]]:
    """The kind and id of the other entries that one names."""
    match entry:
        case Risk(objective=str(held)) if held:
            yield "objective", held
        case UseCase(risks=held) | Incident(risks=held):
            yield from (("risk", one) for one in held)
        case Plan(stages=stages):
            yield from (("objective", one) for stage in stages for one in stage.objectives)
        case Decision(supersedes=held, subjects=subjects):
            yield from (("decision", one) for one in held)
            for kind, _, one in (subject.partition(":") for subject in subjects):
                if kind in _KINDS:
                    yield kind, one.strip()


def _paths(entry: Entry) -> Iterator[str]:
    """Everything that one names as evidence."""
    match entry:
        case Risk(mitigations=held):
            yield from (path for one in held for path in one.evidence)
        case Decision(evidence=paths) | Objective(evidence=paths) | UseCase(evidence=paths):
            yield from paths
        case Incident(evidence=paths):
            yield from paths
        case Review(report=report, findings=held, countersignatures=signed):
            yield from (path for one in held for path in one.evidence)
            yield from (one.bundle for one in signed if one.bundle)
            yield from [report] if report else []
        case Plan():
            yield from _plan_paths(entry)


def _plan_paths(plan: Plan) -> Iterator[str]:
    for part in (plan.capabilities, plan.sign_offs, plan.events):
        for one in part:
            yield from one.evidence
    for stage in plan.stages:
        yield from [stage.unfiltered_evaluation] if stage.unfiltered_evaluation else []
        yield from (tier.terms for tier in stage.tiers if tier.terms)
    yield from (one.report for one in plan.entered if one.report)
