"""The program as its users run it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def run() -> Run:
    """Run the program with arguments, and with variables set beside the environment's own."""

    def running(
        *arguments: str | bytes | Path, **variables: str
    ) -> "subprocess.CompletedProcess[bytes]":
        unset = {"NO_COLOR", "WEIGHBRIDGE_DEBUG", "COLUMNS", "PYTHONIOENCODING"}
        kept = {k: v for k, v in os.environ.items() if k not in unset}
        return subprocess.run(
            [sys.executable, "-m", "weighbridge", *arguments],
            capture_output=True,
            check=False,
            env=kept | variables,
            timeout=60,
        )

    return running


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A small release in a folder."""
    folder = tmp_path / "tiny-guess"
    folder.mkdir()
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# Tiny guess\n\nIt guesses.\n")
    (folder / "train.py").write_text("import torch\n")
    return folder
