"""An objective: a safety target that a measurement can meet or miss."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Direction(StrEnum):
    """On which side of the threshold the target lies."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"


@dataclass(frozen=True, slots=True)
class Objective:
    """A measurable safety target.

    Attributes:
        title: the target in one sentence.
        metric: name of the measurement, as the evaluation results state it.
        domain: harm domain or task it is measured in; empty for all of it.
        group: slice of people or data it holds for; empty for all of it.
        direction: whether the value has to be at least or at most the threshold.
        threshold: in the metric's own unit; None while nobody has set it.
        confidence: the interval at this level has to lie on the right side, not only the point.
        samples: fewest samples that may decide it.
        evidence: evaluation files it is judged by, as paths in the release; empty for any.
        owner: person or role that answers for it.
        review_by: the day it has to be looked at again.
    """

    title: str = ""
    metric: str = ""
    domain: str = ""
    group: str = ""
    direction: Direction = Direction.AT_LEAST
    threshold: float | None = None
    confidence: float = 0.95
    samples: int = 30
    evidence: tuple[str, ...] = ()
    owner: str = ""
    review_by: date | None = None
