"""Evaluation results as the release states them, and the runs, counts and samples behind them."""

from dataclasses import dataclass

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.weights import WeightsFile

MOST_SAMPLES = 100_000
"""Samples of one run and metric whose outcome is kept."""


@dataclass(frozen=True, slots=True)
class Result:
    """One measured value.

    Attributes:
        source: `model-index`, `eval-results`, `lm-evaluation-harness`, `card-table`, …
        task: benchmark or dataset it was measured on; empty if not stated.
        metric: as written; empty if not stated.
        value: as written.
        group: slice of the data it holds for; empty for all of it.
        subject: what was measured, as written beside it; empty where that is not stated.
    """

    at: Evidence
    source: str
    task: str
    metric: str
    value: str
    group: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationRun:
    """One run of an evaluation or red-team tool, as its own output tells of it.

    Attributes:
        id: unique in the release: part and path of the output, and `#` with a number or name
            where one file holds several runs.
        tool: `inspect`, `lm-evaluation-harness`, `garak`, `promptfoo`, `pyrit`, `modelbench`,
            `helm`, `hub-eval-results` or `labelled-verdicts`.
        model: as the tool names what it asked; empty if it does not.
        dataset_revision: commit, tag or digest; empty where the tool does not tell.
        started: date and time as written; empty where the tool does not tell.
        samples: samples that have an outcome; None where the tool does not tell.
        planned: samples that were to be asked; None where the tool does not tell.
        completed: whether the run says that it came to its end; None where the tool's format
            cannot say.
        limited: whether only a part of the data was asked on purpose, as with `--limit`.
        defects: what contradicts itself in the output, one sentence each.
        weights: sha256 of weights that the output itself names, in hex; no tool but our own does.
        samples_digest: sha256 over ids and answers of the samples, in hex; empty where the
            output holds no samples, or none that could tell two models apart.
        seals: what the run recorded of samples it wrote to other files, as (domain, sha256).
    """

    at: Evidence
    id: str
    tool: str
    tool_version: str = ""
    model: str = ""
    dataset: str = ""
    dataset_revision: str = ""
    started: str = ""
    samples: int | None = None
    planned: int | None = None
    completed: bool | None = None
    limited: bool = False
    defects: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    samples_digest: str = ""
    seals: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SampleFile:
    """Samples that lie in a file beside the output of their run.

    Attributes:
        run: id of the run they say they belong to.
        samples: how many there are.
        samples_digest: as in a run.
        seal: what their run would have recorded of them, in hex; empty where it records nothing.
    """

    at: Evidence
    run: str
    domain: str = ""
    samples: int = 0
    samples_digest: str = ""
    seal: str = ""


@dataclass(frozen=True, slots=True)
class RunProblem:
    """What contradicts itself in a file beside the output of a run: one sentence."""

    at: Evidence
    run: str
    message: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts behind a rate.

    Attributes:
        run: id of the run they belong to.
        metric: what a success is: `accuracy`, `false-positive-rate`, `attack-success-rate`, …;
            as the tool writes it where it has a name for it.
        domain: benchmark, task, probe or hazard; empty for all of the run.
        group: slice of the samples; empty for all of them.
        label: the true label the counts are over; empty for all of them.
        successes: samples counted for the metric. For a failure rate these are the failures.
        total: samples with an outcome.
    """

    at: Evidence
    run: str
    metric: str
    domain: str = ""
    group: str = ""
    label: str = ""
    successes: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class SampleOutcomes:
    """What came of each sample of a run, for tests on pairs; `MOST_SAMPLES` at most.

    Attributes:
        run: id of the run they belong to.
        metric: as in the tally of the same run.
        domain: as in the tally of the same run.
        ids: of the samples, each once, in the order of the output.
        values: 1 where the sample counts for the metric, else 0; as many as ids.
        cut: whether there were more.
    """

    at: Evidence
    run: str
    metric: str
    domain: str = ""
    ids: tuple[str, ...] = ()
    values: bytes = b""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A file as a statement names it: its name there, and its sha256 in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ResultStatement:
    """A statement that ties results of a run to the weights they were measured on.

    Attributes:
        results: files of results it speaks of.
        weights: files of weights it says were asked.
        signed: whether it stands under a signature; nobody has verified it here.
    """

    at: Evidence
    results: tuple[Named, ...]
    weights: tuple[Named, ...]
    tool: str = ""
    tool_version: str = ""
    dataset: str = ""
    dataset_revision: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All evaluation results of a release, with the weights they may be bound to."""

    results: tuple[Result, ...] = ()
    runs: tuple[EvaluationRun, ...] = ()
    tallies: tuple[Tally, ...] = ()
    outcomes: tuple[SampleOutcomes, ...] = ()
    samples: tuple[SampleFile, ...] = ()
    problems: tuple[RunProblem, ...] = ()
    statements: tuple[ResultStatement, ...] = ()
    weights: tuple[WeightsFile, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def run(self, id: str) -> EvaluationRun | None:  # noqa: A002  # what the field is called
        """The run of an id; None if there is not exactly one."""
        found = [run for run in self.runs if run.id == id]
        return found[0] if len(found) == 1 else None
