"""Every check answers as its case file says, which is also the example on its manual page."""

from dataclasses import replace
from pathlib import Path

import pytest

from case_files import Case, cases_in
from conftest import Read
from weighbridge import checks
from weighbridge.facts import previous
from weighbridge.facts.provenance import Reading

CASES = Path(__file__).parent / "cases"


def _every_case() -> list[object]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}: {case.title}")
        for file in sorted(CASES.glob("*.md"))
        for case in cases_in(file)
    ]


@pytest.mark.parametrize(("check", "case"), _every_case())
def test_a_check_answers_as_its_case_says(read: Read, check: str, case: Case) -> None:
    release = read(case.files)
    if case.before:
        earlier = previous.of(read(case.before))
        release = replace(release, facts=(*release.facts, *earlier))
    findings = checks.run([checks.find(check)], release, Reading(case.reading))

    assert case.differences(findings) == []


@pytest.mark.parametrize("check", sorted(checks.names()))
def test_a_check_has_a_passing_and_a_failing_case(check: str) -> None:
    outcomes = {line.outcome for case in cases_in(CASES / f"{check}.md") for line in case.expected}

    assert {"pass", "fail"} <= outcomes
