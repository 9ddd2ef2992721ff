"""The questions of the data information attestation, in the order of the definition's text."""

from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        title: what holds when the answer is yes, without a full stop.
        advice: what a publisher whose answer is no can do, as an imperative sentence.
    """

    id: str
    title: str
    advice: str


@cache
def every() -> tuple[Question, ...]:
    """Every question."""
    record = catalogs.entry("vocabularies", "data-information")
    return tuple(Question(**question) for question in record["questions"])
