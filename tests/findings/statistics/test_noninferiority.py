import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.findings.statistics.differences import Pairs, newcombe
from weighbridge.findings.statistics.noninferiority import Claim, Standing, compare

sizes = st.integers(1, 3000)
shares = st.floats(0, 1)


def test_equal_rates_on_many_samples_are_shown() -> None:
    (found,) = compare([Claim((9000, 10_000), (9000, 10_000), 0.02)])

    assert found.standing is Standing.SHOWN
    assert found.needed is None
    assert found.low < 0 < found.high < 0.02


def test_equal_rates_on_few_samples_are_not_shown_and_it_says_how_many_it_takes() -> None:
    (found,) = compare([Claim((90, 100), (90, 100), 0.02)])

    assert found.standing is Standing.NOT_SHOWN
    assert found.needed is not None
    assert 3000 < found.needed < 5000


def test_the_samples_it_names_are_enough() -> None:
    (few,) = compare([Claim((900, 1000), (900, 1000), 0.02)])
    assert few.needed is not None
    n = few.needed
    (enough,) = compare([Claim((round(0.9 * n), n), (round(0.9 * n), n), 0.02)])

    assert enough.standing is Standing.SHOWN


def test_a_large_loss_is_worse() -> None:
    (found,) = compare([Claim((950, 1000), (850, 1000), 0.02)])

    assert found.standing is Standing.WORSE
    assert found.loss == pytest.approx(0.1)


def test_for_a_failure_rate_more_is_worse() -> None:
    (found,) = compare([Claim((50, 1000), (150, 1000), 0.02, higher_is_better=False)])

    assert found.standing is Standing.WORSE
    assert found.loss == pytest.approx(0.1)


def test_the_same_prompts_show_what_separate_ones_cannot() -> None:
    apart = Claim((900, 1000), (898, 1000), 0.02)
    together = Claim((900, 1000), (898, 1000), 0.02, pairs=Pairs(895, 5, 3, 97))
    (one,), (other,) = compare([apart]), compare([together])

    assert (one.standing, other.standing) == (Standing.NOT_SHOWN, Standing.SHOWN)
    assert other.paired


def test_many_metrics_together_take_more_than_one_alone() -> None:
    claim = Claim((900, 1000), (908, 1000), 0.02)
    (alone,) = compare([claim])
    family = compare([claim] * 20)

    assert alone.standing is Standing.SHOWN
    assert {one.standing for one in family} == {Standing.NOT_SHOWN}
    assert family[0].family == 20


def test_nothing_measured_shows_nothing() -> None:
    (found,) = compare([Claim((0, 0), (0, 0), 0.02)])

    assert found.standing is Standing.NOT_SHOWN


def test_a_margin_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="margin"):
        compare([Claim((1, 2), (1, 2), 0.0)])


@given(sizes, sizes, shares, shares, st.floats(0.001, 0.5))
def test_it_is_shown_when_the_interval_ends_below_the_margin(
    n: int, m: int, p: float, q: float, margin: float
) -> None:
    before, now = (round(n * p), n), (round(m * q), m)
    (found,) = compare([Claim(before, now, margin)])
    high = newcombe(before, now).high

    if abs(high - margin) > 1e-6:
        assert (found.standing is Standing.SHOWN) == (high < margin)


@given(sizes, shares, shares)
def test_what_is_shown_at_a_margin_is_shown_at_a_wider_one(n: int, p: float, q: float) -> None:
    claim = (round(n * p), n), (round(n * q), n)
    (narrow,), (wide,) = compare([Claim(*claim, 0.02)]), compare([Claim(*claim, 0.1)])

    assert wide.chance <= narrow.chance + 1e-12
