"""Before each stage of the plan, the one before it lasted as long as the plan asks.

Faults that testing does not find show when people use a release. A stage that follows the one
before it at once gives nobody the time to meet them.

## How to fix

Wait until the days that `soak-days` asks have passed since the stage before was entered.
"""

from collections.abc import Iterator
from datetime import date

from weighbridge.facts.provenance import Evidence
from weighbridge.facts.register import Plan, Register
from weighbridge.facts.release import AsOf
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed
from weighbridge.findings.register import at_field, bracketed, unanswered
from weighbridge.records.governance import Stage

_PLAN = "Write a plan with stages, and how many days each of them lasts at least."
_WAIT = "Let the stage before last as many days as the plan asks."


@check(severity=Severity.MEDIUM, since="0.1")
def stage_has_soaked(register: Register, as_of: AsOf) -> Iterator[Finding]:
    """Judge each stage."""
    for recorded, plan in register.of(Plan):
        for number, stage in enumerate(plan.stages):
            at = at_field(recorded, f"stages.{number}.soak_days")
            yield _judge(plan, number, stage, at, as_of.day)
    yield from unanswered(register, Plan, _PLAN)


def _judge(plan: Plan, number: int, stage: Stage, at: Evidence, today: date) -> Finding:
    if stage.soak_days <= 0 or number == 0:
        why = "is the first" if number == 0 else "asks no days of the stage before"
        return not_applicable(f"The stage {stage.id} {why}.", at, about=bracketed(stage.id))
    before = plan.stages[number - 1].id
    began, ended = _entered(plan, before), _entered(plan, stage.id) or today
    if began is None or began > today:
        message = f"The stage {before}, which comes before {stage.id}, has not begun."
        return failed(message, at, about=bracketed(stage.id), remedy=_WAIT)
    lasted = (min(ended, today) - began).days
    said = f"The stage {before} lasted {lasted} of the {stage.soak_days} days"
    if lasted < stage.soak_days:
        return failed(f"{said} that {stage.id} asks.", at, about=bracketed(stage.id), remedy=_WAIT)
    return passed(f"{said} that {stage.id} asks.", at, about=bracketed(stage.id))


def _entered(plan: Plan, stage: str) -> date | None:
    """The last day on which a stage was entered."""
    days = [one.on for one in plan.entered if one.stage == stage and one.on]
    return max(days, default=None)
