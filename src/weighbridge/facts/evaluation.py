"""Evaluation results as the release states them."""

from dataclasses import dataclass

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence


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
class Evaluation:
    """All evaluation results of a release."""

    results: tuple[Result, ...] = ()
    gaps: tuple[Gap, ...] = ()
