"""Rates by domain and by group, with what is known of the run they come from, for a report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from weighbridge.facts.evaluation import Evaluation, EvaluationRun, Tally
from weighbridge.findings.measured import flaw
from weighbridge.findings.statistics.groups import Group, GroupGap, GroupRate, attributes, gaps
from weighbridge.findings.statistics.proportions import Interval, Rate, Refused, rate

MOST = 1_000
"""Rates that are told of one release."""
_MOST_GAPS = 100


@dataclass(frozen=True, slots=True)
class Slice:
    """A rate over one slice of a run.

    Attributes:
        tally: the counts, or those of the run that they were added up from.
        group: attributes; those that several groups of the output share are added up.
        rate: with its interval, or why there is none.
        flaw: why the run is no evidence, as the end of a sentence; empty where it is.
    """

    tally: Tally
    run: EvaluationRun | None
    group: Group
    successes: int
    total: int
    rate: Rate | Refused
    flaw: str


@dataclass(frozen=True, slots=True)
class Apart:
    """How far the groups of one slice lie apart."""

    tally: Tally
    gap: GroupGap
    interval: Interval | None


def slices(evaluation: Evaluation) -> Iterator[Slice]:
    """Every rate of every run, in the order of the outputs."""
    runs = {run.id: run for run in evaluation.runs}
    for over in _overs(evaluation.tallies).values():
        for group, (hits, total, tally) in _counts(over).items():
            run = runs.get(tally.run)
            yield Slice(tally, run, group, hits, total, rate(hits, total), flaw(run))


def apart(found: Iterable[Slice]) -> Iterator[Apart]:
    """The gaps between groups, largest first in each metric and domain; unsound runs have none."""
    over: dict[tuple[str, ...], list[Slice]] = {}
    for one in found:
        if not one.flaw:
            over.setdefault(_over(one.tally), []).append(one)
    told = 0
    for members in over.values():
        rates = [GroupRate(one.tally.metric, one.group, one.rate) for one in members]
        for gap in sorted(gaps(rates), key=lambda gap: -gap.value):
            if told == _MOST_GAPS:
                return
            told += 1
            bounds = gap.interval if isinstance(gap.interval, Interval) else None
            yield Apart(members[0].tally, gap, bounds)


def _overs(tallies: Iterable[Tally]) -> dict[tuple[str, ...], list[Tally]]:
    """The tallies of each run, metric, domain and label."""
    found: dict[tuple[str, ...], list[Tally]] = {}
    for tally in tallies:
        found.setdefault(_over(tally), []).append(tally)
    return found


def _over(tally: Tally) -> tuple[str, ...]:
    return tally.run, tally.metric, tally.domain, tally.label


def _counts(tallies: list[Tally]) -> dict[Group, tuple[int, int, Tally]]:
    """Group → counts; where the output only has groups that meet, each attribute is added up."""
    told = {attributes(one.group): (one.successes, one.total, one) for one in tallies}
    added: dict[Group, tuple[int, int, Tally]] = {}
    for group, (hits, total, tally) in told.items():
        for size in range(1, len(group)):
            for part in combinations(group, size):
                before = added.get(part, (0, 0, tally))
                added[part] = (before[0] + hits, before[1] + total, before[2])
    every = added | told
    return {group: every[group] for group in sorted(every, key=lambda one: (len(one), one))}
