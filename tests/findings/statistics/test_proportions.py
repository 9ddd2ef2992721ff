import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.stats.proportion import proportion_confint

from weighbridge.findings.statistics.normal import quantile, upper_tail
from weighbridge.findings.statistics.proportions import (
    Interval,
    Rate,
    Refused,
    rate,
    samples_to_decide,
    weighted,
    wilson,
)

EXACT = 1e-9
counts = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
levels = st.floats(0.5, 0.9999)


@given(counts, levels)
def test_wilson_is_what_statsmodels_says(count: tuple[int, int], confidence: float) -> None:
    low, high = proportion_confint(*count, alpha=1 - confidence, method="wilson")
    ours = wilson(*count, confidence)

    assert ours.low == pytest.approx(float(low), abs=EXACT)
    assert ours.high == pytest.approx(float(high), abs=EXACT)


@given(counts)
def test_an_interval_holds_its_rate_and_stays_between_0_and_1(count: tuple[int, int]) -> None:
    ours = wilson(*count)

    assert 0 <= ours.low <= count[0] / count[1] <= ours.high <= 1


@given(st.integers(1, 10_000))
def test_none_and_all_touch_the_ends_and_mirror_each_other(total: int) -> None:
    none, every = wilson(0, total), wilson(total, total)

    assert (none.low, every.high) == (0, 1)
    assert none.high == pytest.approx(1 - every.low, abs=EXACT)
    assert none.high < 1


def test_nothing_counted_leaves_everything_open() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)


@pytest.mark.parametrize("count", [(3, 2), (-1, 2), (float("nan"), 2), (1, float("inf"))])
def test_impossible_counts_are_refused(count: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="is no count"):
        wilson(*count)
    assert isinstance(rate(*count), Refused)


def test_too_few_samples_are_answered_with_how_many_it_takes() -> None:
    refused = rate(3, 12)

    assert isinstance(refused, Refused)
    assert refused.needed == 30
    assert refused.reason == "12 samples are too few; it takes 30."


def test_no_sample_is_refused_whatever_is_asked() -> None:
    assert isinstance(rate(0, 0, least=0), Refused)


def test_enough_samples_give_a_rate_with_its_interval() -> None:
    found = rate(27, 30)

    assert isinstance(found, Rate)
    assert found.value == 0.9
    assert found.low < 0.9 < found.high


@given(levels)
def test_the_normal_distribution_is_what_scipy_says(confidence: float) -> None:
    z = quantile(confidence)

    assert z == pytest.approx(norm.ppf(1 - (1 - confidence) / 2), abs=EXACT)
    assert upper_tail(z) == pytest.approx(norm.sf(z), abs=EXACT)


def test_a_confidence_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile(1.0)


@given(st.lists(st.booleans(), min_size=1), st.floats(0.1, 10))
def test_equal_weights_change_nothing(hits: list[bool], weight: float) -> None:
    found = weighted([weight] * len(hits), hits)

    assert found == pytest.approx((sum(hits), len(hits)))


@given(st.lists(st.tuples(st.floats(0, 1e6), st.booleans())))
def test_weighted_counts_are_counts(samples: list[tuple[float, bool]]) -> None:
    hits, total = weighted([w for w, _ in samples], [h for _, h in samples])

    assert 0 <= hits <= total <= len(samples) + EXACT


def test_one_heavy_sample_leaves_little_to_go_by() -> None:
    _, total = weighted([1000.0] + [1.0] * 99, [True] + [False] * 99)

    assert total < 2


def test_the_samples_named_decide_at_the_same_rate() -> None:
    needed = samples_to_decide(9, 10, 0.85)
    assert needed is not None

    assert wilson(9, 10).low < 0.85
    assert wilson(0.9 * needed, needed).low >= 0.85


def test_a_rate_on_the_threshold_is_never_decided() -> None:
    assert samples_to_decide(5, 10, 0.5) is None
