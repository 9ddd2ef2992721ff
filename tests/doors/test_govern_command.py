"""`weighbridge govern` as its users run it: nothing that a person wrote is ever lost."""

import json
import os
import signal
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from weighbridge import govern
from weighbridge.targets import folder

Run = Any
EXAMPLES = Path(__file__).parents[2] / "examples"
RISK = """\
# Ask Ben before you change this.
title = "It repeats names"     # seen in May
owner = ""
ticket = "GOV-17"

[budget]  # no field of a risk
days = 3
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    place = tmp_path / "governance" / "risks" / "leaks-names.toml"
    place.parent.mkdir(parents=True)
    place.write_text(RISK)
    return tmp_path


def test_a_register_starts_with_the_risks_that_concern_the_release(run: Run, release: Path) -> None:
    (release / "README.md").write_text("---\npipeline_tag: text-to-speech\n---\n# M\n")
    done = run("govern", "init", release, "--use", "elections", "--format", "json")
    told = json.loads(done.stdout)
    names = {Path(one["path"]).stem for one in told["entries"]}

    assert done.returncode == 0
    assert set(told["told"]) == {"audio", "text", "speech-synthesis", "elections"}
    assert {"clones-voices", "election-interference", "elections", "plan"} <= names
    assert not {"insecure-code", "designs-harmful-agents"} & names


def test_owners_and_ratings_are_left_to_be_named(run: Run, release: Path) -> None:
    run("govern", "init", release, "--modality", "image", "--capability", "generation")
    every = [one.written for one in govern.held(str(release / "governance"))]

    assert len(every) > 20
    assert {getattr(one.entry, "owner", "") for one in every} == {""}
    assert [one.id for one in every if one.problems or one.unknown] == []


def test_nothing_that_is_there_is_written_over(run: Run, register: Path) -> None:
    mine = register / "governance" / "risks" / "no-way-to-report.toml"
    mine.write_text("title = 'mine'\n")
    first = run("govern", "init", register)
    kept = run("govern", "init", register)

    assert first.returncode == kept.returncode == 0
    assert mine.read_text() == "title = 'mine'\n"
    assert b"wrote" not in kept.stdout


def test_a_dry_run_writes_nothing(run: Run, release: Path) -> None:
    done = run("govern", "init", release, "--dry-run")

    assert b"would write" in done.stdout
    assert not (release / "governance").exists()


def test_init_asks_nobody_where_nobody_is_there(release: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "weighbridge", "govern", "init", str(release)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 0
    assert b"nothing tells" in done.stdout


def test_a_modality_that_there_is_not_is_answered_with_one_like_it(run: Run, release: Path) -> None:
    done = run("govern", "init", release, "--modality", "imag")

    assert done.returncode == 2
    assert b"Did you mean image?" in done.stderr


def test_an_entry_is_added_with_its_fields(run: Run, register: Path) -> None:
    done = run(
        *("govern", "add", "risk", "misleads", "-C", register, "--set", "owner=Ada Example"),
        *("--set", "affected=users", "--set", "affected=readers", "--set", "review-by=2027-01-01"),
        *("--set", "residual.likelihood=rare"),
    )
    text = (register / "governance/risks/misleads.toml").read_text()

    assert done.returncode == 0
    held = tomllib.loads(text)
    assert held["affected"] == ["users", "readers"]
    assert held["review-by"] == date(2027, 1, 1)
    assert held["residual"] == {"likelihood": "rare"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["risk", "leaks-names"], b"has this risk already"),
        (["risk", "../../etc"], b"no usable id"),
        (["risk", "new", "--set", "ownr=me"], b"Write one of: owner."),
        (["risk", "new", "--set", "owner"], b"Write key=value"),
        (["risk", "new", "--set", "review-by=soon"], b"not a day"),
        (["rsk", "new"], b"is not one of"),
    ],
)
def test_what_cannot_be_added_is_said_in_one_line(
    run: Run, register: Path, arguments: list[str], said: bytes
) -> None:
    done = run("govern", "add", *arguments, "-C", register)

    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert len(list((register / "governance").rglob("*.toml"))) == 1


def test_a_look_is_recorded_and_nothing_else_changes(run: Run, register: Path) -> None:
    place = register / "governance/risks/leaks-names.toml"
    for day in ("2027-01-01", "2028-01-01"):
        done = run(
            *("govern", "review", "leaks-names", "-C", register, "--until", day),
            *("--by", "Ada Example", "--on", "2026-11-20", "--set", "owner=Ben Example"),
        )
        assert done.returncode == 0, done.stderr
    text = place.read_text()
    held = tomllib.loads(text)

    for line in ("# Ask Ben before you change this.", "# seen in May", "# no field of a risk"):
        assert line in text
    assert (held["ticket"], held["budget"]) == ("GOV-17", {"days": 3})
    assert (held["owner"], held["review-by"]) == ("Ben Example", date(2028, 1, 1))
    assert held["reviewed"] == [{"on": date(2026, 11, 20), "by": "Ada Example"}] * 2


def test_yaml_keeps_its_comments_too(run: Run, register: Path) -> None:
    place = register / "governance/risks/misleads.yaml"
    place.write_text("# Ask Ben.\ntitle: It misleads # often\nticket: 'GOV-18'\n")
    done = run("govern", "review", "misleads", "-C", register, "--until", "2100-01-01")

    assert done.returncode == 0, done.stderr
    assert place.read_text().startswith(
        "# Ask Ben.\ntitle: It misleads # often\nticket: 'GOV-18'\n"
    )
    assert govern.find(str(register / "governance"), "misleads").written.problems == ()


def test_two_people_who_change_one_entry_do_not_lose_each_others_words(register: Path) -> None:
    place = str(register / "governance")
    look = govern.Reviewed(date(2026, 11, 20), "Ada")
    mine = govern.review(place, "leaks-names", look, until=date(2027, 1, 1))
    theirs = govern.review(place, "leaks-names", look, until=None, values=["owner=Ben"])
    folder.apply(theirs)

    with pytest.raises(folder.ChangedError, match="changed meanwhile"):
        folder.apply(mine)
    assert tomllib.loads(Path(theirs.path).read_text())["owner"] == "Ben"


def test_two_people_who_add_one_entry_do_not_write_over_each_other(register: Path) -> None:
    place = str(register / "governance")
    mine = govern.add(place, "risk", "new", ["title=mine"])
    theirs = govern.add(place, "risk", "new", ["title=theirs"])
    folder.apply(mine)

    with pytest.raises(folder.ChangedError, match="appeared meanwhile"):
        folder.apply(theirs)
    assert "mine" in Path(mine.path).read_text()


KILLED = """
import os, signal, sys
from datetime import date
from weighbridge import govern
from weighbridge.targets import folder
at = int(sys.argv[2])
calls = 0
def trace(frame, event, argument):
    global calls
    if frame.f_code.co_filename == folder.__file__ and event == "line":
        calls += 1
        if calls == at:
            os.kill(os.getpid(), signal.SIGKILL)
    return trace
step = govern.review(sys.argv[1], "leaks-names", govern.Reviewed(date(2026, 11, 20)),
                     until=date(2027, 1, 1))
sys.settrace(trace)
folder.apply(step)
"""


def test_a_process_that_is_killed_while_it_writes_leaves_the_old_file_or_the_new_one(
    register: Path,
) -> None:
    place = register / "governance" / "risks" / "leaks-names.toml"
    look = govern.Reviewed(date(2026, 11, 20))
    step = govern.review(str(place.parents[1]), "leaks-names", look, until=date(2027, 1, 1))
    running = {
        line: subprocess.Popen(
            [sys.executable, "-c", KILLED, str(_copy(register, line)), str(line)]
        )
        for line in (1, 4, 6, 8, 9, 11, 13, 14, 15, 16)
    }
    ends = {line: one.wait(timeout=60) for line, one in running.items()}

    assert -signal.SIGKILL in ends.values()
    for line in running:
        copy = _copy(register, line)
        assert (copy / "risks/leaks-names.toml").read_text() in {RISK, step.text}
        assert [one.written.id for one in govern.held(str(copy))] == ["leaks-names"]


def _copy(register: Path, line: int) -> Path:
    copy = register / f"copy-{line}" / "governance"
    if not copy.exists():
        (copy / "risks").mkdir(parents=True)
        (copy / "risks/leaks-names.toml").write_text(RISK)
    return copy


def test_a_folder_of_another_name_is_read_by_an_audit_too(run: Run, release: Path) -> None:
    run("govern", "add", "risk", "one", "-C", release, "--folder", "docs/register")
    place = release / "docs/register/risks/one.toml"

    assert place.read_text().startswith('schema = "weighbridge/risk"\n')
    found = json.loads(run("govern", "status", release, "--format", "json").stdout)
    assert "risks-have-owners[one]" in {one["check"] for one in found}


def test_entries_are_listed_and_shown(run: Run, register: Path) -> None:
    listed = json.loads(run("govern", "list", "-C", register, "--format", "json").stdout)
    one = json.loads(
        run("govern", "show", "leaks-names", "-C", register, "--format", "json").stdout
    )
    text = run("govern", "show", "leaks-names", "-C", register).stdout.decode()

    assert [(row["kind"], row["id"]) for row in listed] == [("risk", "leaks-names")]
    assert one["unknown"] == {"ticket": "GOV-17", "budget": {"days": 3}}
    assert "`ticket` is no field of a risk; it is kept." in text
    assert RISK in text


def test_an_entry_that_is_not_there_is_answered_with_one_like_it(run: Run, register: Path) -> None:
    done = run("govern", "show", "leak-names", "-C", register)

    assert done.returncode == 2
    assert b"Did you mean leaks-names?" in done.stderr


def test_ids_are_completed_from_the_register(register: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "weighbridge"],
        env=os.environ
        | {
            "_WEIGHBRIDGE_COMPLETE": "bash_complete",
            "COMP_WORDS": f"weighbridge govern show -C {register} lea",
            "COMP_CWORD": "5",
        },
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert b"leaks-names" in done.stdout


@pytest.mark.parametrize(
    ("example", "open_"), [("complete", False), ("claiming", True), ("hopeless", True)]
)
def test_the_status_of_the_examples(run: Run, example: str, open_: bool) -> None:  # noqa: FBT001
    done = run("govern", "status", EXAMPLES / example, "--as-of", "2026-11-20", "--format", "json")
    found = {one["check"] for one in json.loads(done.stdout)}

    assert bool(found) is open_
    if example == "claiming":
        assert {
            "risks-have-owners[wrong-answers]",
            "governance-reviews-are-on-time[risk:wrong-answers]",
            "mitigations-have-evidence[wrong-answers]",
            "decisions-have-evidence[0001-ship]",
            "stage-is-signed-off[public]",
        } <= found


def test_the_log_reads_as_one(run: Run) -> None:
    text = run("govern", "log", EXAMPLES / "complete").stdout.decode()
    titles = [line for line in text.splitlines() if line.startswith("## ")]

    assert [title[3:7] for title in titles] == ["0001", "0002", "0003"]
    assert text.count("### Decision Outcome") == 3


def test_a_page_is_written_as_html_and_as_markdown(run: Run, tmp_path: Path) -> None:
    for name, start in (
        ("page.html", "<!doctype html>"),
        ("page.md", "# Governance of tiny-tongues 1.0.0"),
    ):
        done = run(
            *("govern", "publish", EXAMPLES / "complete", "-o", tmp_path / name),
            *("--as-of", "2026-11-20"),
        )
        assert done.returncode == 0
        assert (tmp_path / name).read_text().startswith(start)


def test_a_link_that_leads_out_of_the_register_is_no_entry(register: Path) -> None:
    (register / "secret.toml").write_text('title = "secret"\n')
    (register / "governance/risks/link.toml").symlink_to(register / "secret.toml")

    assert [one.written.id for one in govern.held(str(register / "governance"))] == ["leaks-names"]


def test_what_is_no_utf_8_text_is_not_changed(run: Run, register: Path) -> None:
    place = register / "governance/risks/leaks-names.toml"
    place.write_bytes(b'title = "caf\xe9"\n')
    done = run("govern", "review", "leaks-names", "-C", register, "--until", "2100-01-01")

    assert done.returncode == 2
    assert b"no UTF-8 text" in done.stderr
    assert place.read_bytes() == b'title = "caf\xe9"\n'
