"""`weighbridge render`: a saved report of any age, in any format."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from weighbridge import formats
from weighbridge.doors.cli import saved
from weighbridge.verdicts.report import SCHEMA

Run = Any
REPORTS = sorted((Path(__file__).parents[1] / "golden" / "reports").iterdir())


@pytest.mark.parametrize("form", formats.names())
@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.name)
def test_a_report_that_was_ever_written_can_be_shown(report: Path, form: str) -> None:
    assert formats.find(form).render(saved.load(str(report)))


def test_reports_of_every_form_there_was_are_kept() -> None:
    assert {report.name.partition("-")[0] for report in REPORTS} >= {
        str(version) for version in range(1, SCHEMA + 1)
    }


def test_what_is_rendered_is_what_the_audit_wrote(run: Run, release: Path) -> None:
    audit = ("audit", release, "--as-of", "2026-11-20", "--format")
    kept = release.parent / "report.json"
    kept.write_bytes(run(*audit, "json").stdout)

    for form in ("text", "html", "markdown", "sarif", "junit", "badge"):
        assert run("render", kept, "--format", form).stdout == run(*audit, form).stdout


def test_a_report_comes_from_standard_input() -> None:
    command = [sys.executable, "-m", "weighbridge", "render", "-", "--format", "badge-json"]
    done = subprocess.run(command, input=REPORTS[0].read_bytes(), capture_output=True, check=True)

    assert json.loads(done.stdout)["label"]


def test_a_report_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    done = run("render", REPORTS[0], "--format", "html", "--output", target)

    assert (done.returncode, done.stdout) == (0, b"")
    assert target.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "no saved report"),
        (b"[]", "it holds no report"),
        (b"{}", "it has no `schema` number"),
        (b'{"schema": 99}', "Update Weighbridge"),
        (b"\xff\xfe", "no saved report"),
        (b'{"schema": 1}\n{"schema"', "no saved report"),
        (b"[" * 100_000, "no saved report"),
        (b"9" * 5000, "no saved report"),
    ],
)
def test_what_is_no_report_is_wrong_usage(
    run: Run, tmp_path: Path, content: bytes, cause: str
) -> None:
    file = tmp_path / "report.json"
    file.write_bytes(content)
    done = run("render", file)

    assert done.returncode == 2
    assert cause in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_a_report_that_is_not_there_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    done = run("render", tmp_path / "none.json")

    assert done.returncode == 2
    assert b"No such file" in done.stderr
