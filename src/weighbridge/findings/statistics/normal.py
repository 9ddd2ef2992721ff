"""The standard normal distribution, as far as intervals need it."""

from functools import lru_cache
from math import erfc, sqrt


@lru_cache(maxsize=512)
def quantile(confidence: float, sides: int = 2) -> float:
    """How many standard errors an interval reaches.

    Args:
        confidence: between 0 and 1, both left out.
        sides: 2 for an interval, 1 for a bound.

    Raises:
        ValueError: the confidence is not between 0 and 1.

    Source: Wichura, "Algorithm AS 241: The percentage points of the normal distribution" (1988),
    as the standard library has it.
    """
    from statistics import NormalDist  # noqa: PLC0415  # 10 ms that only a statistic pays

    if not 0 < confidence < 1:
        raise ValueError(f"{confidence}: a confidence lies between 0 and 1. Write 0.95.")
    return NormalDist().inv_cdf(1 - (1 - confidence) / sides)


def upper_tail(z: float) -> float:
    """The probability of more than `z`."""
    return erfc(z / sqrt(2)) / 2
