"""Each role that a stage of the plan asks has signed it off: a person by name, on a day.

Whether weights may leave is decided by people who can be asked about it later. Where a stage
cannot be undone, two different people have to agree.

## How to fix

Let the person who holds the role record it: `weighbridge plan sign STAGE --role ROLE --by NAME`.
"""

from collections.abc import Iterator
from datetime import date

from weighbridge.facts.provenance import Evidence
from weighbridge.facts.register import Plan, Recorded, Register
from weighbridge.facts.release import AsOf
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown
from weighbridge.findings.register import at_field, bracketed, is_named, unanswered
from weighbridge.records.governance import SignOff, Stage

_PLAN = "Write a plan with stages, and the roles that sign each of them off."
_SIGN = "Have each role that the stage asks sign it off, by name and day."


@check(severity=Severity.HIGH, since="0.1")
def stage_is_signed_off(register: Register, as_of: AsOf) -> Iterator[Finding]:
    """Judge each stage as a whole, under its id, and each of its roles, as `stage:role`."""
    for recorded, plan in register.of(Plan):
        for number, stage in enumerate(plan.stages):
            at = at_field(recorded, f"stages.{number}")
            yield from _stage(recorded, plan, stage, at, as_of.day)
    yield from unanswered(register, Plan, _PLAN)


def _stage(
    recorded: Recorded, plan: Plan, stage: Stage, at: Evidence, today: date
) -> Iterator[Finding]:
    people: list[str] = []
    for role in stage.roles:
        number = _signed(plan, stage, role, today)
        about = bracketed(f"{stage.id}:{role}")
        if number is None:
            message = f"The role {role} has not signed off the stage {stage.id}."
            yield failed(message, at, about=about, remedy=_SIGN)
        else:
            one = plan.sign_offs[number]
            people.append(one.by.strip().casefold())
            message = f"{one.by.strip()} signed off the stage {stage.id} as {role} on {one.on}."
            where = _where(recorded, number)
            yield passed(message, where, about=about)
    yield _whole(stage, people, at)


def _whole(stage: Stage, people: list[str], at: Evidence) -> Finding:
    if not stage.roles:
        message = f"The stage {stage.id} names no role that signs it off."
        return unknown(message, at, about=bracketed(stage.id), remedy=_SIGN)
    missing = len(stage.roles) - len(people)
    if missing:
        message = f"{stage.id} lacks the sign-off of {missing} of {len(stage.roles)} roles."
        return failed(message, at, about=bracketed(stage.id), remedy=_SIGN)
    if stage.one_way and len(set(people)) < 2:
        message = f"The stage {stage.id} cannot be undone, and one person alone signed it off."
        return failed(message, at, about=bracketed(stage.id), remedy=_SIGN)
    return passed(f"Every role has signed off the stage {stage.id}.", at, about=bracketed(stage.id))


def _signed(plan: Plan, stage: Stage, role: str, today: date) -> int | None:
    """The number of the first sign-off of a role that holds."""
    for number, one in enumerate(plan.sign_offs):
        if one.stage == stage.id and _same(one.role, role) and _holds(one, today):
            return number
    return None


def _holds(one: SignOff, today: date) -> bool:
    """Whether it names a person, not a role, and a day that has come."""
    named = is_named(one.by) and not _same(one.by, one.role)
    return named and one.on is not None and one.on <= today


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _where(recorded: Recorded, number: int) -> Evidence:
    lines = dict(recorded.lines)
    key = f"sign_offs.{number}"
    return at_field(recorded, key if key in lines else "sign_offs")
