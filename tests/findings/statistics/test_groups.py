import numpy as np
import pytest
from fairlearn.metrics import (
    MetricFrame,
    false_negative_rate,
    false_positive_rate,
    selection_rate,
)
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, precision_score, recall_score

from weighbridge.findings.statistics.filters import by_domain
from weighbridge.findings.statistics.groups import (
    METRICS,
    Group,
    GroupRate,
    Sample,
    attributes,
    gaps,
    rates,
    written,
)
from weighbridge.findings.statistics.proportions import Interval, Rate, Refused

ORACLES = {
    "accuracy": accuracy_score,
    "selection-rate": selection_rate,
    "false-positive-rate": false_positive_rate,
    "false-negative-rate": false_negative_rate,
    "precision": precision_score,
    "recall": recall_score,
}


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    random = np.random.default_rng(1)
    label = random.random(1200) < 0.5
    gender = random.choice(["female", "male", "other"], 1200)
    age = random.choice(["old", "young"], 1200)
    right = random.random(1200) < np.where(gender == "other", 0.7, 0.9)
    prediction = np.where(right, label, ~label)
    return [
        Sample(bool(y), bool(p), (("age", str(a)), ("gender", str(g))))
        for y, p, a, g in zip(label, prediction, age, gender, strict=True)
    ]


def _frame(samples: list[Sample], names: list[str]) -> MetricFrame:
    return MetricFrame(
        metrics=ORACLES,
        y_true=[s.label for s in samples],
        y_pred=[s.prediction for s in samples],
        sensitive_features={n: [dict(s.group)[n] for s in samples] for n in names},
    )


@pytest.mark.parametrize("names", [["gender"], ["age"], ["age", "gender"]])
def test_rates_by_group_are_what_fairlearn_says(samples: list[Sample], names: list[str]) -> None:
    frame = _frame(samples, names)
    ours = {(r.metric, tuple(v for _, v in r.group)): r for r in rates(samples) if _of(r, names)}

    assert len(ours) == len(frame.by_group) * len(METRICS)
    for metric in METRICS:
        for group, value in frame.by_group[metric].items():
            key = group if isinstance(group, tuple) else (group,)
            found = ours[metric, key].rate
            assert isinstance(found, Rate)
            assert found.value == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize("names", [["gender"], ["age", "gender"]])
def test_gaps_are_what_fairlearn_says(samples: list[Sample], names: list[str]) -> None:
    theirs = _frame(samples, names).difference(method="between_groups")
    ours = {g.metric: g for g in gaps(rates(samples)) if g.attributes == tuple(names)}

    for metric in METRICS:
        assert ours[metric].value == pytest.approx(theirs[metric], abs=1e-9)


def test_the_interval_of_a_gap_is_close_to_fairlearns(samples: list[Sample]) -> None:
    drawn = MetricFrame(
        metrics={"accuracy": accuracy_score},
        y_true=[s.label for s in samples],
        y_pred=[s.prediction for s in samples],
        sensitive_features=[dict(s.group)["gender"] for s in samples],
        n_boot=300,
        ci_quantiles=[0.025, 0.975],
        random_state=1,
    )
    low, high = (one["accuracy"] for one in drawn.difference_ci())
    (ours,) = (g for g in gaps(rates(samples, ["accuracy"])) if g.attributes == ("gender",))

    assert isinstance(ours.interval, Interval)
    assert ours.interval.low == pytest.approx(low, abs=0.02)
    assert ours.interval.high == pytest.approx(high, abs=0.02)


def test_where_groups_meet_too_few_samples_are_refused_and_left_out_of_the_gap() -> None:
    many = [Sample(True, True, (("g", "a"),))] * 40 + [Sample(True, False, (("g", "b"),))] * 40
    few = [Sample(True, True, (("g", "c"),))] * 5
    found = list(rates([*many, *few], ["accuracy"]))
    (gap,) = gaps(found)

    assert [type(one.rate) for one in found] == [Rate, Rate, Rate, Refused]
    assert gap.left_out == ((("g", "c"),),)
    assert (gap.least, gap.most, gap.value) == ((("g", "b"),), (("g", "a"),), 1.0)


def test_weights_count_and_cost_certainty() -> None:
    light = [Sample(False, False, weight=1.0)] * 90
    heavy = [Sample(False, True, weight=9.0)] * 10
    (found,) = rates([*light, *heavy], ["false-positive-rate"])

    assert isinstance(found.rate, Rate)
    assert found.rate.value == pytest.approx(0.5)
    assert found.rate.total < 100


texts = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(st.dictionaries(texts, texts, max_size=3))
def test_a_group_reads_as_it_was_written(named: dict[str, str]) -> None:
    group: Group = tuple(sorted(named.items()))

    assert attributes(written(group)) == group


def test_a_plain_word_is_a_group() -> None:
    assert attributes("female") == (("group", "female"),)
    assert attributes("b=2, a=1") == (("a", "1"), ("b", "2"))
    assert attributes("") == ()


def test_an_unknown_metric_is_refused() -> None:
    with pytest.raises(KeyError):
        list(rates([Sample(True, True)], ["kindness"]))


def test_a_filter_that_fails_in_one_domain_is_not_hidden_by_the_others() -> None:
    good = [Sample(True, True, domain="violence")] * 95 + [Sample(True, False, domain="violence")]
    bad = [Sample(True, False, domain="bio")] * 20 + [Sample(True, True, domain="bio")] * 20
    calm = [Sample(False, True, domain="bio")] * 3 + [Sample(False, False, domain="bio")] * 57
    found = {one.domain: one for one in by_domain([*good, *bad, *calm])}
    worst = found["bio"]

    assert list(found) == ["bio", "violence", ""]
    assert isinstance(worst.false_negative, Rate)
    assert worst.false_negative.value == pytest.approx(0.5)
    assert isinstance(worst.false_positive, Rate)
    assert worst.false_positive.value == pytest.approx(0.05)
    assert isinstance(found["violence"].false_positive, Refused)


def _of(one: GroupRate, names: list[str]) -> bool:
    return [name for name, _ in one.group] == names
