"""Which counts an objective is judged by: those of its metric, domain and group, of sound runs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from weighbridge.facts.evaluation import EvaluationRun, Result, Tally
from weighbridge.facts.register import Objective

Place = tuple[str, str, str, str]
"""Metric, domain, group and label, as they are compared."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts that fit an objective.

    Attributes:
        run: the run they belong to; None where nothing tells of it.
        flaw: why they do not count, as the end of a sentence; empty where they do.
    """

    tally: Tally
    run: EvaluationRun | None
    flaw: str


def fitting(
    objective: Objective,
    tallies: Iterable[Tally],
    runs: Iterable[EvaluationRun],
    flaws: Mapping[str, str],
) -> tuple[Measured, ...]:
    """The counts of an objective's metric, in its domain and group.

    An objective without a domain is about all of a run. Where the run has no counts over all, it
    is about each domain, since an average would hide the one that fails; so for groups, labels.

    Args:
        flaws: by run id, what other files show to be wrong with a run.
    """
    known: dict[str, list[EvaluationRun]] = {}
    for run in runs:
        known.setdefault(run.id, []).append(run)
    by_run: dict[str, list[Tally]] = {}
    for tally in tallies:
        if alike(tally.metric, objective.metric):
            by_run.setdefault(tally.run, []).append(tally)
    return tuple(
        Measured(tally, run, flaw(run) or flaws.get(name, ""))
        for name, found in by_run.items()
        for tally in _narrowed(objective, found)
        for run in [known[name][0] if len(known.get(name, ())) == 1 else None]
    )


def stated(objective: Objective, results: Iterable[Result]) -> Iterator[Result]:
    """Values of its metric that are stated without counts."""
    for result in results:
        if not alike(result.metric, objective.metric):
            continue
        fits_domain = not objective.domain or alike(result.task, objective.domain)
        if fits_domain and (not objective.group or alike(result.group, objective.group)):
            yield result


def place(tally: Tally) -> Place:
    """What counts are over; two releases are compared where it is the same."""
    return _plain(tally.metric), _plain(tally.domain), _plain(tally.group), _plain(tally.label)


def where(tally: Tally) -> str:
    """What counts are over, in brackets as a sentence has it; empty for all of a run."""
    words = [word for word in (tally.domain, tally.group, tally.label) if word]
    return f" ({', '.join(words)})" if words else ""


def alike(one: str, other: str) -> bool:
    """Whether two names are the same, but for case and what joins their words."""
    return _plain(one) == _plain(other)


def _narrowed(objective: Objective, tallies: list[Tally]) -> list[Tally]:
    """The tallies of one run that are over what the objective is about."""
    for name, wanted in (("domain", objective.domain), ("group", objective.group), ("label", "")):
        same = [one for one in tallies if alike(getattr(one, name), wanted)]
        tallies = same if same or wanted else tallies
    return tallies


def _plain(name: str) -> str:
    return "-".join(name.casefold().replace("_", " ").replace("-", " ").split())


def flaw(run: EvaluationRun | None) -> str:
    """Why counts of a run are no evidence, as the end of a sentence; empty where they are."""
    if run is None:
        return "nothing tells of the run"
    if run.defects:
        return f"the output contradicts itself: {run.defects[0].rstrip('.')}"
    if not run.completed:
        unsaid = "nothing says that the run came to its end"
        return unsaid if run.completed is None else "the run did not come to its end"
    if run.limited:
        return "the run asked only a part of the data"
    if run.planned is not None and run.samples is not None and run.samples < run.planned:
        return f"the run has {run.samples:,} of {run.planned:,} samples"
    return ""
