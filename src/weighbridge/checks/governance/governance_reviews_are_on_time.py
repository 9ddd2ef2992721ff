"""Every entry that has to be looked at again has a date for it, and the date has not passed.

Risks change with the model, its users and the world. A register that was true once and has not
been looked at since gives comfort and no safety.

Source: ISO 31000:2018, 6.6; NIST AI RMF 1.0, GOVERN 1.5.

## How to fix

Look at the entry again, change what is no longer true, and record it with
`weighbridge govern review ID --until DATE`.
"""

from collections.abc import Iterator
from datetime import date

from weighbridge.facts.register import Objective, Plan, Recorded, Register, Review, Risk, UseCase
from weighbridge.facts.release import AsOf
from weighbridge.findings import (
    Finding,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)
from weighbridge.findings.register import at_field, name

_DATE = "Set the day on which each risk, objective, use and plan is looked at again."
_LOOK = "Look at every overdue entry again, and record it with `weighbridge govern review`."
_NONE = "The register holds nothing that is looked at again."


@check(severity=Severity.MEDIUM, since="0.1")
def governance_reviews_are_on_time(register: Register, as_of: AsOf) -> Iterator[Finding]:
    """Judge each risk, objective, use case, plan and planned review."""
    asked = False
    for recorded in register.entries:
        if found := _judge(recorded, as_of.day):
            asked = True
            yield found
    if not asked:
        yield unknown(_NONE, remedy="Start a register with `weighbridge govern init`.")


def _judge(recorded: Recorded, today: date) -> Finding | None:
    about, what = f"{recorded.kind}:{name(recorded)}", f"The {recorded.kind} {recorded.id}"
    if recorded.problems:
        message = f"{what} cannot be read as it is written."
        return unknown(message, recorded.at, about=about, remedy=_DATE)
    match recorded.entry:
        case Risk(status="closed"):
            return not_applicable(f"{what} is closed.", recorded.at, about=about)
        case Risk(review_by=None):
            message = f"{what} has no day on which it is looked at again."
            return failed(message, recorded.at, about=about, remedy=_DATE)
        case (
            Risk(review_by=day)
            | Objective(review_by=day)
            | UseCase(review_by=day)
            | Plan(review_by=day)
        ):
            return _timed(recorded, day, today)
        case Review(state="planned", date=day):
            return _timed(recorded, day, today)
    return None


def _timed(recorded: Recorded, day: date | None, today: date) -> Finding:
    about, what = f"{recorded.kind}:{name(recorded)}", f"The {recorded.kind} {recorded.id}"
    if day is None:
        message = f"{what} has no day on which it is looked at again."
        return unknown(message, recorded.at, about=about, remedy=_DATE)
    at = at_field(recorded, "date" if recorded.kind == "review" else "review_by")
    if day < today:
        return failed(f"{what} was to be looked at by {day}.", at, about=about, remedy=_LOOK)
    return passed(f"{what} is to be looked at by {day}.", at, about=about)
