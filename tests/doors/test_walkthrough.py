"""The walk from a closed gate to an open one, as the documentation tells it, step by step."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial" / "from-closed-to-open.md"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which `weighbridge` and `python` are these."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "weighbridge").write_text(f'#!/bin/sh\nexec {sys.executable} -m weighbridge "$@"\n')
    (programs / "weighbridge").chmod(0o755)
    (programs / "python").symlink_to(sys.executable)
    return {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "COLUMNS": "100"}


def steps(block: str) -> list[tuple[str, list[str]]]:
    """Each command of a console block, and the lines it has to print among others."""
    found: list[tuple[str, list[str]]] = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        end = next((n for n, line in enumerate(lines) if line.endswith('"') and n), 0)
        multiple = lines[0].endswith('-c "')
        command = "\n".join(lines[: end + 1]) if multiple else lines[0]
        found.append((command, [] if multiple else lines[1:]))
    return found


def test_the_walk_leads_from_closed_to_open(tmp_path: Path, shell: dict[str, str]) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    told = 0
    for language, file, text in BLOCK.findall(PAGE.read_text("utf-8")):
        if file:
            place = tmp_path / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        for command, expected in steps(text) if language == "console" else ():
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=tmp_path, env=shell, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode in {0, 1}, (command, done.stderr)
            for line in expected:
                assert line in done.stdout.splitlines(), (command, done.stdout)
                told += 1

    assert told == 9
