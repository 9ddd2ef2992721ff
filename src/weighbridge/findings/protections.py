"""Which counts of two releases belong together, so that one can be compared with the other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from weighbridge.facts.evaluation import Evaluation, EvaluationRun, SampleOutcomes, Tally
from weighbridge.facts.previous import Previous, PreviousTally
from weighbridge.facts.register import Objective, Recorded
from weighbridge.findings.measured import Measured, alike, fitting, place
from weighbridge.findings.statistics.differences import Pairs
from weighbridge.findings.statistics.noninferiority import Claim
from weighbridge.records.governance.objective import Direction

Answers = dict[tuple[str, str], bool]
"""Domain and id of a sample → whether it counts."""


@dataclass(frozen=True, slots=True)
class Protection:
    """Counts of the new release that an objective protects, beside those of the earlier one.

    Attributes:
        before: None where the earlier release has none that can be compared.
        pairs: where both releases answered the same samples.
        flaw: why the two cannot be compared, as the end of a sentence.
    """

    recorded: Recorded
    objective: Objective
    now: Tally
    before: PreviousTally | None = None
    pairs: Pairs | None = None
    flaw: str = ""

    def claim(self, margin: float) -> Claim | None:
        """What has to be shown; None where there is nothing to compare."""
        if self.before is None or self.flaw:
            return None
        before = self.before.tally
        return Claim(
            (before.successes, before.total),
            (self.now.successes, self.now.total),
            margin,
            higher_is_better=self.objective.direction is Direction.AT_LEAST,
            pairs=self.pairs,
        )


def protections(
    recorded: Recorded,
    objective: Objective,
    evaluation: Evaluation,
    previous: Previous,
    flaws: Mapping[str, str],
) -> Iterator[Protection]:
    """Everything that an objective protects: the counts of its metric in sound runs.

    Args:
        flaws: of this release's runs, as in `measured.fitting`.
    """
    runs = [one.run for one in previous.runs]
    earlier = fitting(objective, [one.tally for one in previous.tallies], runs, {})
    for one in fitting(objective, evaluation.tallies, evaluation.runs, flaws):
        if not one.flaw:
            yield _beside(recorded, objective, one, earlier, (evaluation, previous))


def unmatched(
    objective: Objective, held: Iterable[Protection], previous: Previous
) -> Iterator[Tally]:
    """Sound counts of the earlier release that this one has nothing beside, each place once."""
    runs = [one.run for one in previous.runs]
    seen = {place(one.now) for one in held}
    tallies = [one.tally for one in previous.tallies] if seen else []
    for one in fitting(objective, tallies, runs, {}):
        if not one.flaw and place(one.tally) not in seen:
            seen.add(place(one.tally))
            yield one.tally


def _beside(
    recorded: Recorded,
    objective: Objective,
    one: Measured,
    earlier: tuple[Measured, ...],
    releases: tuple[Evaluation, Previous],
) -> Protection:
    fit = [other for other in earlier if place(other.tally) == place(one.tally)]
    same = [other for other in fit if other.tally.run == one.tally.run]
    chosen = same or fit
    if len(chosen) != 1:
        flaw = "several earlier results fit" if chosen else "the earlier release has no such result"
        return Protection(recorded, objective, one.tally, flaw=flaw)
    other, (evaluation, previous) = chosen[0], releases
    before = next(held for held in previous.tallies if held.tally is other.tally)
    flaw = f"of the earlier ones, {other.flaw}" if other.flaw else _differing(one, other)
    pairs = None if flaw else _pairs(_of(one, evaluation), _before(other, previous))
    return Protection(recorded, objective, one.tally, before, pairs, flaw)


def _differing(one: Measured, other: Measured) -> str:
    """What keeps two runs from being comparable: another set of questions, or another revision."""
    now, before = one.run, other.run
    if now is None or before is None:
        return "nothing tells of the run"
    if not alike(now.tool, before.tool):
        return f"they were measured with {now.tool}, the earlier ones with {before.tool}"
    if now.dataset and before.dataset and now.dataset != before.dataset:
        return f"they were measured on {now.dataset}, the earlier ones on {before.dataset}"
    if _revisions_differ(now, before):
        return "they were measured on another revision of the data than the earlier ones"
    return ""


def _revisions_differ(now: EvaluationRun, before: EvaluationRun) -> bool:
    both = now.dataset_revision and before.dataset_revision
    return bool(both) and now.dataset_revision != before.dataset_revision


def _of(one: Measured, evaluation: Evaluation) -> Answers | None:
    return _whole(one.tally, [held for held in evaluation.outcomes if held.run == one.tally.run])


def _before(one: Measured, previous: Previous) -> Answers | None:
    held = [held.outcomes for held in previous.outcomes if held.outcomes.run == one.tally.run]
    return _whole(one.tally, held)


def _whole(tally: Tally, held: list[SampleOutcomes]) -> Answers | None:
    """The samples behind counts, by domain and id, if they are all there and sum to them."""
    named = [one for one in held if alike(one.metric, tally.metric)]
    fit = [one for one in named if alike(one.domain, tally.domain)] or named
    if any(one.cut or len(one.ids) != len(one.values) for one in fit):
        return None
    found = {
        (one.domain, name): bool(value)
        for one in fit
        for name, value in zip(one.ids, one.values, strict=True)
    }
    matches = (sum(found.values()), len(found)) == (tally.successes, tally.total)
    return found if matches and sum(len(one.ids) for one in fit) == len(found) else None


def _pairs(now: Answers | None, before: Answers | None) -> Pairs | None:
    """The samples that both answered; None where they are not the same ones."""
    if now is None or before is None or now.keys() != before.keys():
        return None
    found = [(value, now[name]) for name, value in before.items()]
    return Pairs(
        both=found.count((True, True)),
        first=found.count((True, False)),
        second=found.count((False, True)),
        neither=found.count((False, False)),
    )
