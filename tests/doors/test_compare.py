"""`weighbridge compare`, and `weighbridge audit --since`."""

import json
from pathlib import Path
from typing import Any

import pytest

Run = Any
REPORTS = Path(__file__).parents[1] / "golden" / "reports"
DAY = ("--as-of", "2026-11-20")


@pytest.fixture
def report(run: Run, release: Path) -> Path:
    """The saved report on the release."""
    kept = release.parent / "report.json"
    assert run("audit", release, *DAY, "--format", "json", "--output", kept).returncode == 0
    return kept


def test_a_release_and_a_saved_report_stand_side_by_side(
    run: Run, release: Path, report: Path
) -> None:
    done = run("compare", release, report, *DAY)

    assert done.returncode == 0
    assert b"Neither has a component that the other is known to lack." in done.stdout
    assert max(len(line) for line in done.stdout.decode().split("\n")) <= 80


def test_a_comparison_is_written_as_json(run: Run, release: Path, report: Path) -> None:
    (release / "LICENSE").write_text("MIT License\n")
    (release / "train.py").unlink()
    value = json.loads(run("compare", release, report, *DAY, "--format", "json").stdout)

    assert {held["id"] for held in value["components"]} >= {"training-code", "model-card"}
    assert value["left"]["release"] == value["right"]["release"] == "tiny-guess"


def test_a_comparison_is_written_to_a_file(run: Run, report: Path, tmp_path: Path) -> None:
    target = tmp_path / "both.txt"
    done = run("compare", report, report, "--output", target)

    assert (done.returncode, done.stdout) == (0, b"")
    assert "tiny-guess" in target.read_text("utf-8")


def test_a_file_of_several_reports_is_no_side(run: Run, report: Path) -> None:
    done = run("compare", report, REPORTS / "1-several.json")

    assert done.returncode == 2
    assert b"it holds 2 reports" in done.stderr


def test_a_side_that_is_not_there_is_wrong_usage(run: Run, report: Path, tmp_path: Path) -> None:
    done = run("compare", report, tmp_path / "none", "--offline")

    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_an_audit_says_what_changed(run: Run, release: Path, report: Path) -> None:
    (release / "README.md").write_text("---\nlicense: apache-2.0\n---\n# Tiny guess\n")
    done = run("audit", release, *DAY, "--since", report)
    told = done.stdout.decode().partition("Since the report on tiny-guess of 2026-11-20")[2]

    assert done.returncode == 0
    assert "README.md changed." in told
    assert "Apache-2.0" in told


def test_an_audit_of_the_same_says_that_nothing_did(run: Run, release: Path, report: Path) -> None:
    done = run("audit", release, *DAY, "--since", report)

    assert done.stdout.endswith(b"  No verdict, component or finding changed.\n")


def test_what_changed_never_mixes_with_data(run: Run, release: Path, report: Path) -> None:
    done = run("audit", release, *DAY, "--since", report, "--format", "json")

    assert json.loads(done.stdout)["release"] == "tiny-guess"
    assert done.stderr.startswith(b"Since the report on tiny-guess")


def test_of_several_earlier_reports_the_one_of_that_name_counts(run: Run, release: Path) -> None:
    done = run("audit", release, *DAY, "--since", REPORTS / "1-several.json")

    assert b"Since the report on tiny-guess 1.0 of 2026-11-20" in done.stdout


def test_where_no_earlier_report_has_the_name_it_is_said(run: Run, release: Path) -> None:
    done = run("audit", release, *DAY, "--since", REPORTS / "1-several.jsonl")

    assert done.returncode == 0
    assert b"tiny-guess: the earlier reports hold none on it." in done.stderr


def test_an_earlier_report_that_is_none_stops_before_anything_is_read(
    run: Run, release: Path, tmp_path: Path
) -> None:
    done = run("audit", release, "--since", tmp_path / "none.json")

    assert (done.returncode, done.stdout) == (2, b"")
