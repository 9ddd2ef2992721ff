"""The README's output, its tour and the reference are what the program says today."""

import re
import subprocess
import sys
from pathlib import Path

from weighbridge.doors.cli.reference import commands

ROOT = Path(__file__).parent.parent


def test_generated_pages_are_up_to_date() -> None:
    command = [sys.executable, "-m", "docs.generate", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.returncode == 0


def test_the_readme_shows_what_the_demo_prints() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"\$ weighbridge audit examples/complete\n\n(.*?)\n…", readme, re.DOTALL)
    command = [sys.executable, "-m", "weighbridge", "audit", "examples/complete"]
    done = subprocess.run(
        [*command, "--as-of", "2026-11-20"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert shown is not None
    assert shown[1].strip() == done.stdout.strip()


def test_the_readme_names_every_verb() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    verbs = {one.path.split()[1] for one in commands() if " " in one.path} - {"completion"}

    assert {verb for verb in verbs if f"weighbridge {verb}" not in readme} == set()
