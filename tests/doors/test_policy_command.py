import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
COMPLETE = Path(__file__).parents[2] / "examples" / "complete"
CASES = """policy = "house"

[[cases]]
name = "A release that holds everything"
stage = "public"
expect = "open"
others = "pass"

[[cases]]
name = "A pickle"
stage = "public"
expect = "closed"
closed-by = ["weights-are-sound"]
others = "pass"
[cases.findings]
"weights-load-safely" = "fail"

[[cases]]
name = "A register that nobody keeps"
stage = "public"
expect = "closed-for-lack-of-evidence"
others = "pass"
[cases.findings]
"risks-have-owners" = "unknown"

[[cases]]
name = "A waiver"
stage = "public"
as-of = 2026-11-20
expect = "open"
others = "pass"
[cases.findings]
"weights-load-safely" = "fail"
[[cases.waivers]]
check = "weights-load-safely"
reason = "The next release has safetensors."
owner = "Ada"
author = "Ada"
approver = "Grace"
until = 2026-12-01
"""


def test_every_shipped_policy_is_listed(run: Run) -> None:
    rows = json.loads(run("policy", "list", "--format", "json").stdout)
    assert {row["id"] for row in rows} == {
        *("house", "research", "startup", "eu-gpai", "health", "education"),
    }
    assert b"eu-gpai    General-purpose AI" in run("policy", "list").stdout


def test_a_policy_is_explained_rule_by_rule(run: Run) -> None:
    text = run("policy", "explain", "eu-gpai", "--stage", "public").stdout.decode()
    assert "extends: house" in text
    assert "- card-section-is-written[training-data]" in text
    assert "it cannot be waived" in text
    assert "stage-is-signed-off[public]" in text


def test_a_policy_as_json_carries_its_demands(run: Run) -> None:
    found = json.loads(run("policy", "explain", "house", "--format", "json").stdout)
    assert len(found["digest"]) == 64
    assert found["demands"]["ratchet"] == "closed"


def test_two_policies_are_held_against_each_other(run: Run) -> None:
    done = json.loads(run("policy", "diff", "house", "startup", "--format", "json").stdout)
    assert "The rule reviews-are-closed is gone." in done["weaker"]
    assert "The rule newcomers-can-start is gone." in done["stronger"]
    assert b"They demand the same." in run("policy", "diff", "house", "house").stdout


def test_the_cases_of_a_policy_are_tried(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "cases.toml"
    file.write_text(CASES)
    done = run("policy", "test", file)
    assert done.returncode == 0, done.stdout
    assert b"4 of 4 cases go as they should." in done.stdout


def test_a_case_that_goes_otherwise_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "cases.toml"
    file.write_text(CASES.replace('expect = "open"', 'expect = "closed"', 1))
    done = run("policy", "test", file)
    assert done.returncode == 1
    assert b"x A release that holds everything: expected closed, and it is open" in done.stdout


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", b"names no `policy`"),
        ('policy = "house"', b"holds no [[cases]]"),
        (CASES.replace("expect", "expects", 1), b"`expects` is no key"),
        (CASES.replace('"public"', '"nowhere"', 1), b"no stage"),
        (CASES.replace('"fail"', '"fails"', 1), b"is no outcome"),
        ("[", b"cannot be read"),
    ],
)
def test_cases_that_cannot_be_meant_are_wrong_usage(
    run: Run, tmp_path: Path, text: str, cause: bytes
) -> None:
    file = tmp_path / "cases.toml"
    file.write_text(text)
    done = run("policy", "test", file)
    assert (done.returncode, cause in done.stderr) == (2, True)


def test_house_notices_whatever_is_taken_from_the_complete_example(run: Run) -> None:
    done = run("policy", "test", "--mutate", COMPLETE, "--as-of", "2026-11-20")
    assert done.returncode == 0, done.stdout
    assert b"No rule holds without what it rests on" in done.stdout


def test_a_rule_that_notices_no_lack_is_told(run: Run, tmp_path: Path) -> None:
    lenient = """stages = ["public"]
[[rules]]
id = "no-pickle"
expression = '''
size(report.parts) > 0 &&
!report.findings.exists(f, f.check == "weights-load-safely" && f.outcome == "fail")'''
"""
    (tmp_path / "policy.toml").write_text(lenient)
    more = ("--policy", str(tmp_path / "policy.toml"), "--as-of", "2026-11-20")
    done = run("policy", "test", "--mutate", COMPLETE, *more)
    assert done.returncode == 1
    assert b"x no-pickle without weights-load-safely: Nothing shows it any more" in done.stdout
