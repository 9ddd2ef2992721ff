"""`weighbridge reproduce`: every number beside its other, a statement, and an exit code."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grimp
import pytest

from weighbridge.targets.confined import running
from weighbridge.targets.confined.running import Level

Run = Callable[..., Any]
confined = pytest.mark.skipif(
    running.best() is not Level.FULL, reason="this system does not let a run be confined"
)
GUIDE = """# Reproduction

On one core, in a second:

```sh
echo "accuracy: 0.9"
```

| | stated |
|---|---|
| accuracy | {stated} |
"""


@pytest.fixture
def guided(release: Path) -> Path:
    """A release whose instructions say a number."""
    (release / "REPRODUCE.md").write_text(GUIDE.format(stated="0.9"))
    return release


@confined
def test_a_release_whose_numbers_come_out_exits_with_0(run: Run, guided: Path) -> None:
    done = run("reproduce", guided, "--as-of", "2026-11-20")

    told = done.stdout.decode()
    stated = json.loads((guided / "governance" / "reproduction.json").read_bytes())
    assert done.returncode == 0, done.stderr
    assert "run with network off, files own folder only." in told
    assert "match: REPRODUCE.md:11 states 0.9, output of step 1:1 gives 0.9" in told
    assert told.endswith("Reproduced: 1 match, 0 different, 0 not compared.\n")
    assert stated["predicate"]["result"] == "PASSED"
    assert stated["predicate"]["reproduction"]["on"] == "2026-11-20"


@confined
def test_a_release_whose_numbers_differ_exits_with_1(run: Run, guided: Path) -> None:
    (guided / "REPRODUCE.md").write_text(GUIDE.format(stated="0.8"))

    done = run("reproduce", guided)

    assert done.returncode == 1
    assert b"different: REPRODUCE.md:11 states 0.8" in done.stdout


@confined
def test_a_run_in_which_nothing_could_be_compared_exits_with_1(run: Run, guided: Path) -> None:
    (guided / "REPRODUCE.md").write_text("# Reproduction\n\n```sh\ntrue\n```\n")

    done = run("reproduce", guided, "-o", guided.parent / "out.json")

    assert (done.returncode, (guided / "governance").exists()) == (1, False)
    assert b"Nothing could be compared" in done.stdout


@confined
def test_the_statement_is_found_by_the_next_audit_and_not_once_a_file_changes(
    run: Run, guided: Path
) -> None:
    run("reproduce", guided)

    assert _outcome(run, guided) == "pass"

    (guided / "train.py").write_text("import torch  # changed\n")
    assert _outcome(run, guided) == "fail"


@confined
def test_the_statement_is_signed_with_a_key(run: Run, guided: Path) -> None:
    key = guided.parent / "key"
    run("sign", "--generate-key", key)

    done = run("reproduce", guided, "--key", key)

    bundle = json.loads((guided / "governance" / "reproduction.json").read_bytes())
    assert done.returncode == 0, done.stderr
    assert bundle["dsseEnvelope"]["payloadType"] == "application/vnd.in-toto+json"
    assert _outcome(run, guided) == "pass"


@confined
def test_prepare_runs_it_on_request(run: Run, guided: Path) -> None:
    done = run("prepare", guided, "--reproduce")

    assert done.returncode == 0, done.stderr
    assert (guided / "governance" / "reproduction.json").is_file()


@confined
def test_what_the_release_says_cannot_move_the_cursor(run: Run, guided: Path) -> None:
    (guided / "REPRODUCE.md").write_text("# Reproduction\n\n```sh\nprintf '\\033[2J'; false\n```\n")

    done = run("reproduce", guided)

    assert b"\x1b" not in done.stdout


def test_a_release_without_instructions_is_wrong_usage(run: Run, release: Path) -> None:
    done = run("reproduce", release, "--allow-unconfined")

    assert done.returncode == 2
    assert b"No instructions for reproduction were found" in done.stderr


def test_a_place_that_is_no_folder_needs_an_output(run: Run, release: Path) -> None:
    done = run("reproduce", release / "train.py")

    assert done.returncode == 2
    assert b"--output" in done.stderr


def test_an_audit_can_reach_nothing_that_runs_a_release() -> None:
    graph = grimp.build_graph("weighbridge", cache_dir=None)
    apart = {"weighbridge.reproduce", "weighbridge.doors.cli.commands.reproduce"}
    reaching = graph.find_downstream_modules("weighbridge.targets.confined", as_package=True)

    assert reaching - {m for m in reaching if m.startswith("weighbridge.targets.confined")} <= {
        *apart,
        "weighbridge.doors.cli.commands.prepare",
        "weighbridge.doors.cli.commands.weights",
        "weighbridge.load",
        "weighbridge",
    }


def _outcome(run: Run, release: Path) -> str:
    report = json.loads(run("audit", release, "--format", "json").stdout)
    (found,) = [f for f in report["findings"] if f["check"] == "reproduction-was-run"]
    return str(found["outcome"])
