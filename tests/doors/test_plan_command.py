import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
DAY = ("--as-of", "2026-11-20")
POLICY = """stages = ["internal", "trial", "public"]
[[rules]]
id = "read"
requires = "release-was-read-whole"
"""
PLAN = """# Kept by hand.
title = "How it leaves"
policy = "POLICY"
extra = "kept"  # nobody reads this

[[stages]]
id = "internal"

[[stages]]
id = "trial"
roles = ["owner"]
soak-days = 7
events = ["beta"]

[[stages]]
id = "public"
one-way = true
soak-days = 1
unfiltered-evaluation = "unfiltered.md"
roles = ["owner"]
checks = ["no-file-is-dangerous"]
"""
ENTERED = '\n[[entered]]\nstage = "{}"\non = {}\n'
EVENT = (
    '\n[[events]]\nstage = "internal"\nkind = "beta"\non = 2026-11-10\nevidence = ["notes.md"]\n'
)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "release"
    (folder / "governance").mkdir(parents=True)
    (tmp_path / "policy.toml").write_text(POLICY)
    (folder / "notes.md").write_text("It went well.\n")
    write(folder, PLAN)
    return folder


def write(release: Path, text: str) -> None:
    policy = release.parent / "policy.toml"
    (release / "governance" / "plan.toml").write_text(text.replace("POLICY", str(policy)))


def read(release: Path) -> str:
    return (release / "governance" / "plan.toml").read_text()


def sign(run: Run, release: Path, stage: str, role: str, by: str) -> Any:
    evidence = ("--evidence", "notes.md", "--yes")
    return run("plan", "sign", stage, release, "--role", role, "--by", by, *evidence, *DAY)


def lacking(run: Run, release: Path) -> list[str]:
    done = run("plan", "status", release, *DAY, "--format", "json")
    return [need["what"] for need in json.loads(done.stdout)["needs"] if not need["met"]]


def test_the_first_stage_is_entered_once_its_gate_is_open(run: Run, release: Path) -> None:
    dry = run("plan", "advance", release, *DAY)
    before = read(release)
    done = run("plan", "advance", release, "--by", "Ada", "--yes", *DAY)

    assert (dry.returncode, done.returncode) == (0, 0)
    assert "[[entered]]" not in before
    assert '[[entered]]\nstage = "internal"\non = 2026-11-20\nby = "Ada"' in read(release)
    assert read(release).startswith("# Kept by hand.")
    assert 'extra = "kept"  # nobody reads this' in read(release)


def test_a_stage_names_everything_that_it_still_needs(run: Run, release: Path) -> None:
    write(release, PLAN + ENTERED.format("internal", "2026-11-15"))
    assert lacking(run, release) == [
        "owner has signed off",
        "internal has lasted 7 days",
        "feedback was taken: beta",
    ]
    done = run("plan", "advance", release, "--by", "Ada", "--yes", *DAY)
    assert (done.returncode, b"It has on 2026-11-22" in done.stdout) == (1, True)
    assert 'stage = "trial"\non' not in read(release)


def test_a_stage_is_entered_when_nothing_is_missing(run: Run, release: Path) -> None:
    write(release, PLAN + ENTERED.format("internal", "2026-11-01") + EVENT)
    assert sign(run, release, "trial", "owner", "Ada").returncode == 0
    assert run("plan", "advance", release, "--by", "Ada", "--yes", *DAY).returncode == 0
    assert lacking(run, release) == [
        "owner has signed off",
        "trial has lasted 1 days",
        "it was evaluated with the filters removed",
        "two people in two roles have signed off",
    ]


def test_what_cannot_be_undone_needs_two_people_in_two_roles(run: Run, release: Path) -> None:
    (release / "unfiltered.md").write_text("Without filters it is worse.\n")
    entered = ENTERED.format("internal", "2026-11-01") + ENTERED.format("trial", "2026-11-10")
    write(release, PLAN + entered)
    sign(run, release, "public", "owner", "Ada")
    sign(run, release, "public", "safety", "Ada")
    assert lacking(run, release) == ["two people in two roles have signed off"]
    sign(run, release, "public", "safety", "Ben")
    assert run("plan", "advance", release, "--by", "Ada", "--yes", *DAY).returncode == 0


def test_no_stage_is_skipped(run: Run, release: Path) -> None:
    done = run("plan", "advance", release, "--to", "public", "--by", "Ada", "--yes", *DAY)
    assert (done.returncode, b"no stage is skipped" in done.stderr) == (2, True)


def test_a_plan_that_skipped_a_stage_by_hand_is_refused(run: Run, release: Path) -> None:
    write(release, PLAN + ENTERED.format("public", "2026-11-01"))
    done = run("plan", "status", release, *DAY)
    assert (done.returncode, b"not the order of its stages" in done.stderr) == (2, True)


def test_a_closed_gate_keeps_the_release_where_it_is(run: Run, release: Path) -> None:
    (release.parent / "policy.toml").write_text(
        POLICY.replace("release-was-read-whole", "release-is-signed")
    )
    done = run("plan", "advance", release, "--by", "Ada", "--yes", *DAY)
    assert (done.returncode, b"x the gate of" in done.stdout) == (1, True)
    assert "[[entered]]" not in read(release)


@pytest.mark.parametrize(
    ("stage", "by", "evidence", "cause"),
    [
        ("nowhere", "Ada", "notes.md", b"no stage nowhere"),
        ("trial", " ", "notes.md", b"needs a role and a name"),
        ("trial", "Ada", "missing.md", b"what it rests on"),
    ],
)
def test_a_sign_off_says_who_and_on_what(  # noqa: PLR0917  # a case
    run: Run, release: Path, stage: str, by: str, evidence: str, cause: bytes
) -> None:
    more = ("--role", "owner", "--by", by, "--evidence", evidence, "--yes")
    done = run("plan", "sign", stage, release, *more, *DAY)
    assert (done.returncode, cause in done.stderr) == (2, True)
    assert "[[sign-offs]]" not in read(release)


def test_a_sign_off_is_shown_before_it_is_written(run: Run, release: Path) -> None:
    more = ("--role", "owner", "--by", "Ada", "--evidence", "notes.md")
    done = run("plan", "sign", "trial", release, *more, *DAY)
    assert (done.returncode, b"Write it with --yes" in done.stderr) == (0, True)
    assert "[[sign-offs]]" not in read(release)


def test_a_sign_off_of_a_day_to_come_is_none(run: Run, release: Path) -> None:
    sign(run, release, "trial", "owner", "Ada")
    write(release, read(release).replace("2026-11-20", "2026-11-21"))
    write(release, read(release) + ENTERED.format("internal", "2026-11-01") + EVENT)
    assert lacking(run, release) == ["owner has signed off"]


def test_a_release_without_a_plan_says_so(run: Run, release: Path) -> None:
    (release / "governance" / "plan.toml").unlink()
    done = run("plan", "status", release, *DAY)
    assert (done.returncode, b"no plan" in done.stderr) == (2, True)
