"""SARIF 2.1.0, held against the schema that npm's `@microsoft/jest-sarif` ships."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sample_reports import EVERY, claiming, empty
from weighbridge import formats
from weighbridge.findings import Evidence, Finding, Outcome, Severity
from weighbridge.formats._fingerprints import fingerprints
from weighbridge.verdicts.report import PartRow, Report

_PACKAGE = Path(__file__).parents[2] / "node_modules" / "@microsoft" / "jest-sarif"
SCHEMA = _PACKAGE / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
needs_schema = pytest.mark.skipif(
    not SCHEMA.exists(), reason="the schema of SARIF is not installed: npm install"
)
CARD = Evidence("code", "README.md", (12, 14), None, "ab" * 32)


def written(*reports: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(formats.find("sarif").render(reports))
    return found


def run_of(*findings: Finding, parts: tuple[PartRow, ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = written(replace(empty(), findings=findings, parts=parts))["runs"][0]
    return found


def failing(message: str = "It fails.", *at: Evidence) -> Finding:
    return Finding(Outcome.FAIL, message, at, "weights-load-safely", Severity.HIGH)


def uri_of(path: str) -> str:
    [result] = run_of(failing("It fails.", Evidence("code", path)))["results"]
    found: str = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return found


@needs_schema
@pytest.mark.parametrize("name", EVERY)
def test_a_log_keeps_to_the_schema(name: str) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))

    jsonschema.Draft7Validator(schema).validate(written(EVERY[name]()))


@needs_schema
def test_the_schema_refuses_a_level_that_is_none() -> None:
    log = written(claiming())
    log["runs"][0]["results"][0]["level"] = "dreadful"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(log)


def test_each_release_is_a_run_under_an_id_of_its_own() -> None:
    runs = written(claiming(), claiming(), empty())["runs"]

    assert [run["automationDetails"]["id"] for run in runs] == [
        "weighbridge/tiny-guess/",
        "weighbridge/tiny-guess-2/",
        "weighbridge/nothing/",
    ]


def test_a_rule_is_a_check_whatever_entry_it_was_asked_about() -> None:
    run = written(claiming())["runs"][0]
    results = {r["properties"]["check"]: r for r in run["results"]}
    result = results["component-is-present[training-code]"]

    assert result["ruleId"] == "component-is-present"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "component-is-present"


def test_a_rule_brings_its_manual_page() -> None:
    [rule] = run_of(failing())["tool"]["driver"]["rules"]

    assert "## How to fix" in rule["help"]["markdown"]
    assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])


def test_a_check_that_is_no_more_is_still_a_rule() -> None:
    [rule] = run_of(replace(failing(), check="card-is-blue"))["tool"]["driver"]["rules"]

    assert rule["shortDescription"]["text"] == "card-is-blue"


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        (Severity.CRITICAL, "error"),
        (Severity.HIGH, "error"),
        (Severity.MEDIUM, "warning"),
        (Severity.LOW, "note"),
        (Severity.INFO, "note"),
    ],
)
def test_a_level_follows_from_the_severity(severity: Severity, level: str) -> None:
    [result] = run_of(replace(failing(), severity=severity))["results"]

    assert (result["kind"], result["level"]) == ("fail", level)


def test_what_is_unknown_is_open_and_has_no_level() -> None:
    [result] = run_of(replace(failing(), outcome=Outcome.UNKNOWN))["results"]

    assert (result["kind"], result["level"]) == ("open", "none")


def test_what_holds_or_does_not_apply_is_not_listed() -> None:
    kept = [replace(failing(), outcome=o) for o in (Outcome.PASS, Outcome.NOT_APPLICABLE)]

    assert run_of(*kept)["results"] == []


def test_a_fingerprint_outlives_a_shift_of_lines() -> None:
    before = failing("The card has a placeholder (README.md:12), see line 12.", CARD)
    after = failing(
        "The card has a placeholder (README.md:40), see line 40.", replace(CARD, lines=(40, 42))
    )

    assert fingerprints([before]) == fingerprints([after])


@pytest.mark.parametrize(
    "other",
    [
        failing("Another sentence.", CARD),
        failing("It fails.", replace(CARD, path="CARD.md")),
        replace(failing("It fails.", CARD), check="weights-are-not-pointers"),
    ],
)
def test_a_fingerprint_tells_findings_apart(other: Finding) -> None:
    assert fingerprints([failing("It fails.", CARD)]) != fingerprints([other])


def test_equal_findings_of_one_file_have_fingerprints_of_their_own() -> None:
    assert len(set(fingerprints([failing("It fails.", CARD)] * 3))) == 3


def test_a_region_has_lines_or_bytes() -> None:
    weights = Evidence("weights", "model.bin", None, (16, 512))
    [result] = run_of(failing("It fails.", CARD, weights))["results"]
    regions = [at["physicalLocation"]["region"] for at in result["locations"]]

    assert regions == [{"startLine": 12, "endLine": 14}, {"byteOffset": 16, "byteLength": 496}]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ü#1?.md", "a%20b/%C3%BC%231%3F.md"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("//host/share", "%2F/host/share"),
        ("latin-\udce9.md", "latin-%E9.md"),
        ("half-\ud800.md", "half-%5Cud800.md"),
        ("", "."),
    ],
)
def test_a_path_is_a_relative_reference(path: str, uri: str) -> None:
    assert uri_of(path) == uri


def test_a_part_in_a_folder_lies_under_the_root() -> None:
    inside = PartRow("code", "code", "./my code", "folder", None, 1, 1)
    outside = PartRow("data", "data", "/srv/data", "folder", None, 1, 1)
    bases = run_of(parts=(inside, outside))["originalUriBaseIds"]

    assert bases["code"]["uri"] == "my%20code/"
    assert bases["code"]["uriBaseId"] == "%SRCROOT%"
    assert "uri" not in bases["data"]


def test_a_file_is_listed_once_with_its_digest() -> None:
    [artifact] = run_of(failing("One.", CARD), failing("Two.", CARD))["artifacts"]

    assert artifact["hashes"] == {"sha-256": "ab" * 32}


def test_a_result_without_evidence_still_has_a_place() -> None:
    [result] = run_of(failing())["results"]

    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "."


def test_no_word_of_a_release_becomes_a_link() -> None:
    [result] = run_of(failing("See [this](https://evil.example)."))["results"]

    assert "](" not in result["message"]["text"].replace("\\](", "")


def test_a_part_without_a_name_is_the_root() -> None:
    unnamed = PartRow("", "", "x", "folder", None, 1, 1)

    assert set(run_of(parts=(unnamed,))["originalUriBaseIds"]) == {"%SRCROOT%"}
