"""The page on evaluations: its verdicts read as it says, and its command writes what it says."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import Read
from weighbridge.doors.cli.commands import evidence
from weighbridge.facts.evaluation import Evaluation
from weighbridge.facts.provenance import Reading

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "read-evaluations.md"


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_its_verdicts_are_those_of_a_whole_run_of_a_filter(read: Read) -> None:
    found = read({"verdicts.jsonl": block("json").encode()}).view(Evaluation, Reading.CLAIMS)
    (run,) = found.runs
    rates = {(t.metric, t.domain): (t.successes, t.total) for t in found.tallies if not t.group}

    assert (run.tool, run.completed, run.defects) == ("my-filter", True, ())
    assert rates["false-positive-rate", "chemistry"] == (1, 1)
    assert rates["false-negative-rate", "chemistry"] == (0, 1)


def test_its_command_writes_the_statement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command, told = block("console").strip().splitlines()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evaluation").mkdir()
    (tmp_path / "evaluation" / "verdicts.jsonl").write_text(block("json"), encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    words = shlex.split(command.removeprefix("$ "))
    done = CliRunner().invoke(evidence.command, words[2:], standalone_mode=False)

    assert words[:2] == ["weighbridge", "evidence"]
    assert told in done.stderr
    assert (tmp_path / "evaluation" / "verdicts.intoto.json").exists()
