"""JUnit XML, read back by a parser of XML."""

from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest

from sample_reports import EVERY, claiming, complete, empty
from weighbridge import formats
from weighbridge.findings import Evidence, Finding, Outcome, Severity
from weighbridge.verdicts.report import Report


def written(*reports: Report) -> Element:
    return fromstring(formats.find("junit").render(reports).encode())  # noqa: S314  # our own


def case_of(*findings: Finding) -> Element:
    found = written(replace(empty(), findings=findings)).find("testsuite/testcase")
    assert found is not None
    return found


@pytest.mark.parametrize("name", EVERY)
def test_the_counts_are_those_of_the_cases(name: str) -> None:
    root = written(EVERY[name]())
    cases = root.findall("testsuite/testcase")

    assert int(root.get("tests", "")) == len(cases)
    assert int(root.get("failures", "")) == len(root.findall("testsuite/testcase/failure"))
    assert int(root.get("skipped", "")) == len(root.findall("testsuite/testcase/skipped"))


def test_each_release_is_a_suite() -> None:
    names = [suite.get("name") for suite in written(claiming(), complete())]

    assert names == ["tiny-guess 1.0", "tiny-whole 1.0"]


def test_a_failure_says_what_where_and_how_to_mend_it() -> None:
    at = Evidence("code", "README.md", (12, 14))
    case = case_of(Finding(Outcome.FAIL, "It fails.", (at,), "a-claim[x]", remedy="Mend it."))
    failure = case.find("failure")

    assert (case.get("classname"), case.get("name")) == ("weighbridge.a-claim", "a-claim[x]")
    assert failure is not None
    assert failure.get("message") == "It fails."
    assert failure.text == "It fails. (README.md:12) Mend it."


def test_what_is_unknown_is_skipped_and_says_why() -> None:
    skipped = case_of(Finding(Outcome.UNKNOWN, "Nobody knows.", (), "a-claim")).find("skipped")

    assert skipped is not None
    assert skipped.get("message") == "Nobody knows."


def test_a_claim_that_holds_is_a_case_without_a_word() -> None:
    assert list(case_of(Finding(Outcome.PASS, "It holds.", (), "a-claim"))) == []


def test_the_worst_answer_of_a_check_is_its_own() -> None:
    case = case_of(
        Finding(Outcome.PASS, "One file is fine.", (), "a-claim"),
        Finding(Outcome.FAIL, "Another is not.", (), "a-claim", Severity.HIGH),
        Finding(Outcome.FAIL, "Nor is a third.", (), "a-claim", Severity.HIGH),
    )

    assert case.findtext("failure") == "Another is not.\nNor is a third."


def test_what_holds_only_on_the_publishers_word_is_left_out() -> None:
    claimed = Finding(Outcome.PASS, "It says so.", (), "a-claim", readings=("claims",))

    assert written(replace(empty(), findings=(claimed,))).findall("testsuite/testcase") == []
