"""A new release protects no worse than the one before it, for each metric that is protected.

Comparing two measured rates lets a real loss through as often as not, since both move with the
samples. The claim holds when the whole interval of the loss ends below a margin, corrected for how
many metrics are asked about together; where both releases answered the same prompts, they are
compared prompt by prompt, which takes fewer. It does not hold when a loss is shown, or when an
objective of the earlier release was dropped or relaxed. When the samples do not tell, it says how
many would.

Source: Newcombe, "Interval estimation for the difference between independent proportions" and
"Improved confidence intervals for the difference between binomial proportions based on paired
data" (1998); Holm (1979); Piaggio et al., CONSORT extension for non-inferiority (2012).

## How to fix

Run `weighbridge gate --against PREVIOUS` with the release before this one, and evaluate both on the
same prompts. Where it cannot tell, ask as many samples as it names. Two points may be lost, unless
a policy says otherwise of a metric, under `[parameters.protection-is-not-weakened]`:
`margin = { attack-success-rate = 0.01 }`.
"""

from collections.abc import Iterator, Sequence

from weighbridge.facts.evaluation import Evaluation
from weighbridge.facts.parameters import Parameters, Setting, Stricter
from weighbridge.facts.previous import Previous, PreviousObjective
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
from weighbridge.findings.measured import where
from weighbridge.findings.protections import Protection, protections, unmatched
from weighbridge.findings.statistics.noninferiority import Claim, Comparison, Standing, compare
from weighbridge.findings.statistics.saying import percent, points
from weighbridge.records.governance.objective import Direction

MARGIN = Setting(
    "margin", 0.02, Stricter.LOWER, "Largest loss that may stand, as a share.", keyed=True
)
PARAMETERS = (MARGIN,)
_NAME = "protection-is-not-weakened"
_COMPARE = "Run `weighbridge gate --against PREVIOUS` with the release before this one."
_MEASURE = "Evaluate this release and the one before it in the same way, and add both outputs."


@check(severity=Severity.HIGH, since="0.1")
def protection_is_not_weakened(
    register: Register,
    evaluation: Evaluation,
    previous: Previous,
    parameters: Parameters,
    as_of: AsOf,
) -> Iterator[Finding]:
    """Compare everything that the objectives of both releases protect, as one family."""
    if not previous.releases:
        yield not_applicable("No earlier release was named to compare with.", remedy=_COMPARE)
        return
    known = list(register.of(Objective))
    gone = list(_dropped(register, previous))
    yield from gone
    if not known and not gone:
        at = previous.releases[0].at
        yield unknown("No objective is recorded, so nothing is protected.", at, remedy=_COMPARE)
    found: list[Protection] = []
    wrong = flaws(evaluation, as_of.day)
    for recorded, objective in known:
        yield from _relaxed(recorded, objective, previous)
        held = list(protections(recorded, objective, evaluation, previous, wrong))
        found += held
        if not held:
            message = f"Objective {recorded.id}: this release has no sound counts of it."
            yield unknown(message, recorded.at, remedy=_MEASURE, about=recorded.id)
        for tally in unmatched(objective, held, previous):
            message = (
                f"Objective {recorded.id}: {objective.metric}{where(tally)} was measured on the"
                " release before, and not on this one."
            )
            yield unknown(message, recorded.at, remedy=_MEASURE, about=recorded.id)
    yield from _compared(found, parameters)


def _compared(found: Sequence[Protection], parameters: Parameters) -> Iterator[Finding]:
    asked: list[tuple[Protection, Claim]] = []
    for one in found:
        margin = parameters.number(_NAME, MARGIN, one.objective.metric)
        claim = one.claim(margin)
        if claim is None or not 0 < margin <= 1:
            flaw = one.flaw or f"a margin of {margin:g} can never be shown"
            message = f"{_named(one)} cannot be compared, since {flaw}."
            at = (one.now.at, one.recorded.at)
            yield unknown(message, *at, remedy=_MEASURE, about=one.recorded.id)
        elif not _are_counts(claim):
            message = f"{_named(one)} cannot be compared, since its counts are no counts."
            yield unknown(message, one.now.at, remedy=_MEASURE, about=one.recorded.id)
        else:
            asked.append((one, claim))
    results = compare([claim for _, claim in asked])
    for (one, _), result in zip(asked, results, strict=True):
        yield _said(one, result)


def _said(one: Protection, result: Comparison) -> Finding:
    at = [one.now.at, *([one.before.at] if one.before else [])]
    how = "on the same samples" if result.paired else "on separate samples"
    change = f"{points(abs(result.loss))} {'worse' if result.loss > 0 else 'better'}"
    change = change if result.loss else "the same"
    message = (
        f"{_named(one)} is {change} than in the release before, {how}; the loss lies between"
        f" {points(result.low)} and {points(result.high)} (95 % interval), and"
        f" {points(result.margin)} may stand."
    )
    family = f" among {result.family} metrics" if result.family > 1 else ""
    match result.standing:
        case Standing.SHOWN:
            return passed(message, *at, about=one.recorded.id)
        case Standing.WORSE:
            remedy = f"Bring {one.objective.metric} back to what it was, for {one.recorded.id}."
            return failed(message, *at, remedy=remedy, about=one.recorded.id)
    needed = f"about {result.needed:,} samples" if result.needed else "more samples"
    lacking = f"{message} It takes {needed} of each release to show that{family}."
    remedy = f"Ask {needed} of both releases, the same ones."
    return unknown(lacking, *at, remedy=remedy, about=one.recorded.id)


def _dropped(register: Register, previous: Previous) -> Iterator[Finding]:
    """Objectives that the earlier release had, and this one no longer has."""
    ids = {one.id for one in register.entries if isinstance(one.entry, Objective)}
    for one in previous.objectives:
        if one.id not in ids:
            message = f"Objective {one.id} protected the release before, and is recorded no more."
            remedy = f"Record objective {one.id} again, or a decision to give it up as a waiver."
            yield failed(message, one.at, remedy=remedy, about=one.id)


def _relaxed(recorded: Recorded, objective: Objective, previous: Previous) -> Iterator[Finding]:
    """The same objective, asking for less than before."""
    for one in previous.objectives:
        if one.id == recorded.id and (asks := _asks_less(objective, one)):
            message = f"Objective {recorded.id} asks for less than before: {asks}."
            remedy = f"Put objective {recorded.id} back to what it asked for."
            yield failed(message, recorded.at, one.at, remedy=remedy, about=recorded.id)


def _asks_less(objective: Objective, one: PreviousObjective) -> str:
    before = one.objective
    same = [objective.metric, objective.domain, objective.group, objective.direction]
    if same != [before.metric, before.domain, before.group, before.direction]:
        return "it is about something else"
    if before.threshold is not None:
        if objective.threshold is None:
            return "its threshold is gone"
        change = objective.threshold - before.threshold
        if (change < 0) if objective.direction is Direction.AT_LEAST else (change > 0):
            return f"{percent(objective.threshold)} in place of {percent(before.threshold)}"
    if objective.confidence < before.confidence:
        return f"a confidence of {objective.confidence:g} in place of {before.confidence:g}"
    if objective.samples < before.samples:
        return f"{objective.samples:,} samples in place of {before.samples:,}"
    return ""


def _are_counts(claim: Claim) -> bool:
    return all(0 <= hits <= total and total for hits, total in (claim.previous, claim.current))


def _named(one: Protection) -> str:
    return f"Objective {one.recorded.id}: {one.objective.metric}{where(one.now)}"
