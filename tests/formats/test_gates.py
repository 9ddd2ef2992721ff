import json
import re
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from weighbridge.findings import Evidence, Finding, Outcome, Severity
from weighbridge.formats import Look, _gates
from weighbridge.records.governance import Waiver
from weighbridge.verdicts.gate import Gate, decide
from weighbridge.verdicts.gate_json import DecisionError, earlier, schema
from weighbridge.verdicts.policy_files import load
from weighbridge.verdicts.report import PartRow, Report
from weighbridge.verdicts.waivers import Granted

DAY = date(2026, 11, 20)
EVIL = "::error::x%0A\n::set-output\x1b[31m|@all <b> [a](http://x)\u202e,:"
RULES = [
    {"id": "safe", "title": "It is safe", "owner": "security", "severity": "critical"},
    {"id": "kept", "title": "It is kept"},
    {"id": "told", "title": "It is told"},
    {"id": "rare", "title": "It is rare", "when": "never"},
]
CHECKS = {"safe": "a", "kept": "b", "told": "c", "rare": "d"}


def finding(check: str, outcome: Outcome, message: str = "") -> Finding:
    at = Evidence("r", "docs/card.md", lines=(3, 5), quote="words")
    said = message or f"{check} is {outcome}."
    return Finding(
        outcome, said, (at,), check, Severity.LOW, readings=("evidence",), remedy=f"Mend {check}."
    )


def decided(message: str = "", *, waived: bool = False) -> tuple[Gate, Report]:
    rules = [rule | {"requires": CHECKS[rule["id"]]} for rule in RULES]
    policy = load("house", {"house": {"stages": ["public"], "rules": rules}}.__getitem__)
    findings = (
        finding("a", Outcome.FAIL, message),
        finding("b", Outcome.UNKNOWN),
        finding("c", Outcome.PASS),
        finding("never", Outcome.FAIL),
    )
    part = PartRow("r", "", "release", "folder", None, 1, 1)
    report = Report("r", "1", "0", "2026-11-20", parts=(part,), findings=findings)
    held = Waiver("", "a", "", "for now", "Ada", "Ada", "Grace", until=date(2026, 12, 1))
    at = Evidence("r", "governance/waivers/w.toml")
    waivers = [Granted("w", held, at)] if waived else []
    gate = decide(
        policy, "public", report, waivers=waivers, as_of=DAY,
        evaluate=lambda _: (Outcome.UNKNOWN, ""),
    )  # fmt: skip
    return gate, report


def written(name: str, message: str = "", **more: bool) -> str:
    return _gates.find(name).render(*decided(message, **more))


@pytest.mark.parametrize("name", _gates.names())
def test_every_format_says_what_fails_and_is_unknown(name: str) -> None:
    text = written(name)
    assert text.endswith("\n")
    assert "a is fail." in text
    assert "b is unknown." in text


@pytest.mark.parametrize("name", [name for name in _gates.names() if name != "json"])
def test_no_format_lets_the_words_of_a_release_act(name: str) -> None:
    text = written(name, EVIL)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert not re.search(r"^::(set-output|error::x)", text, re.MULTILINE)


def test_text_names_the_owner_the_place_and_the_way_out() -> None:
    text = written("text")
    assert "The gate is closed. 1 of 3 demands holds." in text
    assert "  x It is safe (critical, for security)\n      a is fail. (docs/card.md:3)" in text
    assert "  - It is rare (does not apply)" in text
    assert "1. Mend a." in text
    assert "Next: weighbridge explain a" in text


def test_text_shows_what_is_waived() -> None:
    assert "! waived until 2026-12-01 by w (Ada): a is fail." in written("text", waived=True)


def test_text_is_coloured_where_it_can_be() -> None:
    text = _gates.find("text").render(*decided(), Look(60, color=True))
    assert "\x1b[31mThe gate is closed." in text


def test_json_keeps_to_its_schema_and_is_read_again() -> None:
    value = json.loads(written("json", waived=True))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(value, schema())
    assert value["demands"]["waivers"][0]["id"] == "w"
    assert earlier(written("json"))["digest"] == value["digest"]


@pytest.mark.parametrize(
    ("text", "cause"),
    [("{", "no JSON"), ("[]", "no decision"), ("{}", "no decision"),
     ('{"schema": 99, "demands": {}, "digest": ""}', "version 99")],
)  # fmt: skip
def test_what_is_no_decision_is_refused(text: str, cause: str) -> None:
    with pytest.raises(DecisionError, match=cause):
        earlier(text)


def test_junit_has_a_case_for_each_demand() -> None:
    root = ET.fromstring(written("junit"))  # noqa: S314  # our own
    cases = {case.get("name"): [child.tag for child in case] for case in root.iter("testcase")}
    assert cases == {
        "It is safe": ["failure"],
        "It is kept": ["failure"],
        "It is told": [],
        "It is rare": ["skipped"],
    }
    assert (root.get("tests"), root.get("failures")) == ("4", "2")


def test_junit_fails_where_the_ratchet_closes_and_passes_where_it_warns() -> None:
    gate, report = decided()
    weaker = gate.held_against(("A rule is gone.",), "closed")
    root = ET.fromstring(_gates.find("junit").render(weaker, report))  # noqa: S314  # our own
    assert root.get("failures") == "3"


def test_github_annotates_the_file_where_the_workflow_stands() -> None:
    lines = written("github").splitlines()
    assert lines[0] == "::error title=house%2C stage public::The gate is closed."
    assert lines[1] == (
        "::error file=release/docs/card.md,line=3,endLine=5,title=It is safe::a is fail. Mend a."
    )


def test_gitlab_reads_the_code_quality_it_knows() -> None:
    entries: list[dict[str, Any]] = json.loads(written("gitlab"))
    assert [entry["severity"] for entry in entries] == ["blocker", "critical"]
    assert entries[0]["location"] == {"path": "release/docs/card.md", "lines": {"begin": 3}}
    assert len({entry["fingerprint"] for entry in entries}) == 2


def test_sarif_keeps_to_its_schema() -> None:
    package = find_spec("check_jsonschema")
    log = json.loads(written("sarif"))
    assert [result["kind"] for result in log["runs"][0]["results"]] == ["fail", "open"]
    if package is None or package.origin is None:
        pytest.skip("check-jsonschema, which ships schemas, is not installed")
    vendor = Path(package.origin).parent / "builtin_schemas"
    for file in vendor.rglob("sarif*.json"):
        jsonschema.validate(log, json.loads(file.read_text("utf-8")))


def test_markdown_is_a_table_that_holds_its_cells() -> None:
    text = written("markdown", EVIL)
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows[:6]} == {6}
    assert "### The shortest way to open it" in text
