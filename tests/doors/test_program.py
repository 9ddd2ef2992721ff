"""The program around its commands: help, version, ids, lists, completion, defects."""

import json
import subprocess
import sys
from time import perf_counter
from typing import Any

import click
import pytest

from weighbridge._version import __version__
from weighbridge.doors.cli import main, reference
from weighbridge.doors.cli.shelves import KINDS

Run = Any
COMMANDS = [one.path.split()[1:] for one in reference.commands()]


def test_the_version_is_on_stdout(run: Run) -> None:
    assert run("--version").stdout.decode() == f"weighbridge {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_on_stdout(run: Run, command: list[str], option: str) -> None:
    done = run(*command, option)

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Usage: weighbridge" in done.stdout


def test_help_comes_at_once() -> None:
    def seconds() -> float:
        start = perf_counter()
        subprocess.run([sys.executable, "-m", "weighbridge", "--help"], stdout=-3, check=True)
        return perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.15


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom weighbridge.doors.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'rich', 'jinja2', 'ruamel', 'markdown_it', 'license_expression', 'json'}\n"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


def test_no_command_shows_the_help_and_is_wrong_usage(run: Run) -> None:
    done = run()

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Usage: weighbridge" in done.stderr


def test_an_unknown_command_is_one_line_and_wrong_usage(run: Run) -> None:
    done = run("weigh")

    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_every_command_and_option_says_what_it_does() -> None:
    context = click.Context(main)
    commands = [main, *(main.get_command(context, name) for name in main.list_commands(context))]

    assert [c.name for c in commands if c and not (c.help and c.get_short_help_str())] == []
    assert [
        (c.name, p.name)
        for c in commands
        if c
        for p in c.params
        if isinstance(p, click.Option) and not p.help
    ] == []


def test_the_reference_names_every_option() -> None:
    every = {one.path: one for one in reference.commands()}

    assert {"--format", "--output", "-o", "--part", "--as-of"} <= set(
        every["weighbridge audit"].options
    )
    assert every["weighbridge explain"].arguments == ("ID",)


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_has_a_line_for_each_entry(run: Run, kind: str) -> None:
    entries = json.loads(run("list", kind, "--format", "json").stdout)
    lines = run("list", kind).stdout.decode().splitlines()

    assert entries
    assert [line.split()[0] for line in lines] == [entry["id"] for entry in entries]
    assert all(entry["title"] for entry in entries)


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("component-is-present", "check"),
        ("component-is-present[model-card]", "check"),
        ("Apache-2.0", "license"),
        ("apache-2.0", "license"),
        ("model-card", "component"),
        ("mof-1.0", "framework"),
        ("mof-1.0:data-card", "criterion"),
    ],
)
def test_an_id_is_explained(run: Run, subject: str, kind: str) -> None:
    page = json.loads(run("explain", subject, "--format", "json").stdout)
    text = run("explain", subject).stdout.decode()

    assert page["kind"] == kind
    assert page["title"] in text
    assert page["id"].lower() == subject.lower()


@pytest.mark.parametrize(
    "subject", ["model-crad", "component-is-present[no-such]", "mof-1.0:x", ""]
)
def test_an_id_that_nothing_has_is_wrong_usage(run: Run, subject: str) -> None:
    done = run("explain", subject)

    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_the_nearest_id_is_suggested(run: Run) -> None:
    assert b"Did you mean model-card" in run("explain", "model-crad").stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_printed(run: Run, shell: str) -> None:
    done = run("completion", shell)

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"_WEIGHBRIDGE_COMPLETE" in done.stdout


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("weighbridge au", "audit"),
        ("weighbridge audit --format js", "jsonl"),
        ("weighbridge audit --framework mof-1", "mof-1.0"),
        ("weighbridge audit --part we", "weights="),
        ("weighbridge explain model-ca", "model-card"),
        ("weighbridge list che", "checks"),
    ],
)
def test_words_are_completed(run: Run, words: str, wanted: str) -> None:
    done = run(
        _WEIGHBRIDGE_COMPLETE="bash_complete",
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split()) - 1),
    )

    assert f"plain,{wanted}" in done.stdout.decode().splitlines()


def _with_a_defect(**variables: str) -> "subprocess.CompletedProcess[str]":
    code = (
        "from weighbridge.doors.cli import main\nfrom weighbridge.doors.cli.commands import list\n"
        "def broken(*_): raise RuntimeError('two\\nlines')\n"
        "list.rows = broken\nmain(['list', 'checks'])"
    )
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, env=variables, check=False)


def test_a_defect_is_one_line_too() -> None:
    done = _with_a_defect()

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (70, "", 1)
    assert "RuntimeError: two lines" in done.stderr


def test_a_traceback_is_there_for_who_asks() -> None:
    assert "Traceback" in _with_a_defect(WEIGHBRIDGE_DEBUG="1").stderr
