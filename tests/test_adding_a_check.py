"""Adding a check needs exactly its two files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHECK = '''"""The release holds a file of poems.

A release without poems is only prose.

## How to fix

Write one.
"""

from collections.abc import Iterator

from weighbridge.facts.distribution import Inventory
from weighbridge.findings import Finding, Severity, check, failed, passed


@check(severity=Severity.INFO, since="0.1")
def poems_are_present(inventory: Inventory) -> Iterator[Finding]:
    """Judge the release."""
    poems = [file.at for file in inventory.files if file.at.path.endswith(".poem")]
    yield passed("There are poems.", *poems) if poems else failed("There is no poem.")
'''
CASES = """# poems-are-present

## A poem is there

```text file=spring.poem
Rain again.
```
```findings
pass spring.poem
```

## None is

```text file=README.md
Prose.
```
```findings
fail
```
"""


def test_a_check_is_found_by_its_two_files(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(
        ROOT / "tests", tmp_path / "tests", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    checks = tmp_path / "src" / "weighbridge" / "checks"
    (checks / "community" / "poems_are_present.py").write_text(CHECK, encoding="utf-8")
    cases = tmp_path / "tests" / "cases" / "poems-are-present.md"
    cases.write_text(CASES, encoding="utf-8")

    tested = _run(tmp_path, "-m", "pytest", "-q", "-k", "poems", "tests/test_cases.py")
    explained = _run(tmp_path, "-m", "weighbridge", "explain", "poems-are-present")

    assert "3 passed" in tested
    assert "A release without poems is only prose." in explained


def _run(folder: Path, *arguments: str) -> str:
    """Run Python on the copy's own source."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "COVERAGE_CORE": ""}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
