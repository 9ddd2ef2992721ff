"""Every decision that was taken says by whom, when, and on what evidence.

A log whose decisions rest on nothing cannot be questioned later, when the people who took them
have left.

Source: Markdown Architectural Decision Records 4.0, "decision-makers", "date", "Confirmation".

## How to fix

Write `date`, `deciders` with `name` and `role`, and `evidence` (paths in the release or links)
into the decision's file.
"""

from collections.abc import Iterator

from weighbridge.facts.distribution import Inventory
from weighbridge.facts.register import Decision, Recorded, Register
from weighbridge.facts.release import AsOf
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed
from weighbridge.findings.register import Shown, at_field, is_named, name, shown, unanswered

_SAY = "Say who took each decision in what role, on what day, and on what evidence."


@check(severity=Severity.MEDIUM, since="0.1")
def decisions_have_evidence(
    register: Register, inventory: Inventory, as_of: AsOf
) -> Iterator[Finding]:
    """Judge each decision that was accepted."""
    for recorded, decision in register.of(Decision):
        if decision.status != "accepted":
            message = f"The decision {recorded.id} is {decision.status}, not in force."
            yield not_applicable(message, at_field(recorded, "status"), about=name(recorded))
            continue
        yield _judge(
            recorded, decision, shown(decision.evidence, recorded, register, inventory), as_of
        )
    yield from unanswered(register, Decision, _SAY)


def _judge(recorded: Recorded, decision: Decision, held: Shown, as_of: AsOf) -> Finding:
    lacking = _lacking(decision, held, as_of)
    if lacking:
        message = f"The decision {recorded.id} {lacking}."
        return failed(message, recorded.at, about=name(recorded), remedy=_SAY)
    message = f"The decision {recorded.id} of {decision.date} rests on {held.words}."
    return passed(message, at_field(recorded, "evidence"), *held.files, about=name(recorded))


def _lacking(decision: Decision, held: Shown, as_of: AsOf) -> str:
    """What a decision leaves out, as a phrase; empty if nothing."""
    if not decision.decision.strip():
        return "does not say what was decided"
    if decision.date is None:
        return "has no date"
    if decision.date > as_of.day:
        return f"is dated {decision.date}, which is still to come"
    if not any(is_named(one.name) and is_named(one.role) for one in decision.deciders):
        return "names nobody who took it, in what role"
    if not held.anything:
        return "names no evidence" + (
            f" that is there: {', '.join(held.missing)}" if held.missing else ""
        )
    return ""
