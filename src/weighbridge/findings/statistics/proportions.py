"""A rate and its interval, or the reason why none can be stated."""

from dataclasses import dataclass
from math import ceil, isfinite, sqrt

from weighbridge.findings.statistics.normal import quantile

LEAST = 30
"""Fewest samples that a rate is stated on.

Source: Parker et al., "National Center for Health Statistics Data Presentation Standards for
Proportions" (2017): a proportion of fewer than 30 is suppressed.
"""


@dataclass(frozen=True, slots=True)
class Interval:
    """Two bounds, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of samples, between 0 and 1.

    Attributes:
        successes: how many have what is counted; weights make it a fraction.
        total: of how many.
        low: lower bound of the interval.
        high: upper bound.
    """

    successes: float
    total: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Refused:
    """Why no rate is stated.

    Attributes:
        total: the samples there are.
        needed: the samples it takes; None where more of them would not help.
        reason: a sentence.
    """

    total: float
    needed: int | None
    reason: str


def wilson(successes: float, total: float, confidence: float = 0.95) -> Interval:
    """The score interval of a proportion; all of 0 to 1 where nothing was counted.

    Args:
        successes: from 0 to `total`; fractions where samples are weighted.

    Raises:
        ValueError: the counts are no counts.

    Source: Wilson, "Probable inference, the law of succession, and statistical inference" (1927).
    """
    if not possible(successes, total):
        raise ValueError(f"{successes} of {total} is no count. Correct the numbers.")
    if total == 0:
        return Interval(0.0, 1.0)
    z2 = quantile(confidence) ** 2
    share = successes / total
    center = (share + z2 / (2 * total)) / (1 + z2 / total)
    reach = sqrt(z2 * (share * (1 - share) + z2 / (4 * total)) / total) / (1 + z2 / total)
    low = 0.0 if successes == 0 else max(center - reach, 0.0)
    high = 1.0 if successes == total else min(center + reach, 1.0)
    return Interval(min(low, share), max(high, share))


def rate(
    successes: float, total: float, *, confidence: float = 0.95, least: int = LEAST
) -> Rate | Refused:
    """A rate with its score interval; a refusal on fewer than `least` samples."""
    if not possible(successes, total):
        return Refused(total, None, f"{successes:g} of {total:g} is no count.")
    if total < least or total == 0:
        needed = max(least, 1)
        return Refused(total, needed, f"{total:,.0f} samples are too few; it takes {needed:,}.")
    bounds = wilson(successes, total, confidence)
    return Rate(successes, total, successes / total, bounds.low, bounds.high)


def weighted(weights: list[float], hits: list[bool]) -> tuple[float, float]:
    """Counts that stand for weighted samples: the weighted share, of the effective sample size.

    Args:
        weights: a sample whose weight is not above zero, or not finite, does not count.

    Raises:
        ValueError: the two differ in length.

    Source: Kish, "Survey Sampling" (1965): the effective size is (Σw)² / Σw².
    """
    kept = [(w, h) for w, h in zip(weights, hits, strict=True) if isfinite(w) and w > 0]
    most = max((w for w, _ in kept), default=1.0)  # so that no square is beyond a float
    kept = [(w / most, h) for w, h in kept]
    whole = sum(w for w, _ in kept)
    if not whole:
        return 0.0, 0.0
    size = whole * whole / sum(w * w for w, _ in kept)
    size = float(round(size)) if abs(size - round(size)) < 1e-9 * size else size
    hit = sum(w for w, h in kept if h)
    return min(size * hit / whole, size), size


def samples_to_decide(
    successes: float, total: float, threshold: float, *, confidence: float = 0.95
) -> int | None:
    """About how many samples of the same rate put the whole interval on one side of a threshold.

    None where the rate is the threshold itself, so that no number does.

    Source: the score test of one proportion, solved for its size.
    """
    share = successes / total if total else 0.5
    if share == threshold or not 0 <= threshold <= 1:
        return None
    spread = max(threshold * (1 - threshold), 1e-12)
    return ceil(quantile(confidence) ** 2 * spread / (share - threshold) ** 2) + 1


def possible(successes: float, total: float) -> bool:
    """Whether two numbers can be counts."""
    return isfinite(successes) and isfinite(total) and 0 <= successes <= total
