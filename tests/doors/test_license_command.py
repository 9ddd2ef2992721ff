"""`weighbridge license identify` as its users run it."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

ROOT = Path(__file__).parents[2]
Run = Callable[..., "CompletedProcess[bytes]"]


def test_each_file_is_one_line_of_json(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "LICENSE-MODEL"
    other.write_text("The model is licensed under the MIT License.\n")
    done = run("license", "identify", ROOT / "LICENSE", other, "--format", "jsonl")
    first, second = map(json.loads, done.stdout.splitlines())

    assert done.returncode == 0
    assert first == {
        "path": str(ROOT / "LICENSE"),
        "verdict": "exact",
        "licenses": ["Apache-2.0"],
        "nearest": "Apache-2.0",
        "differences": [],
        "clauses": [],
        "restricted": False,
        "note": None,
    }
    assert (second["verdict"], second["licenses"]) == ("reference-only", ["MIT"])


def test_a_variant_shows_what_was_added(run: Run, tmp_path: Path) -> None:
    changed = tmp_path / "LICENSE"
    text = (ROOT / "LICENSE").read_text()
    changed.write_text(f"{text}\nUse for commercial purposes is prohibited.\n")
    said = run("license", "identify", changed).stdout.decode()

    assert "variant-of Apache-2.0" in said
    assert "restricted: yes" in said
    assert "non-commercial: Use for commercial purposes is prohibited." in said


def test_only_the_beginning_of_a_huge_file_is_read(run: Run, tmp_path: Path) -> None:
    huge = tmp_path / "LICENSE"
    with huge.open("wb") as file:
        file.write(b"not a license\n")
        file.truncate(100 << 20)
    done = run("license", "identify", huge, "--format", "json")

    assert json.loads(done.stdout)[0]["verdict"] == "not-a-licence"


def test_a_file_that_is_not_there_is_one_line(run: Run, tmp_path: Path) -> None:
    done = run("license", "identify", tmp_path / "nothing")

    assert done.returncode != 0
    assert done.stderr.count(b"\n") == 1


def test_the_files_beside_a_missing_one_are_identified(run: Run, tmp_path: Path) -> None:
    done = run("license", "identify", tmp_path / "nothing", ROOT / "LICENSE")

    assert done.returncode == 2
    assert b"exact Apache-2.0" in done.stdout
