"""Labelled verdicts: what each sample is, and what was said of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weighbridge.readers.evaluation.counts import Mark
from weighbridge.readers.evaluation.jsons import number, text

FIELDS = frozenset({"id", "domain", "group", "label", "prediction", "weight", "error"})
NEEDED = frozenset({"id", "label", "prediction"})
_POSITIVE = frozenset({"harmful", "unsafe", "blocked", "refused", "positive", "true", "1"})
_NEGATIVE = frozenset({"benign", "safe", "allowed", "answered", "negative", "false", "0"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sample.

    Attributes:
        prediction: empty where there was an error.
    """

    id: str
    label: str
    prediction: str
    domain: str = ""
    group: str = ""
    error: str = ""

    @property
    def judged(self) -> bool:
        """Whether it has a prediction; an error is none."""
        return bool(self.prediction) and not self.error


def verdict(row: dict[str, Any]) -> Verdict:
    """A row as a verdict; yes and no may stand as JSON's own."""
    value = {key: str(one).lower() if isinstance(one, bool) else one for key, one in row.items()}
    return Verdict(
        id=text(value, "id"),
        label=text(value, "label"),
        prediction=text(value, "prediction"),
        domain=text(value, "domain"),
        group=text(value, "group"),
        error=text(value, "error"),
    )


def sign(word: str) -> bool | None:
    """Whether a word says that something is to be stopped; None for any other word."""
    plain = word.strip().lower()
    return True if plain in _POSITIVE else False if plain in _NEGATIVE else None


def is_filter(verdicts: list[Verdict]) -> bool:
    """Whether every label and prediction says to stop or to let pass."""
    words = {one.label for one in verdicts} | {one.prediction for one in verdicts if one.judged}
    return bool(words) and all(sign(word) is not None for word in words)


def marks(verdicts: list[Verdict]) -> list[Mark]:
    """Samples that were judged: `accuracy` for all, and the two rates of errors for a filter.

    `false-positive-rate` is over the samples whose label is negative, and counts those that were
    stopped; `false-negative-rate` is over the positive ones, and counts those let pass.
    """
    judged = [one for one in verdicts if one.judged]
    if not is_filter(verdicts):
        return [_mark(one, "accuracy", one.label == one.prediction) for one in judged]
    return [mark for one in judged for mark in _of_filter(one)]


def _mark(one: Verdict, metric: str, counts: bool, label: str = "") -> Mark:  # noqa: FBT001  # a field
    return Mark(one.id, metric, counts, one.domain, one.group, label)


def _of_filter(one: Verdict) -> Iterator[Mark]:
    wanted, found = sign(one.label), sign(one.prediction)
    yield _mark(one, "accuracy", wanted == found)
    metric = "false-negative-rate" if wanted else "false-positive-rate"
    yield _mark(one, metric, wanted != found, "positive" if wanted else "negative")


def weights(rows: list[dict[str, Any]]) -> Iterator[str]:
    """A sentence where weights of samples are no positive numbers."""
    wrong = [row for row in rows if row.get("weight") not in {None, ""} and not _weight(row)]
    if wrong:
        yield f"The weight of sample {text(wrong[0], 'id')[:80]} is no positive number."


def _weight(row: dict[str, Any]) -> bool:
    value = row["weight"]
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return False
    found = number({"": value}, "")
    return found is not None and found > 0
