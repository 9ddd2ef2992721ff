from math import inf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import normal_sample_size_one_tail

from weighbridge.findings.statistics.families import holm
from weighbridge.findings.statistics.samples import detectable, independent, paired

shares = st.floats(0.02, 0.98)
margins = st.floats(0.01, 0.3)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_holm_is_what_statsmodels_says(chances: list[float]) -> None:
    theirs = multipletests(chances, method="holm")[1]

    assert list(holm(chances)) == pytest.approx(list(theirs), abs=1e-9)


def test_an_empty_family_has_no_answer() -> None:
    assert holm([]) == ()


@given(shares, margins)
def test_independent_samples_are_what_statsmodels_says(rate: float, margin: float) -> None:
    spread = sqrt(2 * rate * (1 - rate))
    theirs = normal_sample_size_one_tail(margin, 0.8, 0.025, std_null=spread)
    ours = independent(rate, margin)
    assert ours is not None

    assert -1e-6 <= ours - float(theirs) < 1 + 1e-6


@given(shares, margins)
def test_what_samples_can_detect_is_the_margin_they_were_planned_for(
    rate: float, margin: float
) -> None:
    planned = independent(rate, margin)
    assert planned is not None

    assert detectable(rate, planned) <= margin * (1 + 1e-9)
    assert planned == 1 or detectable(rate, planned - 1) >= margin * (1 - 1e-9)


def test_no_number_of_samples_shows_a_loss_as_large_as_the_margin() -> None:
    assert independent(0.9, 0.02, loss=0.02) is None
    assert paired(0.1, 0.02, loss=0.03) is None


def test_pairs_that_seldom_differ_take_fewer_samples() -> None:
    alone, together = independent(0.9, 0.02), paired(0.05, 0.02)
    assert alone is not None
    assert together is not None

    assert together < alone


def test_without_a_sample_nothing_is_detected() -> None:
    assert detectable(0.5, 0) == inf
