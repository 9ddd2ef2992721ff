"""Rates by domain and group, in every format people read."""

import re
from dataclasses import replace
from html import unescape

import pytest

from sample_reports import claiming, hostile, measured
from weighbridge import formats
from weighbridge.formats import Look, _evaluation
from weighbridge.verdicts.report import Evaluated, Report
from weighbridge.verdicts.report_json import from_json, to_json

READ_BY_PEOPLE = ("html", "markdown", "text")


def _evaluated(report: Report) -> Evaluated:
    assert report.evaluation
    return report.evaluation


@pytest.mark.parametrize("name", READ_BY_PEOPLE)
def test_rates_are_told_where_there_are_any_and_left_out_elsewhere(name: str) -> None:
    form = formats.find(name)

    assert "12.0 % (8.2 % to 17.2 %)" in " ".join(form.render([measured()]).split())
    assert "evaluations measured" not in form.render([claiming()])


def test_a_report_without_rates_has_no_such_field_and_one_with_them_reads_back() -> None:
    assert "evaluation" not in to_json(claiming())
    assert from_json(to_json(measured())) == measured()


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_a_rate_on_too_few_samples_is_not_stated_and_says_why(name: str) -> None:
    written = unescape(formats.find(name).render([measured()]))

    assert "7 samples are too few; it takes 30." in written
    assert "0 of 7" in written


@pytest.mark.parametrize("name", READ_BY_PEOPLE)
def test_a_run_that_is_no_evidence_says_so(name: str) -> None:
    written = " ".join(formats.find(name).render([measured()]).split())

    assert "It does not count, since the run was limited." in written


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_how_far_groups_lie_apart_is_a_sentence(name: str) -> None:
    written = unescape(formats.find(name).render([measured()])).replace("\\", "")

    assert "language=de lies 16.0 points above language=en" in written
    assert "95 % interval 7.0 points to 25.0 points" in written


def test_the_picture_has_a_title_and_a_dot_on_its_interval_for_each_stated_rate() -> None:
    page = formats.find("html").render([measured()])
    drawn = re.findall(r'<svg class="rates-picture".*?</svg>', page, re.DOTALL)

    assert len(drawn) == 3
    assert drawn[0].count("<circle") == 4
    assert drawn[0].count("not stated") == 1
    assert all("<title id=" in one and "<desc id=" in one for one in drawn)


def test_every_end_of_an_interval_lies_on_the_axis_and_in_order() -> None:
    for panel in _evaluation.panels(_evaluated(measured())):
        for mark in panel.marks:
            if mark.x is not None:
                assert mark.low is not None
                assert mark.high is not None
                ends = (_evaluation.LEFT, mark.low, mark.x, mark.high, _evaluation.RIGHT)
                assert list(ends) == sorted(ends)


def test_many_rates_are_drawn_in_part_and_told_whole() -> None:
    evaluated = _evaluated(measured())
    many = tuple(replace(evaluated.rates[1], domain=f"d{n}") for n in range(60))
    (panel,) = _evaluation.panels(Evaluated(many))
    page = formats.find("html").render([replace(measured(), evaluation=Evaluated(many))])

    assert (len(panel.marks), panel.left_out) == (24, 36)
    assert "36 rates more: see the table." in page
    assert ">d59</th>" in page


def test_hostile_words_stay_words() -> None:
    for name in READ_BY_PEOPLE:
        written = formats.find(name).render([hostile()], Look(color=False))

        assert "<script>" not in written or name == "text"
        assert "\x1b[31m" not in written
