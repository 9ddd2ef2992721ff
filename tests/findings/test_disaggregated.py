"""From counts in outputs to rates by group."""

from dataclasses import replace

import pytest

from weighbridge.facts.evaluation import Evaluation, EvaluationRun, Tally
from weighbridge.facts.provenance import Evidence
from weighbridge.findings.disaggregated import apart, slices
from weighbridge.findings.statistics.groups import written
from weighbridge.findings.statistics.proportions import Rate, Refused
from weighbridge.verdicts.evaluated import told

AT = Evidence("release", "evaluation/verdicts.csv")
RUN = EvaluationRun(AT, "run", "labelled-verdicts", completed=True)
COUNTS = {
    "": (150, 400),
    "age=old; gender=female": (60, 100),
    "age=old; gender=male": (50, 100),
    "age=young; gender=female": (30, 100),
    "age=young; gender=male": (10, 100),
}


def _evaluation(run: EvaluationRun = RUN) -> Evaluation:
    tallies = tuple(
        Tally(AT, "run", "selection-rate", "", group, "", hits, total)
        for group, (hits, total) in COUNTS.items()
    )
    return Evaluation(runs=(run,), tallies=tallies)


def test_where_only_crossed_groups_are_counted_each_attribute_is_added_up() -> None:
    found = {written(one.group): (one.successes, one.total) for one in slices(_evaluation())}

    assert found["age=old"] == (110, 200)
    assert found["gender=male"] == (60, 200)
    assert found["age=young; gender=male"] == (10, 100)
    assert found[""] == (150, 400)


def test_gaps_are_told_for_each_attribute_and_for_both_crossed() -> None:
    found = {one.gap.attributes: one for one in apart(slices(_evaluation()))}

    assert found["age",].gap.value == pytest.approx(0.35)
    assert found["gender",].gap.value == pytest.approx(0.15)
    assert found["age", "gender"].gap.value == pytest.approx(0.5)
    assert all(one.interval for one in found.values())


def test_an_unsound_run_tells_its_rates_with_the_flaw_and_no_gap() -> None:
    found = list(slices(_evaluation(replace(RUN, limited=True))))

    assert all("only a part" in one.flaw for one in found)
    assert list(apart(found)) == []


def test_impossible_counts_state_no_rate() -> None:
    wrong = Tally(AT, "run", "accuracy", successes=9, total=3)
    (found,) = slices(Evaluation(runs=(RUN,), tallies=(wrong,)))

    assert isinstance(found.rate, Refused)


def test_a_report_has_a_row_for_each_rate() -> None:
    report = told(slices(_evaluation()))

    assert report
    assert len(report.rates) == len(COUNTS) + 4
    assert report.rates[0].rate == pytest.approx(0.375)
    assert isinstance(next(slices(_evaluation())).rate, Rate)


def test_without_counts_there_is_no_report_of_them() -> None:
    assert told(slices(Evaluation())) is None
