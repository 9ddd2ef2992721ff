"""Nothing that the complete example passes `house` by can go missing unnoticed.

Every fact, every field of every record and every file is taken away in turn, and the gate at the
public stage is asked again. Where what the checks say stays the same, the gate never rested on it.
Where it changes, the gate is closed, or the case is one of the alternatives that stand here by
name, each with its reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import tomlkit

from weighbridge import checks
from weighbridge.facts.distribution import Part
from weighbridge.facts.provenance import Reading
from weighbridge.facts.register import Recorded
from weighbridge.facts.release import Fact, Release, leaves
from weighbridge.findings import Check, Finding, Outcome
from weighbridge.gate import granted, open_policy
from weighbridge.readers import governance_records
from weighbridge.readers.blob import Blob
from weighbridge.readers.reading import read_release
from weighbridge.sources.memory import Memory
from weighbridge.verdicts.gate import Gate, decide
from weighbridge.verdicts.policies import meant
from weighbridge.verdicts.report import Report

COMPLETE = Path(__file__).parents[2] / "examples" / "complete"
PART = Part("complete", location="memory", source="memory")
DAY = date(2026, 11, 20)
POLICY = open_policy("house")
STAGE = "public"

ALTERNATIVES = {
    ("FileEntry", "release-was-read-whole"): "a file that is not listed is no part of the release",
    ("Card", "card-has-no-placeholders"): "the model's card is there; the data's is not demanded",
    ("LicenseClaim", "license-statements-agree"): "one statement less contradicts nothing",
    ("Sighting", "license-statements-agree"): "one place less contradicts nothing",
    ("Recorded", "decisions-have-evidence"): "a decision that nobody wrote down is not missed",
    ("Recorded", "use-cases-are-decided"): "a use that nobody wrote down is not missed",
}
"""What may go missing, and which check then says something else, with the reason."""
FIELDS = {
    "decisions/*:status": "without a status a decision counts as accepted, as it is",
    "decisions/*:evidence.?": "the other evidence of the decision is there",
    "objectives/accurate-in-*.toml:group": "it then speaks of all groups together",
    "plan.toml:stages.1": "a plan of two stages has soaked, too; `plan advance` refuses it",
    "reviews/*:findings.?": "a finding that nobody wrote down is not missed",
    "reviews/*:findings.?.id": "its number stands for its name",
    "reviews/*:findings.?.title": "its name stands for its title",
    "reviews/*:findings.[12].state": "it is not grave, and may be open",
    "risks/*:mitigations.?": "another mitigation is in place, or the risk is accepted",
    "risks/*:mitigations.?.title": "its number stands for its title",
    "risks/*:mitigations.?.state": "another mitigation is in place, or the risk is accepted",
    "risks/*:mitigations.0.evidence.?": "the other evidence of the mitigation is there",
    "risks/weaker-for-some-varieties.toml:mitigations": "the risk is accepted, by a decision",
}
"""Fields of records that may go missing, with the reason."""
FILES = {
    f"governance/use-cases/{name}.toml": "a use that nobody wrote down is not missed"
    for name in ("origin-of-a-person", "sorting-own-notes", "teaching")
}
"""Files that may go missing, with the reason."""
RESTED_ON = ("governance/", "evaluation/", "LICENSES/", "README", "SECURITY", "model.s", "REUSE")
"""Where the files lie that the gate rests on by name."""
ENTRY = {"governance-records-are-readable", "governance-references-resolve"}
"""Checks that speak of each entry by itself; the others say whether it is missed."""


@cache
def contents() -> Mapping[str, bytes]:
    files = (file for file in COMPLETE.rglob("*") if file.is_file())
    named = {file.relative_to(COMPLETE).as_posix(): file.read_bytes() for file in files}
    return {path: data for path, data in named.items() if "__pycache__" not in path}


def read(files: Mapping[str, bytes]) -> Release:
    return read_release("complete", [(PART, Memory(files))], as_of=DAY)


@cache
def whole() -> Release:
    return read(contents())


@cache
def asked() -> tuple[Check, ...]:
    """The checks that the policy names at the stage."""
    named = {check.partition("[")[0] for rule in POLICY.at(STAGE) for check in rule.checks()}
    return tuple(map(checks.find, sorted(named)))


Answers = dict[str, list[Finding]]


def answers(release: Release, kind: type | None = None, before: Answers | None = None) -> Answers:
    """What each check says; those that never look at a kind of fact say what they said before."""
    found = dict(before or {})
    for check in asked():
        looks = kind is None or any(
            issubclass(kind, leaf) for topic in check.needs.values() for leaf in _leaves(topic)
        )
        if looks:
            found[check.id] = checks.run([check], release, Reading.EVIDENCE)
    return found


def _leaves(topic: type) -> tuple[type, ...]:
    return tuple(leaves(topic).values()) if topic.__name__ != "AsOf" else ()


@cache
def held() -> Answers:
    return answers(whole())


def gate(release: Release, found: Answers) -> Gate:
    findings = tuple(
        one.read_in((Reading.EVIDENCE.value,)) for some in found.values() for one in some
    )
    return decide(
        POLICY,
        STAGE,
        Report("complete", "", "", str(DAY), findings=findings),
        waivers=tuple(granted(release)),
        as_of=DAY,
        evaluate=lambda _: (Outcome.UNKNOWN, ""),
    )


@cache
def is_demanded(check: str) -> bool:
    named = (name for rule in POLICY.at(STAGE) for name in rule.checks())
    return any(meant(name, check) for name in named)


def said(found: Answers) -> set[tuple[str, str, str]]:
    """What the checks say of what the policy demands."""
    every = (one for some in found.values() for one in some)
    return {(one.check, one.outcome, one.message) for one in every if is_demanded(one.check)}


def stays_open(release: Release, found: Answers) -> bool:
    """Whether the gate noticed a loss, and is open all the same."""
    return said(found) != said(held()) and gate(release, found).is_open


def test_the_complete_example_passes_at_its_public_stage() -> None:
    assert gate(whole(), held()).is_open


def without(fact: Fact) -> Release:
    kept = tuple(one for one in whole().facts if one is not fact)
    return replace(whole(), facts=kept)


def changed(found: Answers) -> set[str]:
    """The checks that say something else than of the whole release."""
    return {check.partition("[")[0] for check, _, _ in said(found) ^ said(held())}


def test_no_single_fact_can_go_missing_unnoticed() -> None:
    survivors: dict[tuple[str, str], list[str]] = {}
    noticed = 0
    for fact in whole().facts:
        release = without(fact)
        found = answers(release, type(fact), held())
        noticed += said(found) != said(held())
        if stays_open(release, found):
            for check in changed(found) - (ENTRY | {"governance-reviews-are-on-time"}):
                survivors.setdefault((type(fact).__name__, check), []).append(fact.at.place)

    assert noticed > 200
    assert {key: places for key, places in survivors.items() if key not in ALTERNATIVES} == {}
    assert set(ALTERNATIVES) == set(survivors)


def places(node: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every key and item of a TOML document."""
    steps = node.items() if isinstance(node, dict) else enumerate(node)
    for step, value in steps:
        yield (*above, step)
        if isinstance(value, dict | list):
            yield from places(value, (*above, step))


def cut(text: str, place: tuple[str | int, ...]) -> str:
    document = tomlkit.parse(text)
    node: Any = document
    for step in place[:-1]:
        node = node[step]
    del node[place[-1]]
    return tomlkit.dumps(document)


RECORDS = sorted(
    path for path in contents() if path.startswith("governance/") and path.endswith(".toml")
)


def without_field(path: str, place: tuple[str | int, ...]) -> Release:
    data = cut(contents()[path].decode(), place).encode()
    blob = Blob(PART, path, len(data), BytesIO(data))
    others = (f for f in whole().facts if not (isinstance(f, Recorded) and f.at.path == path))
    return replace(whole(), facts=(*others, *governance_records.read.read(blob)))


def test_no_field_of_a_record_can_go_missing_unnoticed() -> None:
    survivors = []
    for path in RECORDS:
        for place in places(tomlkit.parse(contents()[path].decode()).unwrap()):
            release = without_field(path, place)
            if stays_open(release, answers(release, Recorded, held())):
                field = ".".join(map(str, place))
                survivors.append(f"{path.removeprefix('governance/')}:{field}")

    met = {pattern for one in survivors for pattern in FIELDS if fnmatchcase(one, pattern)}
    assert [one for one in survivors if not any(fnmatchcase(one, p) for p in FIELDS)] == []
    assert met == set(FIELDS)


def test_no_file_can_go_missing_unnoticed() -> None:
    survivors = []
    for path in sorted(one for one in contents() if one.startswith(RESTED_ON)):
        release = read({name: data for name, data in contents().items() if name != path})
        found = answers(release)
        if stays_open(release, found) and changed(found) - _OF_EACH_FILE:
            survivors.append(path)

    assert survivors == list(FILES)


_OF_EACH_FILE = {"no-file-is-dangerous", "no-secrets-are-published", "release-was-read-whole"}
"""Checks that count files, and so say something else of one less."""
