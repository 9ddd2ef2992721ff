from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest
from statsmodels.stats.contingency_tables import mcnemar as statsmodels_mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from weighbridge.findings.statistics.differences import (
    Pairs,
    mcnemar,
    newcombe,
    newcombe_paired,
)

EXACT = 1e-9
counts = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
pairs = st.builds(Pairs, *[st.integers(0, 400)] * 4)


@given(counts, counts)
def test_newcombe_is_what_statsmodels_says(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")
    ours = newcombe(one, other)

    assert ours.low == pytest.approx(float(low), abs=EXACT)
    assert ours.high == pytest.approx(float(high), abs=EXACT)


@given(counts, counts)
def test_a_difference_turned_round_is_its_mirror(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    ours, turned = newcombe(one, other), newcombe(other, one)

    assert ours.low == pytest.approx(-turned.high, abs=EXACT)


def test_newcombe_equals_the_published_example() -> None:
    """Newcombe (1998), table II, column (a), method 10: 56/70 less 48/80."""
    ours = newcombe((56, 70), (48, 80))

    assert (round(ours.low, 4), round(ours.high, 4)) == (0.0524, 0.3339)


def test_newcombe_paired_equals_a_published_example() -> None:
    """Fagerland, Lydersen and Laake (2014), airway hyper-responsiveness, square-and-add."""
    ours = newcombe_paired(Pairs(1, 1, 7, 12))

    assert (round(ours.low, 3), round(ours.high, 3)) == (-0.507, -0.026)


@given(pairs)
def test_newcombe_paired_is_its_definition_over_other_peoples_parts(given_pairs: Pairs) -> None:
    p = given_pairs
    assume(p.total > 0)
    n, one, other = p.total, p.both + p.first, p.both + p.second
    l1, u1 = proportion_confint(one, n, method="wilson")
    l2, u2 = proportion_confint(other, n, method="wilson")
    margins = one * (n - one) * other * (n - other)
    phi = 0.0
    if margins:
        x = np.repeat([1, 1, 0, 0], [p.both, p.first, p.second, p.neither])
        y = np.repeat([1, 0, 1, 0], [p.both, p.first, p.second, p.neither])
        plain = float(np.corrcoef(x, y)[0, 1])
        phi = plain if plain <= 0 else max(plain - n / 2 / sqrt(margins), 0)
    d, (p1, p2) = (one - other) / n, (one / n, other / n)
    below = (p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2
    above = (u1 - p1) ** 2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2) ** 2
    ours = newcombe_paired(p)

    assert ours.low == pytest.approx(max(d - sqrt(max(below, 0)), -1), abs=1e-7)
    assert ours.high == pytest.approx(min(d + sqrt(max(above, 0)), 1), abs=1e-7)


@given(pairs)
def test_a_paired_interval_holds_its_difference(given_pairs: Pairs) -> None:
    p = given_pairs
    assume(p.total > 0)
    ours = newcombe_paired(p)

    assert -1 <= ours.low <= (p.first - p.second) / p.total + EXACT
    assert (p.first - p.second) / p.total - EXACT <= ours.high <= 1


def test_no_pairs_leave_everything_open() -> None:
    ours = newcombe_paired(Pairs(0, 0, 0, 0))

    assert (ours.low, ours.high) == (-1, 1)


@given(pairs)
def test_mcnemar_is_what_statsmodels_and_scipy_say(given_pairs: Pairs) -> None:
    p = given_pairs
    table = [[p.both, p.first], [p.second, p.neither]]
    theirs = float(statsmodels_mcnemar(table, exact=True).pvalue)

    assert mcnemar(p) == pytest.approx(theirs, abs=EXACT)
    if p.first + p.second:
        assert mcnemar(p) == pytest.approx(binomtest(p.first, p.first + p.second).pvalue, abs=EXACT)


@given(pairs)
def test_mid_p_takes_half_of_the_outcome_itself(given_pairs: Pairs) -> None:
    p = given_pairs
    n, fewer = p.first + p.second, min(p.first, p.second)
    assume(n)
    here = float(binom.pmf(fewer, n, 0.5))
    theirs = 1 - here / 2 if p.first == p.second else 2 * float(binom.cdf(fewer, n, 0.5)) - here

    assert mcnemar(p, mid=True) == pytest.approx(theirs, abs=EXACT)


def test_a_large_table_is_answered_too() -> None:
    p = Pairs(0, 49_600, 50_400, 0)

    assert mcnemar(p) == pytest.approx(binomtest(49_600, 100_000).pvalue, abs=EXACT)


def test_mcnemar_without_a_difference_shows_none() -> None:
    assert mcnemar(Pairs(5, 0, 0, 5)) == 1
