"""What holds of every check, so that adding one needs no more than its two files."""

import re
from pathlib import Path

import pytest

from weighbridge import checks
from weighbridge.facts.release import leaves

TOPICS = {
    "licensing",
    "weights",
    "code",
    "data",
    "card",
    "evaluation",
    "safety",
    "provenance",
    "governance",
    "community",
    "distribution",
}
CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize("check", sorted(checks.names()))
def test_its_id_is_its_files_name(check: str) -> None:
    assert checks.find(check).id == check
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)+", check)


@pytest.mark.parametrize("check", sorted(checks.names()))
def test_it_lives_under_a_topic(check: str) -> None:
    assert checks.find(check).topic in TOPICS


@pytest.mark.parametrize("check", sorted(checks.names()))
def test_its_manual_states_the_claim_the_reason_and_the_fix(check: str) -> None:
    manual = checks.find(check).manual
    claim, _, rest = manual.partition("\n\n")

    assert claim.endswith(".")
    assert "## How to fix\n\n" in rest
    assert len(rest.split()) > 20


@pytest.mark.parametrize("check", sorted(checks.names()))
def test_what_it_asks_for_are_topics_of_facts(check: str) -> None:
    for topic in checks.find(check).needs.values():
        assert topic.__name__ == "AsOf" or leaves(topic)


def test_every_case_file_belongs_to_a_check() -> None:
    assert {file.stem for file in CASES.glob("*.md")} == set(checks.names())


def test_every_id_is_answered_once() -> None:
    ids = [one for check in checks.every() for one in check.ids()]

    assert len(ids) == len(set(ids))
