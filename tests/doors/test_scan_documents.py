"""`weighbridge scan --format json` and `sarif`, the latter held against its schema."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from harm import archives
from harm import pickles as p
from weighbridge.catalogs.vocabularies import scan_rules

Run = Callable[..., Any]
_PACKAGE = Path(__file__).parents[2] / "node_modules" / "@microsoft" / "jest-sarif"
SCHEMA = _PACKAGE / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    files = {
        "a file.pt": archives.torch(p.pickle(p.attack())),
        "b.pkl": p.pickle(p.named("sklearn.pipeline", "Pipeline") + b")\x81}b"),
        "c.bin": b"Rar!\x1a\x07\x01\0" + bytes(40),
        "d.txt": b"hello\n",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_json_counts_every_outcome_and_offers_a_safe_form(run: Run, scanned: Path) -> None:
    document = json.loads(run("scan", scanned, "--format", "json").stdout)

    assert document["counts"] == {
        "data-only": 1, "runs-code": 1, "incomplete": 1, "dangerous": 1
    }  # fmt: skip
    [pickle] = [one for one in document["files"] if one["outcome"] == "runs-code"]
    assert pickle["names"] == ["sklearn.pipeline.Pipeline"]
    assert "skops" in pickle["remedy"]


def test_the_text_offers_a_safe_form(run: Run, scanned: Path) -> None:
    assert b"skops.io.dump" in run("scan", scanned).stdout


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema of SARIF is not installed: npm install")
def test_sarif_is_as_its_schema_asks(run: Run, scanned: Path) -> None:
    log = json.loads(run("scan", scanned, "--format", "sarif").stdout)

    jsonschema.validate(log, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_sarif_says_what_each_file_does_and_where(run: Run, scanned: Path) -> None:
    [found] = json.loads(run("scan", scanned, "--format", "sarif").stdout)["runs"]

    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(scan_rules.every())
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in found["results"])
    levels = {one["ruleId"]: (one["kind"], one["level"]) for one in found["results"]}
    assert levels["pickle-dangerous-name"] == ("fail", "error")
    assert levels["pickle-runs-code"] == ("fail", "note")
    assert levels["archive-unread"] == ("open", "none")
    [worst] = [one for one in found["results"] if one["level"] == "error"]
    [place] = worst["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("/a%20file.pt")
    assert place["logicalLocations"] == [{"fullyQualifiedName": "archive/data.pkl, byte 14"}]
