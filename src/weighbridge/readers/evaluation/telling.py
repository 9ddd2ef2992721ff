"""A run told as facts: the run itself, its counts, its samples, and that results are there."""

from collections.abc import Iterable, Iterator

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import EvaluationRun, Result, Tally
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation.counts import Mark, outcomes, tallies
from weighbridge.readers.places import is_borrowed, is_for_tests

_MOST_RESULTS = 500


def skipped(blob: Blob) -> bool:
    """Whether a file lies among another project's files, or is there for tests."""
    return is_borrowed(blob.path) or is_for_tests(blob.path)


def run_id(blob: Blob, name: str = "") -> str:
    """The id of a run in a file."""
    return f"{blob.part.name}/{blob.path}" + (f"#{name}" if name else "")


def marked(
    run: EvaluationRun, marks: list[Mark], *, across: bool = True, seen: bool = True
) -> Iterator[Fact]:
    """A run of which every sample is known.

    Args:
        across: whether counts over all domains together mean anything.
        seen: whether to say that results are there.
    """
    yield from told(run, tallies(run.at, run.id, marks, across=across), seen=seen)
    yield from outcomes(run.at, run.id, marks)


def told(run: EvaluationRun, counted: Iterable[Tally], *, seen: bool = True) -> Iterator[Fact]:
    """A run and its counts."""
    yield run
    known = list(counted)
    yield from known
    named = any(one.domain for one in known)
    for one in known[:_MOST_RESULTS]:
        if one.total and (one.domain or not named):
            rate = f"{one.successes / one.total:.6g}"
            subject = run.model
            yield Result(run.at, run.tool, one.domain, one.metric, rate, one.group, subject)
    if seen:
        note = f"{run.tool}, {run.samples if run.samples is not None else len(known)} samples"
        yield Sighting("evaluation-results", Presence.PRESENT, run.at, note)


def too_long(blob: Blob, tool: str) -> Gap:
    """Why an output was not read."""
    reason = f"{blob.path} is an output of {tool} that is too large to be read here."
    return Gap(blob.evidence(), reason, "Publish the run in smaller files.", "evaluation")
