"""Checks of the register: taking evidence away never makes a finding pass."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge import checks
from weighbridge.audit import open_release
from weighbridge.facts.distribution import FileEntry
from weighbridge.facts.provenance import Reading
from weighbridge.facts.register import Recorded
from weighbridge.facts.release import Fact, Release
from weighbridge.findings import Outcome
from weighbridge.findings.finding import overall
from weighbridge.records.governance import KINDS

EXAMPLES = Path(__file__).parents[2] / "examples"
ASKED = [
    *("governance-records-are-readable", "risks-have-owners", "risks-are-rated"),
    *("mitigations-have-evidence", "decisions-have-evidence", "governance-reviews-are-on-time"),
    *("review-findings-are-closed", "use-cases-are-decided", "waivers-are-valid"),
    *("stage-is-signed-off", "stage-has-soaked"),
]
EVIDENCE = {
    "risk": ["owner", "review_by", "inherent", "residual"],
    "objective": ["evidence", "owner", "review_by"],
    "decision": ["context", "date", "deciders", "decision", "evidence", "status"],
    "plan": ["entered", "events", "review_by", "sign_offs"],
    "review": ["countersignatures", "findings", "report", "state"],
    "use-case": ["allowed", "conditions", "evidence", "rationale", "review_by"],
}
"""Fields that show something; the others claim or demand it."""


@cache
def release(name: str) -> Release:
    return open_release(str(EXAMPLES / name), as_of=date(2026, 11, 20), offline=True)


def outcomes(facts: Iterable[Fact], name: str) -> dict[str, Outcome]:
    judged = replace(release(name), facts=tuple(facts))
    found: dict[str, list[Any]] = {}
    for one in checks.run(map(checks.find, ASKED), judged, Reading.EVIDENCE):
        found.setdefault(one.check, []).append(one)
    return {check: overall(held) for check, held in found.items()}


def leaves(name: str) -> list[Fact]:
    return [f for f in release(name).facts if isinstance(f, FileEntry | Recorded)]


def without(recorded: Recorded, field: str) -> Recorded:
    """An entry with one field as it stands in an empty one."""
    empty = getattr(KINDS[recorded.kind](), field)
    return replace(recorded, entry=replace(recorded.entry, **{field: empty}))


def passing(found: dict[str, Outcome]) -> set[str]:
    return {check for check, outcome in found.items() if outcome is Outcome.PASS}


@pytest.mark.parametrize("name", ["complete", "claiming"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_facts_that_are_taken_away_never_make_a_finding_pass(
    name: str, data: st.DataObject
) -> None:
    facts = leaves(name)
    gone = data.draw(st.sets(st.sampled_from(range(len(facts)))))
    left = [fact for number, fact in enumerate(facts) if number not in gone]

    assert passing(outcomes(left, name)) <= passing(outcomes(facts, name))


@pytest.mark.parametrize("name", ["complete", "claiming"])
def test_no_field_that_is_taken_away_makes_a_finding_pass(name: str) -> None:
    facts = leaves(name)
    before = passing(outcomes(facts, name))
    made = [
        (recorded.at.path, field)
        for number, recorded in enumerate(facts)
        if isinstance(recorded, Recorded)
        for field in EVIDENCE[recorded.kind]
        if not passing(
            outcomes([*facts[:number], without(recorded, field), *facts[number + 1 :]], name)
        )
        <= before
    ]
    assert made == []


def test_each_field_that_shows_something_is_missed() -> None:
    """Without it a finding of its own entry no longer passes, but for what nothing asks for."""
    facts = leaves("complete")
    before = passing(outcomes(facts, "complete"))
    unmissed = set()
    for number, recorded in enumerate(facts):
        if isinstance(recorded, Recorded):
            for field in EVIDENCE[recorded.kind]:
                changed = without(recorded, field)
                after = outcomes([*facts[:number], changed, *facts[number + 1 :]], "complete")
                if changed != recorded and before <= passing(after):
                    unmissed.add(f"{recorded.kind}.{field}")
    assert unmissed == {
        "decision.context",  # said for readers
        "objective.evidence",  # any result may decide it
        "objective.owner",  # the risks it protects have owners
        "use-case.evidence",  # its rationale is
        "review.report",  # its findings are named
    }


def test_every_field_is_spelled_as_its_kind_has_it() -> None:
    for kind, named in EVIDENCE.items():
        assert set(named) <= {field.name for field in fields(KINDS[kind])}


@pytest.mark.parametrize("check", ASKED)
def test_without_a_register_nothing_passes(check: str) -> None:
    files = [fact for fact in leaves("complete") if isinstance(fact, FileEntry)]
    found = {k: v for k, v in outcomes(files, "complete").items() if k.startswith(check)}

    assert set(found.values()) == {Outcome.UNKNOWN}
