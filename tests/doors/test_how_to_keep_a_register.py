"""The commands of the guide to keeping a register work in the order in which it gives them."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from weighbridge import checks
from weighbridge.doors.cli import main

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "keep-a-register.md"


def test_every_command_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "README.md").write_text("---\npipeline_tag: text-generation\n---\n# M\n")
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^\$ weighbridge (.+)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    done = {one: CliRunner().invoke(main, shlex.split(one)) for one in commands}

    assert len(commands) >= 8
    assert {one: result.output for one, result in done.items() if result.exception} == {}
    assert (tmp_path / "governance.html").read_text().startswith("<!doctype html>")
    assert "## Safety case" in (tmp_path / "GOVERNANCE-REPORT.md").read_text()
    assert (
        'owner = "Ada Example"'
        in (tmp_path / "governance/risks/leaks-training-data.toml").read_text()
    )


def test_the_guide_names_checks_that_there_are() -> None:
    named = re.findall(r"^\| (`[^|]+) \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    ids = {one for cell in named for one in re.findall(r"`([a-z-]+)`", cell)}

    assert len(ids) == 12
    assert ids <= set(checks.names())
