"""`weighbridge audit` as a program: what it prints where, and how it exits."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from weighbridge import formats

Run = Any
DAY = ("--as-of", "2026-11-20")


def test_a_report_is_on_stdout_and_nothing_on_stderr(run: Run, release: Path) -> None:
    done = run("audit", release, *DAY)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"tiny-guess\n  2 files")


@pytest.mark.parametrize("form", formats.names())
def test_every_format_is_written(run: Run, release: Path, form: str) -> None:
    done = run("audit", release, *DAY, "--format", form)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"\n")


@pytest.mark.parametrize("form", formats.names())
def test_the_same_release_and_day_give_the_same_bytes(run: Run, release: Path, form: str) -> None:
    first, second = (run("audit", release, *DAY, "--format", form).stdout for _ in range(2))

    assert first == second


def test_the_day_is_the_one_that_was_asked_for(run: Run, release: Path) -> None:
    done = run("audit", release, "--as-of", "2025-01-31", "--format", "json")

    assert json.loads(done.stdout)["as_of"] == "2025-01-31"


def test_only_the_named_frameworks_are_applied(run: Run, release: Path) -> None:
    done = run("audit", release, *DAY, "--framework", "mof-1.0", "--format", "json")

    assert {v["framework"] for v in json.loads(done.stdout)["verdicts"]} == {"mof-1.0"}


def test_a_persona_that_reads_more_is_told_no_less(run: Run, release: Path) -> None:
    counts = [
        len(
            json.loads(run("audit", release, *DAY, "--format", "json", "--persona", who).stdout)[
                "findings"
            ]
        )
        for who in ("regular", "pedantic", "auditor")
    ]

    assert counts == sorted(counts)


def test_several_releases_are_reported_in_order(run: Run, release: Path) -> None:
    done = run("audit", release, release / "README.md", *DAY, "--format", "jsonl")

    assert [json.loads(line)["release"] for line in done.stdout.splitlines()] == [
        "tiny-guess",
        "README.md",
    ]


def test_one_that_is_not_there_does_not_stop_the_others(run: Run, release: Path) -> None:
    done = run("audit", release / "gone", release, *DAY, "--format", "jsonl")

    assert done.returncode == 2
    assert json.loads(done.stdout)["release"] == "tiny-guess"
    assert done.stderr.startswith(os.fsencode(release / "gone"))
    assert done.stderr.count(b"\n") == 1


def test_a_report_goes_to_a_file(run: Run, release: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    done = run("audit", release, *DAY, "--format", "json", "--output", target)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert target.read_bytes() == run("audit", release, *DAY, "--format", "json").stdout
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def test_a_file_that_cannot_be_written_is_wrong_usage(
    run: Run, release: Path, tmp_path: Path
) -> None:
    done = run("audit", release, "--output", tmp_path / "no" / "report.txt")

    assert done.returncode == 2
    assert done.stderr.startswith(os.fsencode(tmp_path / "no" / "report.txt"))


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--format", "papyrus", "."),
        ("--framework", "mof-9", "."),
        ("--as-of", "yesterday", "."),
        ("--part", "weights", "."),
        ("--part", "music=.", "."),
        ("--part", "code=.", ".", "."),
        ("--persona", "nobody", "."),
        ("--no-such-option",),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Run, wrong: tuple[str, ...]) -> None:
    done = run("audit", *wrong)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_a_name_nearly_right_is_suggested(run: Run) -> None:
    assert b"Did you mean jsonl?" in run("audit", "--format", "jsnol", ".").stderr


def test_an_empty_folder_is_nothing_to_audit(run: Run, tmp_path: Path) -> None:
    done = run("audit", tmp_path)

    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.startswith(os.fsencode(tmp_path))


def test_an_archive_that_is_damaged_is_evidence_not_fetched(run: Run, tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("README.md", "# Model")
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(whole.read_bytes()[:-30])
    done = run("audit", damaged)

    assert (done.returncode, done.stdout) == (4, b"")
    assert done.stderr.startswith(os.fsencode(damaged))


def test_an_address_is_not_read_offline(run: Run) -> None:
    done = run("audit", "--offline", "https://example.org/model")

    assert done.returncode == 4
    assert b"--offline" in done.stderr


def test_parts_make_one_release(run: Run, release: Path, tmp_path: Path) -> None:
    data = tmp_path / "rows"
    data.mkdir()
    (data / "rows.csv").write_text("a,b\n1,2\n")
    arguments = ("--part", f"code={release}", "--part", f"data={data}")
    done = run("audit", *arguments, *DAY, "--format", "json")

    parts = json.loads(done.stdout)["parts"]
    assert [(part["name"], part["role"], part["files"]) for part in parts] == [
        ("tiny-guess", "code", 2),
        ("rows", "data", 1),
    ]


def test_a_reader_that_goes_away_is_no_error(release: Path) -> None:
    command = [sys.executable, "-m", "weighbridge", "audit", str(release), "--format", "html"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        said = running.stderr.read()

    assert (running.returncode, said) == (0, b"")


def test_a_terminal_that_cannot_say_a_letter_gets_its_escape(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "模型"
    folder.mkdir()
    (folder / "README.md").write_text("# Model\n")
    done = run("audit", folder, *DAY, PYTHONIOENCODING="ascii")

    assert done.returncode == 0
    assert done.stdout.startswith(rb"\u6a21\u578b")


def test_json_is_utf_8_whatever_the_terminal_speaks(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "模型"
    folder.mkdir()
    (folder / "README.md").write_text("# Model\n")
    done = run("audit", folder, *DAY, "--format", "json", PYTHONIOENCODING="ascii")

    assert json.loads(done.stdout.decode("utf-8"))["release"] == "模型"


def test_a_folder_whose_name_is_not_utf_8_is_audited(run: Run, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/tin\xff"
    os.mkdir(folder)  # noqa: PTH102  # a path of bytes
    Path(os.fsdecode(folder), "README.md").write_text("# Model\n")
    done = run("audit", folder, *DAY, "--format", "json")

    assert done.returncode == 0
    assert json.loads(done.stdout)["release"] == "tin\\xff"


def test_nothing_in_a_pipe_is_colored(run: Run, release: Path) -> None:
    assert b"\x1b" not in run("audit", release).stdout


def test_quiet_and_offline_change_no_report(run: Run, release: Path) -> None:
    plain = run("audit", release, *DAY).stdout

    assert run("audit", release, *DAY, "--quiet", "--offline").stdout == plain
