"""Decisions on record: what is in force, and what settles nothing."""

import pytest

from conftest import Read
from weighbridge.facts.distribution import Gap
from weighbridge.facts.governance import RecordedDecision
from weighbridge.facts.release import Release

TAKEN = b"""title = "Keep"
status = "accepted"
date = 2026-11-01
subjects = ["dataset:example/data"]
decision = "It stays."
[[deciders]]
name = "Ada Example"
role = "release owner"
"""


def _decisions(release: Release) -> list[RecordedDecision]:
    return [fact for fact in release.facts if isinstance(fact, RecordedDecision)]


def test_a_decision_is_read_with_who_took_it_and_when(read: Read) -> None:
    (found,) = _decisions(read({"governance/decisions/0001-keep.toml": TAKEN}))

    assert (found.id, found.date, found.status) == ("0001-keep", "2026-11-01", "accepted")
    assert found.decided_by == "Ada Example (release owner)"
    assert found.subjects == ("dataset:example/data",)
    assert found.in_force
    assert found.at.lines == (5, 5)


@pytest.mark.parametrize(
    "without", [b'"accepted"', b"date = 2026-11-01", b'decision = "It stays."', b"role = "]
)
def test_what_lacks_a_part_is_not_in_force(read: Read, without: bytes) -> None:
    text = TAKEN.replace(without, b'"proposed"' if without == b'"accepted"' else b"#")
    found = _decisions(read({"governance/decisions/0001-keep.toml": text}))

    assert not any(one.in_force for one in found)


def test_a_decision_with_a_mistake_is_a_gap(read: Read) -> None:
    release = read({"governance/decisions/0001-keep.toml": b"status = [\n"})

    assert _decisions(release) == []
    assert any(isinstance(fact, Gap) for fact in release.facts)


def test_a_decision_of_another_project_is_not_its_own(read: Read) -> None:
    assert _decisions(read({"third_party/x/governance/decisions/0001-keep.toml": TAKEN})) == []
