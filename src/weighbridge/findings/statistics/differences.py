"""How far two proportions lie apart, measured on two sets of samples or on the same one."""

from dataclasses import dataclass
from math import exp, lgamma, log, sqrt

from weighbridge.findings.statistics.proportions import Interval, wilson


@dataclass(frozen=True, slots=True)
class Pairs:
    """Samples that were measured twice.

    Attributes:
        both: successes both times.
        first: successes the first time only.
        second: successes the second time only.
        neither: successes at no time.
    """

    both: int
    first: int
    second: int
    neither: int

    @property
    def total(self) -> int:
        """All samples."""
        return self.both + self.first + self.second + self.neither


def newcombe(
    first: tuple[float, float], second: tuple[float, float], confidence: float = 0.95
) -> Interval:
    """The hybrid score interval of a difference, first less second.

    Args:
        first: successes and total.
        second: the same of the other, independent set.

    Raises:
        ValueError: the counts are no counts.

    Source: Newcombe, "Interval estimation for the difference between independent proportions:
    comparison of eleven methods" (1998), method 10.
    """
    one, other = wilson(*first, confidence), wilson(*second, confidence)
    p, q = _share(*first), _share(*second)
    low = p - q - sqrt((p - one.low) ** 2 + (other.high - q) ** 2)
    high = p - q + sqrt((one.high - p) ** 2 + (q - other.low) ** 2)
    return Interval(max(low, -1.0), min(high, 1.0))


def newcombe_paired(pairs: Pairs, confidence: float = 0.95) -> Interval:
    """The score interval of a difference on the same samples, first less second.

    Raises:
        ValueError: the counts are no counts.

    Source: Newcombe, "Improved confidence intervals for the difference between binomial
    proportions based on paired data" (1998), method 10.
    """
    n = pairs.total
    if n == 0:
        return Interval(-1.0, 1.0)
    one = wilson(pairs.both + pairs.first, n, confidence)
    other = wilson(pairs.both + pairs.second, n, confidence)
    p, q = (pairs.both + pairs.first) / n, (pairs.both + pairs.second) / n
    tie = _correlation(pairs)
    below = _joined(p - one.low, other.high - q, tie)
    above = _joined(one.high - p, q - other.low, tie)
    return Interval(max(p - q - below, -1.0), min(p - q + above, 1.0))


def mcnemar(pairs: Pairs, *, mid: bool = False) -> float:
    """The probability, if nothing differs, of a difference as large as this on the same samples.

    Args:
        mid: count half of the outcome itself, which is less conservative.

    Source: McNemar, "Note on the sampling error of the difference between correlated proportions
    or percentages" (1947), exact; Fagerland, Lydersen and Laake, "The McNemar test for binary
    matched-pairs data: mid-p and asymptotic are better than exact conditional" (2013).
    """
    fewer, n = min(pairs.first, pairs.second), pairs.first + pairs.second
    if n == 0:
        return 1.0
    here = _point(fewer, n)
    if mid and 2 * fewer == n:
        return 1 - here / 2
    whole = 2 * _tail(fewer, n, here)
    return whole - here if mid else min(whole, 1.0)


def _share(successes: float, total: float) -> float:
    return successes / total if total else 0.5


def _joined(one: float, other: float, tie: float) -> float:
    return sqrt(max(one * one - 2 * tie * one * other + other * other, 0.0))


def _correlation(pairs: Pairs) -> float:
    """Phi, drawn towards zero by half a sample where it is positive."""
    a, b, c, d = pairs.both, pairs.first, pairs.second, pairs.neither
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if margins == 0:
        return 0.0
    product = a * d - b * c
    corrected = max(product - pairs.total / 2, 0.0) if product > 0 else float(product)
    return corrected / sqrt(margins)


def _point(k: int, n: int) -> float:
    """The probability of k heads in n throws of a coin."""
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) - n * log(2))


def _tail(k: int, n: int, here: float) -> float:
    """The probability of k heads or fewer; its terms shrink, so it ends when they no longer add."""
    total = term = here
    while k > 0 and term > total * 1e-18:
        term *= k / (n - k + 1)
        total += term
        k -= 1
    return total
