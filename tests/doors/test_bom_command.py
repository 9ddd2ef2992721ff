"""`weighbridge bom` writes a bill, says what it lacks on stderr, and judges anyone's."""

import json
from pathlib import Path
from typing import Any

Run = Any


def test_a_bill_is_written_to_stdout_and_what_it_lacks_to_stderr(run: Run, release: Path) -> None:
    done = run("bom", "write", release, "--format", "spdx-3.0.1", "--quiet")

    assert done.returncode == 0
    assert json.loads(done.stdout)["@context"].endswith("spdx-context.jsonld")
    assert b"suppliedBy is missing. State who supplies the model." in done.stderr


def test_an_answer_is_written_and_no_longer_asked_for(run: Run, release: Path) -> None:
    done = run("bom", "write", release, "--format", "spdx-3.0.1", "--supplier", "Lab", "-q")

    assert b"suppliedBy" not in done.stderr
    assert b'"name": "Lab"' in done.stdout


def test_a_second_run_over_its_own_file_changes_nothing(run: Run, release: Path) -> None:
    file = release / "sbom.json"
    arguments = ("bom", "write", release, "-o", file, "--as-of", "2026-11-20", "--quiet")

    run(*arguments)
    first = file.read_bytes()
    run(*arguments)

    assert file.read_bytes() == first


def test_a_changed_file_contradicts_the_bill(run: Run, release: Path, tmp_path: Path) -> None:
    file = tmp_path / "bom.cdx.json"
    run("bom", "write", release, "-o", file, "--quiet")
    (release / "train.py").write_text("import numpy\n")

    done = run("bom", "check", file, "--release", release, "--quiet")
    answer = json.loads(
        run("bom", "check", file, "--release", release, "--quiet", "--format", "json").stdout
    )

    assert done.returncode == 0
    assert b"contradicted: train.py hashes to" in done.stdout
    assert answer["valid"] is True
    assert [one["subject"] for one in answer["claims"] if one["standing"] == "contradicted"] == [
        "hash"
    ]
    assert {one["cluster"] for one in answer["elements"]} >= {"models", "datasets", "security"}


def test_what_is_no_bill_is_wrong_usage(run: Run, release: Path) -> None:
    done = run("bom", "check", release / "README.md")

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"README.md: It is no valid JSON" in done.stderr


def test_a_file_that_is_not_there_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    done = run("bom", "check", tmp_path / "none.json")

    assert done.returncode == 2
