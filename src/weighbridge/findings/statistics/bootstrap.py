"""Intervals of anything that can be computed again on samples drawn with replacement."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from hashlib import shake_128
from itertools import accumulate
from math import ceil, exp, floor, lgamma, log, log1p, sqrt
from struct import unpack
from typing import TYPE_CHECKING

from weighbridge.findings.statistics.normal import quantile, upper_tail
from weighbridge.findings.statistics.proportions import Interval, Refused

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Array = NDArray[float64]
    Statistic = Callable[[Array], Array]

REPLICATES = 2_000
"""How often samples are drawn anew.

Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), 12.5 and 14: 1,000 at
least for percentiles, and for BCa 2,000.
"""
SEED = 20_261_120
"""Where the drawing begins, so that the same samples always give the same interval."""
_ADJUSTED = 2_000
"""Most samples whose interval is adjusted for bias: beyond, the adjustment is below the noise of
the drawing, and leaving each sample out in turn takes their square.
"""
_AT_ONCE = 4_000_000
"""Most numbers drawn at once: 32 MB."""
_FAR = 9
"""Standard deviations, and samples more, beyond which no number is ever drawn."""
NEEDED = "numpy is not installed, which draws the samples; pip install 'weighbridge[evals]'."


def interval(  # noqa: PLR0913  # what a drawing depends on, each by name
    samples: Sequence[float],
    statistic: "Statistic",
    *,
    confidence: float = 0.95,
    replicates: int = REPLICATES,
    seed: int = SEED,
    adjusted: bool = True,
) -> Interval | Refused:
    """The interval of a statistic of independent samples; a refusal without any, or without numpy.

    Args:
        statistic: from rows of samples to one number a row (along the last axis).
        adjusted: for bias and skewness (BCa), up to 2,000 samples; else plain percentiles.

    Source: Efron, "Better bootstrap confidence intervals" (1987).
    """
    if not len(samples):
        return Refused(0, 1, "There is no sample to draw from.")
    try:
        import numpy as np  # noqa: PLC0415  # an extra
    except ImportError:
        return Refused(len(samples), None, NEEDED)
    given = np.asarray(samples, dtype=np.float64)
    drawn = _drawn(given, statistic, replicates, seed)
    edges = ((1 - confidence) / 2, (1 + confidence) / 2)
    if adjusted and 1 < len(given) <= _ADJUSTED:
        edges = _adjusted(given, statistic, drawn, confidence)
    low, high = np.percentile(drawn, [100 * edge for edge in edges])
    return Interval(float(low), float(high))


def gap(
    counts: Sequence[tuple[float, float]],
    *,
    confidence: float = 0.95,
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> Interval | Refused:
    """The percentile interval of the largest rate less the smallest, over groups.

    To draw n samples of 0 and 1 with replacement is to draw their number of ones, so the counts
    are all it takes, and no library that takes longer to load than this to run. A largest gap is
    never below zero and leans upwards where groups are small: two groups that are alike show one
    too.

    Args:
        counts: successes and total of each group; a total is not zero.
    """
    if len(counts) < 2:
        return Refused(len(counts), 2, "A gap takes two groups.")
    drawn = [
        _shares(hits / total, max(round(total), 1), _uniform(replicates, f"{seed} {number}"))
        for number, (hits, total) in enumerate(counts)
    ]
    gaps = sorted(max(row) - min(row) for row in zip(*drawn, strict=True))
    return Interval(_at(gaps, (1 - confidence) / 2), _at(gaps, (1 + confidence) / 2))


def _uniform(count: int, seed: str) -> tuple[int, ...]:
    """Numbers below 2**64, each as likely as any other, and the same ones for a seed everywhere."""
    return unpack(f"<{count}Q", shake_128(seed.encode()).digest(8 * count))


def _shares(share: float, total: int, uniform: Sequence[int]) -> list[float]:
    """Rates of so many samples drawn anew, by the inverse of the binomial distribution."""
    if not 0 < share < 1:
        return [share] * len(uniform)
    spread = sqrt(total * share * (1 - share))
    low = max(floor(total * share - _FAR * spread - _FAR), 0)
    high = min(ceil(total * share + _FAR * spread + _FAR), total)
    chances = [_chance(low, total, share)]
    for k in range(low, high):
        chances.append(chances[-1] * (total - k) / (k + 1) * share / (1 - share))
    below = list(accumulate(chances))
    unit = below[-1] / 2**64
    return [(low + min(bisect_left(below, one * unit), high - low)) / total for one in uniform]


def _chance(k: int, total: int, share: float) -> float:
    ways = lgamma(total + 1) - lgamma(k + 1) - lgamma(total - k + 1)
    return exp(ways + k * log(share) + (total - k) * log1p(-share))


def _at(ordered: Sequence[float], share: float) -> float:
    """The percentile between two values, as far along as it lies between them."""
    place = share * (len(ordered) - 1)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _drawn(given: "Array", statistic: "Statistic", replicates: int, seed: int) -> "Array":
    import numpy as np  # noqa: PLC0415  # an extra, found by the caller

    random, count = np.random.default_rng(seed), len(given)
    rows = max(_AT_ONCE // count, 1)
    pieces = []
    for begin in range(0, replicates, rows):
        chosen = random.integers(0, count, (min(rows, replicates - begin), count))
        pieces.append(statistic(given[chosen]))
    return np.concatenate(pieces)


def _adjusted(
    given: "Array", statistic: "Statistic", drawn: "Array", confidence: float
) -> tuple[float, float]:
    """Which percentiles to take; the plain ones where a statistic does not vary."""
    import numpy as np  # noqa: PLC0415  # an extra, found by the caller

    plain = ((1 - confidence) / 2, (1 + confidence) / 2)
    found = statistic(given[None, :])[0]
    below = float(((drawn < found).mean() + (drawn <= found).mean()) / 2)
    left_out = ~np.eye(len(given), dtype=bool)
    others = np.tile(given, (len(given), 1))[left_out].reshape(len(given), -1)
    without = statistic(others)
    away = without.mean() - without
    spread = float((away**2).sum())
    if not 0 < below < 1 or spread <= 0 or not np.isfinite(spread):
        return plain
    skew = float((away**3).sum()) / (6 * spread * sqrt(spread))
    bias = quantile(below, 1)
    reach = quantile(confidence)
    ends = [bias + (bias + z) / (1 - skew * (bias + z)) for z in (-reach, reach)]
    return upper_tail(-ends[0]), upper_tail(-ends[1])
