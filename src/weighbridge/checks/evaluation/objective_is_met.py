"""A measurable objective of the register is met, with its whole interval.

A rate that was measured on few samples may lie on the right side by chance. An objective is met
when the interval around the rate lies there, at the confidence that the objective names; when only
the point does, it says how many samples it would take. Counts from a run that was cut short, asked
only a part of the data or contradicts itself do not count, and a value without counts has no
interval.

Source: Wilson, "Probable inference, the law of succession, and statistical inference" (1927).

## How to fix

Put the output of the evaluation into the release, with the number of samples for each rate. Where
the interval is too wide, ask more samples; where the rate is on the wrong side, mend the model, or
change the objective and record why.
"""

from collections.abc import Iterator, Mapping

from weighbridge.facts.evaluation import Evaluation
from weighbridge.facts.register import Objective, Recorded, Register
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
from weighbridge.findings.evaluation_runs import flaws
from weighbridge.findings.measured import Measured, fitting, stated, where
from weighbridge.findings.statistics import saying
from weighbridge.findings.statistics.proportions import Rate, Refused, rate, samples_to_decide
from weighbridge.records.governance.objective import Direction

_RECORD = "Record what has to be measured before the release, as an objective."
_MEASURE = "Measure it on this release, and add the output of the evaluation with its counts."
_MOST = 5


@check(severity=Severity.HIGH, since="0.1")
def objective_is_met(register: Register, evaluation: Evaluation, as_of: AsOf) -> Iterator[Finding]:
    """Judge each objective by the counts of its metric."""
    broken = [one for one in register.broken if one.kind == "objective"]
    for recorded in broken:
        problem = recorded.problems[0]
        message = f"Objective {recorded.id} cannot be read: {problem.message}"
        yield unknown(message, problem.at, about=recorded.id, remedy="Mend the objective.")
    known = list(register.of(Objective))
    for gap in register.gaps:
        yield unknown(f"Objectives may be missing: {gap.reason}", gap.at, remedy=gap.remedy)
    if not known and not broken and not register.gaps:
        yield not_applicable("No objective is recorded.", remedy=_RECORD)
    found = flaws(evaluation, as_of.day)
    for recorded, objective in known:
        yield from _judged(recorded, objective, evaluation, found)


def _judged(
    recorded: Recorded, objective: Objective, evaluation: Evaluation, wrong: Mapping[str, str]
) -> Iterator[Finding]:
    flaw = _unmeasurable(objective)
    if flaw:
        remedy = "Give the objective a metric, and a threshold between 0 and 1."
        yield unknown(
            f"Objective {recorded.id} {flaw}.", recorded.at, about=recorded.id, remedy=remedy
        )
        return
    every = fitting(objective, evaluation.tallies, evaluation.runs, wrong)
    asked = [one for one in every if _is_named(objective, one)]
    sound = [one for one in asked if not one.flaw]
    for one in sound:
        yield _decided(recorded, objective, one)
    yield from _unseen(recorded, objective, sound)
    if not sound and not objective.evidence:
        yield _unmeasured(recorded, objective, evaluation, asked)


def _unmeasurable(objective: Objective) -> str:
    if not objective.metric:
        return "names no metric"
    if objective.threshold is None:
        return "has no threshold yet"
    if not 0 <= objective.threshold <= 1:
        return f"has the threshold {objective.threshold:g}, which no share can reach"
    if not 0 < objective.confidence < 1:
        return f"has the confidence {objective.confidence:g}, which is not between 0 and 1"
    return ""


def _is_named(objective: Objective, one: Measured) -> bool:
    return not objective.evidence or any(_is_in(one, path) for path in objective.evidence)


def _is_in(one: Measured, named: str) -> bool:
    """Whether counts come from a file, or from one in a folder."""
    path = named.removeprefix("./").partition("#")[0].rstrip("/")
    return one.tally.at.path == path or one.tally.at.path.startswith(f"{path}/")


def _decided(recorded: Recorded, objective: Objective, one: Measured) -> Finding:
    """What one set of counts says of an objective."""
    tally, wanted = one.tally, objective.threshold or 0.0
    found = rate(
        tally.successes,
        tally.total,
        confidence=objective.confidence,
        least=max(objective.samples, 1),
    )
    name = f"Objective {recorded.id}: {objective.metric}{where(tally)}"
    at = (tally.at, recorded.at)
    if isinstance(found, Refused):
        remedy = (
            f"Ask at least {found.needed:,} samples." if found.needed else "Correct the counts."
        )
        return unknown(f"{name}: {found.reason}", *at, remedy=remedy, about=recorded.id)
    side = objective.direction.replace("-", " ")
    said = f"{name} is {saying.stated(found, objective.confidence)}"
    message = f"{said}; {side} {saying.percent(wanted)} is wanted."
    if _holds(objective.direction, found, wanted):
        return passed(message, *at, about=recorded.id)
    if _fails(objective.direction, found, wanted):
        remedy = f"Bring {objective.metric} to {side} {saying.percent(wanted)}, for {recorded.id}."
        return failed(message, *at, remedy=remedy, about=recorded.id)
    needed = samples_to_decide(
        tally.successes, tally.total, wanted, confidence=objective.confidence
    )
    more = f"to tell takes about {needed:,} samples at this rate" if needed else "it is the same"
    return unknown(
        f"{message[:-1]}, and {more}.",
        *at,
        remedy="Ask more samples, so that the whole interval lies on the right side.",
        about=recorded.id,
    )


def _holds(direction: Direction, found: Rate, wanted: float) -> bool:
    return found.low >= wanted if direction is Direction.AT_LEAST else found.high <= wanted


def _fails(direction: Direction, found: Rate, wanted: float) -> bool:
    return found.high < wanted if direction is Direction.AT_LEAST else found.low > wanted


def _unseen(recorded: Recorded, objective: Objective, sound: list[Measured]) -> Iterator[Finding]:
    """The files it is to be judged by that have no counts which do."""
    for path in objective.evidence:
        if not any(_is_in(one, path) for one in sound):
            message = (
                f"Objective {recorded.id} is to be judged by {path}, in which no sound counts of"
                f" {objective.metric} were found."
            )
            yield unknown(message, recorded.at, remedy=_MEASURE, about=recorded.id)


def _unmeasured(
    recorded: Recorded, objective: Objective, evaluation: Evaluation, asked: list[Measured]
) -> Finding:
    """Why an objective without sound counts cannot be judged."""
    name = f"Objective {recorded.id}"
    if asked:
        flaw = asked[0].flaw
        message = f"{name}: counts of {objective.metric} do not count, since {flaw}."
        at = [one.tally.at for one in asked[:_MOST]]
        return unknown(message, *at, recorded.at, remedy=_MEASURE, about=recorded.id)
    values = list(stated(objective, evaluation.results))
    if values:
        message = (
            f"{name}: {objective.metric} is stated as {values[0].value} without the number of"
            " samples, so that no interval can be told."
        )
        at = [one.at for one in values[:_MOST]]
        return unknown(message, *at, recorded.at, remedy=_MEASURE, about=recorded.id)
    message = f"{name}: no result of {objective.metric} was found."
    return unknown(message, recorded.at, remedy=_MEASURE, about=recorded.id)
