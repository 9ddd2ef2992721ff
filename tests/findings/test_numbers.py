"""Stated and obtained numbers: which belong together, and how far apart they may lie."""

from decimal import Decimal

import pytest

from weighbridge.findings.numbers import Number, Outcome, Pair, paired, parsed, words_of


def _pair(stated: Number, *obtained: Number, tolerance: str = "0") -> Pair:
    (pair,) = paired([stated], obtained, Decimal(tolerance))
    return pair


def _number(name: str, text: str, needed: str = "", own: str = "") -> Number:
    return Number("file:1", words_of(name), text, words_of(needed), own)


def test_the_same_words_belong_together() -> None:
    pair = _pair(_number("accuracy on the test set", "0.994"), _number("test.accuracy", "0.9939"))

    assert (pair.outcome, pair.how) == (Outcome.MATCH, "same words")


def test_the_same_place_comes_before_the_same_words() -> None:
    here = _number("accuracy", "0.5", own="results.json accuracy")
    pair = _pair(here, _number("accuracy", "0.9"), _number("a", "0.5", own="results.json accuracy"))

    assert (pair.outcome, pair.how) == (Outcome.MATCH, "same place")


def test_a_number_that_lies_too_far_is_different() -> None:
    pair = _pair(_number("accuracy", "0.90"), _number("accuracy", "0.82"), tolerance="0.01")

    assert pair.outcome is Outcome.DIFFERENT


@pytest.mark.parametrize(("obtained", "outcome"), [("0.915", "match"), ("0.9151", "different")])
def test_rounding_comes_on_top_of_the_tolerance(obtained: str, outcome: str) -> None:
    pair = _pair(_number("accuracy", "0.90"), _number("accuracy", obtained), tolerance="0.01")

    assert pair.outcome == outcome


def test_a_percentage_is_held_against_the_share() -> None:
    pair = _pair(_number("accuracy", "99.4%"), _number("accuracy", "0.99391"), tolerance="0.001")

    assert pair.outcome is Outcome.MATCH


def test_a_group_is_not_held_against_the_whole() -> None:
    stated = _number("accuracy language de", "0.9", needed="accuracy language de")

    assert _pair(stated, _number("accuracy", "0.7")).outcome is Outcome.NOT_COMPARED


def test_two_numbers_of_one_name_are_not_compared() -> None:
    pair = _pair(_number("accuracy", "0.9"), _number("accuracy", "0.9"), _number("accuracy", "0.7"))

    assert pair.how == "several numbers bear its name"


def test_one_number_written_twice_is_taken_as_written_longest() -> None:
    pair = _pair(_number("f1", "0.87"), _number("f1", "0.87"), _number("f1", "0.8686"))

    assert pair.obtained is not None
    assert (pair.outcome, pair.obtained.text) == (Outcome.MATCH, "0.8686")


def test_a_tolerance_beside_the_number_decides() -> None:
    stated = Number("file:1", words_of("accuracy"), "0.9", tolerance=Decimal("0.2"))

    assert _pair(stated, _number("accuracy", "0.75")).outcome is Outcome.MATCH


def test_what_is_no_number_is_not_compared() -> None:
    assert _pair(_number("accuracy", "0.9"), _number("accuracy", "high")).how == "it is no number"


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.81 ± 0.02", "0.81"), ("1,343", "1343"), ("~ 3e-2", "0.03"), ("n/a", None)],
)
def test_numbers_are_read_as_people_write_them(text: str, value: str | None) -> None:
    assert parsed(text) == (None if value is None else Decimal(value))
