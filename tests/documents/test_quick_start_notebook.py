import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import copytree

import nbformat
import pytest

from weighbridge.audit import open_release
from weighbridge.documents import drafts
from weighbridge.documents.record import Record, build

EXAMPLES = Path(__file__).parents[2] / "examples"


def _text(record: Record) -> str:
    draft = drafts.find("quick-start-notebook").draft(record)
    assert draft is not None
    return draft.text


def _record(folder: Path) -> Record:
    return build(open_release(str(folder), as_of=date(2026, 11, 20), offline=True))


@pytest.mark.parametrize("example", ["complete", "claiming", "hopeless"])
def test_a_notebook_is_a_valid_one(example: str) -> None:
    notebook = nbformat.reads(_text(_record(EXAMPLES / example)), as_version=4)

    nbformat.validate(notebook, relax_add_props=False)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)


def test_its_cells_run_and_count_what_the_record_says(tmp_path: Path) -> None:
    folder = copytree(EXAMPLES / "complete", tmp_path / "release")
    cells = json.loads(_text(_record(folder)))["cells"]
    code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )

    assert "16502 numbers in this file" in ran.stdout
    digest = next(f.sha256 for f in _record(folder).files if f.path == "model.safetensors")
    assert ran.stdout.strip().endswith(str(digest))


def test_a_pickle_is_not_opened() -> None:
    assert "model.pkl" not in _text(_record(EXAMPLES / "hopeless"))
