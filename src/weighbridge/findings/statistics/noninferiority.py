"""Whether a new version is shown to be no worse than the earlier one, by more than a margin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from weighbridge.findings.statistics import samples
from weighbridge.findings.statistics.differences import (
    Pairs,
    mcnemar,
    newcombe,
    newcombe_paired,
)
from weighbridge.findings.statistics.families import holm
from weighbridge.findings.statistics.normal import upper_tail
from weighbridge.findings.statistics.proportions import Interval

_FARTHEST = 7.0
"""Standard errors beyond which a chance, of one in 10¹², is not told apart."""
_STEPS = 40


class Standing(StrEnum):
    """What a comparison shows."""

    SHOWN = "shown"
    """The new version is not worse by the margin or more."""
    NOT_SHOWN = "not-shown"
    """The samples do not tell."""
    WORSE = "worse"
    """The new version is worse, and whether by less than the margin is not shown."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One protected metric, measured on both versions.

    Attributes:
        previous: successes and total of the earlier version.
        current: of the new one.
        margin: largest loss that may stand, as a share: 0.02 for two points.
        higher_is_better: whether a success is what is wanted.
        pairs: where both answered the same samples, with the earlier version first; then it
            decides, and the counts are only shown.
    """

    previous: tuple[float, float]
    current: tuple[float, float]
    margin: float
    higher_is_better: bool = True
    pairs: Pairs | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a claim came to.

    Attributes:
        loss: how much worse the new version is, as a share; negative where it is better.
        low: lower bound of the loss.
        high: upper bound.
        chance: of so good a result if the loss were the margin, adjusted for its family.
        needed: samples, for each version, that would show it four times in five if nothing had
            changed; None where it is shown.
        family: how many metrics were asked about together.
    """

    standing: Standing
    loss: float
    low: float
    high: float
    margin: float
    chance: float
    paired: bool
    needed: int | None = None
    family: int = 1


def compare(claims: Sequence[Claim], *, confidence: float = 0.95) -> tuple[Comparison, ...]:
    """Compare all protected metrics of two versions, as one family.

    A claim is shown if the interval of the loss ends below the margin; over a family, if Holm's
    correction of that still allows it, so that one false answer among all stays as rare as one
    side of a single interval has it.

    Args:
        confidence: of the intervals, two-sided.

    Raises:
        ValueError: counts are no counts, or a margin is not above zero.

    Source: Newcombe (1998), method 10 of either paper; Holm (1979); Fagerland et al. (2013) for
    what is worse on the same samples; Piaggio et al., CONSORT extension for non-inferiority (2012).
    """
    level = (1 - confidence) / 2
    if any(claim.margin <= 0 for claim in claims):
        raise ValueError("A margin of zero can never be shown. Name one above it.")
    good = holm([_chance(claim, claim.margin) for claim in claims])
    bad = holm([_chance_of_no_loss(claim) for claim in claims])
    return tuple(
        _compared(claim, (g, b), confidence, level, len(claims))
        for claim, g, b in zip(claims, good, bad, strict=True)
    )


def _compared(
    claim: Claim, chances: tuple[float, float], confidence: float, level: float, family: int
) -> Comparison:
    shown, worse = (chance <= level for chance in chances)
    standing = Standing.SHOWN if shown else Standing.WORSE if worse else Standing.NOT_SHOWN
    bounds = _loss(claim, confidence)
    return Comparison(
        standing=standing,
        loss=_point(claim),
        low=bounds.low,
        high=bounds.high,
        margin=claim.margin,
        chance=chances[0],
        paired=claim.pairs is not None,
        needed=None if shown else _needed(claim, level / family),
        family=family,
    )


def _loss(claim: Claim, confidence: float) -> Interval:
    """The interval of how much worse the new version is."""
    if claim.pairs is not None:
        found = newcombe_paired(claim.pairs, confidence)
    else:
        found = newcombe(claim.previous, claim.current, confidence)
    return found if claim.higher_is_better else Interval(-found.high, -found.low)


def _point(claim: Claim) -> float:
    if claim.pairs is not None:
        lost = claim.pairs.first - claim.pairs.second
        share = lost / claim.pairs.total if claim.pairs.total else 0.0
    else:
        (hits, total), (others, more) = claim.previous, claim.current
        share = hits / total - others / more if total and more else 0.0
    return share if claim.higher_is_better else -share


def _chance(claim: Claim, limit: float) -> float:
    """The smallest one-sided level at which the interval of the loss ends below a limit."""
    return _least_level(lambda confidence: _loss(claim, confidence).high < limit)


def _chance_of_no_loss(claim: Claim) -> float:
    """The smallest one-sided level at which there is a loss at all."""
    if claim.pairs is not None:
        return mcnemar(claim.pairs, mid=True) / 2 if _point(claim) > 0 else 1.0
    return _least_level(lambda confidence: _loss(claim, confidence).low > 0)


def _least_level(holds: Callable[[float], bool]) -> float:
    """Bisection over the standard errors an interval reaches; 1 where not even the point holds."""
    low, high = 0.0, _FARTHEST
    if not holds(_confidence(1e-6)):
        return 1.0
    if holds(_confidence(high)):
        return upper_tail(high)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(_confidence(middle)) else (low, middle)
    return upper_tail(low)


def _confidence(z: float) -> float:
    return 1 - 2 * upper_tail(z)


def _needed(claim: Claim, level: float) -> int | None:
    """Samples that would show it; rates of none and all are drawn in by two successes and two
    failures, since nothing is that certain.

    Source: Agresti and Coull, "Approximate is better than 'exact'" (1998).
    """
    if claim.pairs is not None:
        apart = claim.pairs.first + claim.pairs.second
        return samples.paired((apart + 2) / (claim.pairs.total + 4), claim.margin, level=level)
    hits, total = claim.previous
    return samples.independent((hits + 2) / (total + 4), claim.margin, level=level)
