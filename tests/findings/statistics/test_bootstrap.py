import sys
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from weighbridge.findings.statistics import bootstrap
from weighbridge.findings.statistics.proportions import Interval, Refused


def _mean(rows: np.ndarray) -> np.ndarray:
    return rows.mean(axis=-1)


@pytest.mark.parametrize("adjusted", [False, True])
@pytest.mark.parametrize("size", [12, 90])
def test_the_bootstrap_is_what_scipy_says_of_the_same_draws(*, adjusted: bool, size: int) -> None:
    samples = np.random.default_rng(3).exponential(size=size)
    theirs = stats.bootstrap(
        (samples,),
        np.mean,
        n_resamples=2000,
        method="BCa" if adjusted else "percentile",
        rng=np.random.default_rng(7),
    ).confidence_interval
    ours = bootstrap.interval(list(samples), _mean, seed=7, adjusted=adjusted)

    assert isinstance(ours, Interval)
    assert ours.low == pytest.approx(theirs.low, abs=1e-9)
    assert ours.high == pytest.approx(theirs.high, abs=1e-9)


def test_the_same_samples_give_the_same_interval() -> None:
    samples = [0.0, 1.0] * 40

    assert bootstrap.interval(samples, _mean) == bootstrap.interval(samples, _mean)


@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=60))
def test_an_interval_of_shares_stays_between_0_and_1(samples: list[float]) -> None:
    ours = bootstrap.interval(samples, _mean, replicates=200)

    assert isinstance(ours, Interval)
    assert 0 <= ours.low <= ours.high <= 1


def test_samples_that_are_all_alike_have_no_width() -> None:
    assert bootstrap.interval([1.0] * 20, _mean) == Interval(1.0, 1.0)


def test_no_sample_is_refused() -> None:
    assert isinstance(bootstrap.interval([], _mean), Refused)


def test_without_numpy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    refused = bootstrap.interval([1.0], _mean)

    assert isinstance(refused, Refused)
    assert "weighbridge[evals]" in refused.reason
    assert isinstance(bootstrap.gap([(1, 2), (2, 2)]), Interval)


def test_many_samples_are_drawn_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "_AT_ONCE", 1000)
    ours = bootstrap.interval([0.0, 1.0] * 100, _mean, replicates=103)

    assert isinstance(ours, Interval)
    assert ours.low < 0.5 < ours.high


def test_a_gap_takes_two_groups() -> None:
    assert isinstance(bootstrap.gap([(3, 40)]), Refused)


def test_a_gap_covers_the_difference_of_two_groups_far_apart() -> None:
    ours = bootstrap.gap([(90, 100), (50, 100)])

    assert isinstance(ours, Interval)
    assert ours.low < 0.4 < ours.high
    assert ours.low > 0.2


def test_fifteen_groups_by_five_metrics_take_less_than_half_a_second() -> None:
    counts = [(400.0 + n, 1200.0) for n in range(15)]
    start = process_time()
    for seed in range(5):
        bootstrap.gap(counts, replicates=2000, seed=seed)

    assert process_time() - start < 0.5


@given(st.integers(1, 200_000), st.floats(0.0001, 0.9999))
def test_counts_are_drawn_as_scipy_has_their_distribution(total: int, share: float) -> None:
    uniform = bootstrap._uniform(50, "any")
    theirs = stats.binom.ppf([one / 2**64 for one in uniform], total, share)
    ours = np.asarray(bootstrap._shares(share, total, uniform)) * total

    assert np.abs(ours - theirs).max() < 1 + 1e-6
    assert (np.abs(ours - theirs) > 1e-6).sum() <= 1  # a number between two, to the last digit


def test_drawn_numbers_are_spread_evenly() -> None:
    uniform = np.asarray(bootstrap._uniform(5000, "any"), dtype=float) / 2**64

    assert stats.kstest(uniform, "uniform").pvalue > 0.01


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.floats(0, 1))
def test_percentiles_are_what_numpy_says(values: list[float], share: float) -> None:
    ordered = sorted(values)

    assert bootstrap._at(ordered, share) == pytest.approx(
        float(np.quantile(ordered, share)), abs=1e-9
    )
