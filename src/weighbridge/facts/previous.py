"""What an earlier release counted, beside the facts of the one that is judged against it."""

from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.facts.evaluation import EvaluationRun, SampleOutcomes, Tally
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.register import Objective, Recorded
from weighbridge.facts.release import Fact, Release


@dataclass(frozen=True, slots=True)
class PreviousRelease:
    """The release that this one is compared with."""

    at: Evidence
    name: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class PreviousRun:
    """A run over the earlier release."""

    at: Evidence
    run: EvaluationRun


@dataclass(frozen=True, slots=True)
class PreviousTally:
    """Counts over the earlier release."""

    at: Evidence
    tally: Tally


@dataclass(frozen=True, slots=True)
class PreviousOutcomes:
    """What came of each sample, for the earlier release."""

    at: Evidence
    outcomes: SampleOutcomes


@dataclass(frozen=True, slots=True)
class PreviousObjective:
    """An objective that the earlier release recorded."""

    at: Evidence
    id: str
    objective: Objective


@dataclass(frozen=True, slots=True)
class Previous:
    """All that is known of the earlier release; nothing where none was named."""

    releases: tuple[PreviousRelease, ...] = ()
    runs: tuple[PreviousRun, ...] = ()
    tallies: tuple[PreviousTally, ...] = ()
    outcomes: tuple[PreviousOutcomes, ...] = ()
    objectives: tuple[PreviousObjective, ...] = ()


def of(earlier: Release) -> Iterator[Fact]:
    """The facts of an earlier release that a later one is compared with.

    Evidence names that release as its part, so that nobody looks for the file in the later one.
    """
    title = f"{earlier.name} {earlier.version}".strip()
    yield PreviousRelease(Evidence(title), earlier.name, earlier.version)
    for fact in earlier.facts:
        match fact:
            case EvaluationRun():
                yield PreviousRun(_moved(fact.at, title), fact)
            case Tally():
                yield PreviousTally(_moved(fact.at, title), fact)
            case SampleOutcomes():
                yield PreviousOutcomes(_moved(fact.at, title), fact)
            case Recorded(entry=Objective() as objective, id=name):
                yield PreviousObjective(_moved(fact.at, title), name, objective)


def _moved(at: Evidence, part: str) -> Evidence:
    return Evidence(
        part, at.path, at.lines, at.bytes, at.sha256, at.revision, at.kind, at.link, at.quote
    )
