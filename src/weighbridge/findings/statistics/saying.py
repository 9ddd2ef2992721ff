"""Rates and intervals in the words of a sentence."""

from weighbridge.findings.statistics.proportions import Rate


def percent(share: float) -> str:
    """A share in per cent, with one digit; never rounded to none or all of it."""
    if 0 < share < 0.0005:
        return "below 0.1 %"
    if 0.9995 <= share < 1:
        return "above 99.9 %"
    return f"{100 * share:.1f} %"


def points(share: float) -> str:
    """A difference of shares in percentage points."""
    number = round(100 * share, 1) + 0.0
    return f"{number:.1f} {'point' if abs(number) == 1 else 'points'}"


def stated(rate: Rate, confidence: float) -> str:
    """`12.0 % (12 of 100; 95 % interval 7.0 % to 19.8 %)`."""
    counts = f"{rate.successes:,.5g} of {rate.total:,.5g}"
    if rate.successes == int(rate.successes) and rate.total == int(rate.total):
        counts = f"{int(rate.successes):,} of {int(rate.total):,}"
    bounds = f"{percent(rate.low)} to {percent(rate.high)}"
    return f"{percent(rate.value)} ({counts}; {100 * confidence:g} % interval {bounds})"
