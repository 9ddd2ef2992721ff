"""How many samples it takes to show that something got no worse, and what a number can show.

All of it by the normal approximation: good enough to plan with, never to decide by.
"""

from math import ceil, inf, sqrt

from weighbridge.findings.statistics.normal import quantile

POWER = 0.8
"""How often the samples should be enough, if nothing got worse."""
LEVEL = 0.025
"""How often something that got worse by the margin may pass: one side of a 95 % interval."""


def independent(
    rate: float, margin: float, *, loss: float = 0.0, level: float = LEVEL, power: float = POWER
) -> int | None:
    """Samples in each of two sets; None where the loss is not below the margin.

    Args:
        rate: share that the earlier version has, 0 to 1.
        margin: largest loss that may stand, in the same unit.
        loss: what the new version is expected to lose.

    Source: Blackwelder, "'Proving the null hypothesis' in clinical trials" (1982).
    """
    spread = rate * (1 - rate) + _kept(rate - loss) * (1 - _kept(rate - loss))
    return _size(spread, margin - loss, level, power)


def paired(
    discordant: float,
    margin: float,
    *,
    loss: float = 0.0,
    level: float = LEVEL,
    power: float = POWER,
) -> int | None:
    """Samples that both versions answer; None where the loss is not below the margin.

    Args:
        discordant: share of samples on which the two differ, 0 to 1.

    Source: Lu and Bean, "On the sample size for one-sided equivalence of sensitivities based upon
    McNemar's test" (1995), with the variance under the alternative.
    """
    return _size(max(discordant - loss * loss, 0.0), margin - loss, level, power)


def detectable(rate: float, samples: int, *, level: float = LEVEL, power: float = POWER) -> float:
    """The smallest margin that so many samples in each set can show, if nothing got worse.

    Infinite without a sample.

    Source: Blackwelder (1982), solved for the margin.
    """
    if samples < 1:
        return inf
    return _reach(level, power) * sqrt(2 * rate * (1 - rate) / samples)


def _size(spread: float, room: float, level: float, power: float) -> int | None:
    if room <= 0:
        return None
    exact = spread * (_reach(level, power) / room) ** 2
    return max(ceil(exact - 1e-9 * exact), 1)


def _reach(level: float, power: float) -> float:
    return quantile(1 - level, 1) + quantile(power, 1)


def _kept(share: float) -> float:
    return min(max(share, 0.0), 1.0)
