"""Croissant metadata that its own library validates and gives back unchanged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Read
from weighbridge.documents.drafts import croissant
from weighbridge.documents.managed import WHOLE, merge
from weighbridge.documents.record import build

CARD = b"""---
license: cc0-1.0
task_categories: [other]
---
# Data card for Tiny

## Biases

There are only short sentences in it.

## Processing

Nothing was removed.
"""
FILES = {"data/train.jsonl": b'{"a": 1}\n{"a": 2}\n', "DATA_CARD.md": CARD}


def drafted(read: Read, files: dict[str, bytes]) -> str:
    draft = croissant.draft(build(read(files)))
    assert draft is not None
    return draft.text


def test_files_are_described_with_their_digests(read: Read) -> None:
    value = json.loads(drafted(read, FILES))
    (file,) = value["distribution"]
    assert (file["contentUrl"], file["contentSize"]) == ("data/train.jsonl", "18 B")
    assert len(file["sha256"]) == 64
    assert value["conformsTo"][0] == "http://mlcommons.org/croissant/1.1"


def test_sections_of_the_data_card_become_the_responsible_ai_vocabulary(read: Read) -> None:
    value = json.loads(drafted(read, FILES))
    assert value["rai:dataBiases"] == "There are only short sentences in it."
    assert "rai:dataCollection" not in value


def test_a_release_without_data_files_has_none(read: Read) -> None:
    assert croissant.draft(build(read({"README.md": b"# Tiny"}))) is None


def test_a_file_of_ours_is_written_anew_and_a_persons_is_kept(read: Read) -> None:
    older = drafted(read, FILES)
    newer = drafted(read, {**FILES, "data/test.jsonl": b"{}\n"})
    assert merge(older, newer).text == newer
    changed = older.replace("Tiny", "Mine").replace("short", "long")
    assert merge(changed, newer) == type(merge(changed, newer))(changed, (WHOLE,))


_ROUND = """
import json, sys, mlcroissant
given = json.load(open(sys.argv[1]))
read = mlcroissant.Dataset(jsonld=sys.argv[1]).metadata
assert not read.ctx.issues.errors, read.ctx.issues.report()
given.pop("@context")
back = read.to_json()
back.pop("@context")
assert json.loads(json.dumps(back, default=str)) == given, (back, given)
"""


@pytest.mark.parametrize("example", ["complete", "small"])
def test_the_library_validates_it_and_gives_it_back(
    read: Read, tmp_path: Path, example: str
) -> None:
    files = FILES
    if example == "complete":
        top = Path(__file__).parents[2] / "examples" / example
        files = {str(p.relative_to(top)): p.read_bytes() for p in top.rglob("*") if p.is_file()}
    place = tmp_path / "croissant.json"
    place.write_text(drafted(read, files))
    # in a process of its own: the library turns warnings of its dependencies into errors here
    done = subprocess.run(
        [sys.executable, "-c", _ROUND, str(place)], capture_output=True, check=False, text=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"}, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
