"""`weighbridge prepare` shows, writes when asked, and prints what it knows."""

import json
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from case_files import safetensors

Run = Callable[..., Any]

WEIGHTS = safetensors({"embed": ["BF16", [100, 8]]})


def bare(folder: Path) -> Path:
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(WEIGHTS)
    return folder


def test_a_diff_and_the_open_questions_are_shown(run: Run, tmp_path: Path) -> None:
    folder = bare(tmp_path / "tiny")
    done = run("prepare", folder, "-d", "model-card")
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "README.md: would change" in text
    assert "to answer: Intended use: " in text
    assert "+- **Parameters:** 800 (read from `model.safetensors`)" in text
    assert [p.name for p in folder.iterdir()] == ["model.safetensors"]


def test_it_writes_when_asked_and_then_has_nothing_to_do(run: Run, tmp_path: Path) -> None:
    folder = bare(tmp_path / "tiny")
    run("prepare", folder, "--apply")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = run("prepare", folder, "--apply")
    assert "written" not in again.stdout.decode()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_bare_weights_take_less_than_a_second(run: Run, tmp_path: Path) -> None:
    folder = bare(tmp_path / "tiny")
    run("prepare", folder)  # whatever is compiled on a first run
    before = getrusage(RUSAGE_CHILDREN)
    done = run("prepare", folder, "--apply", "-d", "model-card")
    after = getrusage(RUSAGE_CHILDREN)
    assert done.returncode == 0
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1


def test_the_record_is_printed_as_json(run: Run, tmp_path: Path) -> None:
    done = run("prepare", bare(tmp_path / "tiny"), "--record")
    field = json.loads(done.stdout)["fields"]["model.parameters"]
    assert (field["value"], field["state"]) == (800, "verified")
    assert field["evidence"][0]["path"] == "model.safetensors"


def test_a_view_for_operators_is_shown(run: Run, tmp_path: Path) -> None:
    done = run("prepare", bare(tmp_path / "tiny"), "--audience", "operators")
    assert "docs/for-operators.md: would change" in done.stdout.decode()


def test_a_document_without_a_view_is_refused(run: Run, tmp_path: Path) -> None:
    folder = bare(tmp_path / "tiny")
    done = run("prepare", folder, "--audience", "operators", "-d", "data-card")
    assert done.returncode == 2
    assert "no view for operators" in done.stderr.decode()


def test_what_is_no_folder_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("prepare", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "no folder" in done.stderr.decode()


def test_changes_are_given_as_json(run: Run, tmp_path: Path) -> None:
    done = run("prepare", bare(tmp_path / "tiny"), "-d", "model-card", "--format", "json")
    (row,) = json.loads(done.stdout)
    assert (row["document"], row["changes"], row["written"]) == ("model-card", True, False)


def test_a_record_is_not_written_anywhere(run: Run, tmp_path: Path) -> None:
    done = run("prepare", str(bare(tmp_path / "bare")), "--record", "--apply")

    assert done.returncode == 2
    assert b"Leave out --apply" in done.stderr
