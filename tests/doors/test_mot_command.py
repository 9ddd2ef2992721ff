"""`weighbridge mot`: linting and writing records from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
BAD = "release:\n  name: a\n  components:\n  - name: model card\n"


def test_lint_names_each_defect_with_its_line_and_exits_with_0(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.yml"
    file.write_text(BAD)

    done = run("mot", "lint", file)

    assert done.returncode == 0
    assert f"{file}:4: component-name-is-known: 'model card'" in done.stdout.decode()
    assert b"defects in 1 record." in done.stderr


def test_lint_exits_with_1_when_it_is_strict(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.yml"
    file.write_text(BAD)

    assert run("mot", "lint", "--strict", file).returncode == 1


def test_lint_writes_json(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.yml"
    file.write_text(BAD)

    (found,) = json.loads(run("mot", "lint", "--format", "json", file).stdout)

    assert found["file"] == str(file)
    assert {"line", "rule", "message", "remedy"} == set(found["defects"][0])


def test_a_file_that_is_not_there_is_wrong_usage(run: Run) -> None:
    done = run("mot", "lint", "nowhere.yml")

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"nowhere.yml" in done.stderr


def test_what_write_prints_passes_the_strict_linter(
    run: Run, release: Path, tmp_path: Path
) -> None:
    file = tmp_path / "record.yml"

    assert run("mot", "write", release, "--output", file).returncode == 0
    done = run("mot", "lint", "--strict", file)

    assert (done.returncode, done.stdout) == (0, b"")


def test_write_prints_annotations_as_json(run: Run, release: Path) -> None:
    done = run("mot", "write", release, "--format", "oci-annotations")

    assert json.loads(done.stdout)["org.opencontainers.image.title"] == "tiny-guess"


def test_write_wants_a_release(run: Run) -> None:
    assert run("mot", "write").returncode == 2
