"""`weighbridge scan`: files, folders and archives in, one verdict for each file out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from harm import archives
from harm import pickles as p

Run = Callable[..., Any]
EVIL = p.pickle(p.attack())


def _lines(done: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_dangerous_file_is_named_with_its_place_and_exits_with_1(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "model.pt").write_bytes(archives.torch(EVIL))

    done = run("scan", tmp_path)

    assert done.returncode == 1
    assert "calls os.system" in done.stdout.decode()
    assert "archive/data.pkl, byte 14" in done.stdout.decode()


def test_files_that_do_no_harm_exit_with_0(run: Run, release: Path) -> None:
    done = run("scan", release)

    assert done.returncode == 0
    assert b"2 files: 0 dangerous, 0 incomplete, 0 runs-code, 2 data-only." in done.stdout


def test_jsonl_has_one_line_for_each_file(run: Run, release: Path) -> None:
    (release / "model.pkl").write_bytes(EVIL)

    lines = _lines(run("scan", release, "--format", "jsonl"))

    assert {Path(line["path"]).name: line["outcome"] for line in lines} == {
        "README.md": "data-only",
        "model.pkl": "dangerous",
        "train.py": "data-only",
    }
    assert all(set(line) == {"path", "format", "outcome", "reasons"} for line in lines)
    reasons = [reason for line in lines for reason in line["reasons"]]
    assert all(set(reason) == {"rule", "message", "where"} for reason in reasons)


def test_a_file_alone_is_told_as_in_its_folder(run: Run, tmp_path: Path) -> None:
    files = {"a.pt": archives.torch(EVIL), "b.zip": archives.zipped({"c.pkl": EVIL}), "d.txt": b"x"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)

    together = _lines(run("scan", tmp_path, "--format", "jsonl"))
    alone = _lines(run("scan", *(tmp_path / name for name in sorted(files)), "--format", "jsonl"))

    assert together == alone


def test_names_cannot_move_the_cursor(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2Jb.pkl").write_bytes(EVIL)

    assert b"\x1b" not in run("scan", tmp_path).stdout


def test_a_place_where_nothing_is_is_wrong_usage(run: Run) -> None:
    done = run("scan", "nowhere")

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"nowhere" in done.stderr
