"""A notebook to learn from: what lies in the release, what the weights hold, and a first run."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import code, question, shown, standing
from weighbridge.documents.record import Record

NAME = "quick-start-notebook"
TITLE = "Notebook for a first look (quick-start.ipynb)"
DEFAULT = False

_PATH = "quick-start.ipynb"
_INVENTORY = """from pathlib import Path

files = sorted(path for path in Path(".").rglob("*") if path.is_file())
print(len(files), "files,", sum(path.stat().st_size for path in files), "bytes")
for path in files[:20]:
    print(f"{path.stat().st_size:>12,}  {path}")"""
_HEADER = """import json

with open({path}, "rb") as weights:
    length = int.from_bytes(weights.read(8), "little")
    header = json.loads(weights.read(length))
tensors = {{name: entry for name, entry in header.items() if name != "__metadata__"}}
for name, entry in list(tensors.items())[:20]:
    print(entry["dtype"], entry["shape"], name)"""
_COUNT = """from math import prod

print(sum(prod(entry["shape"]) for entry in tensors.values()), "numbers in this file")"""
_DIGEST = """from hashlib import sha256

print(sha256(Path({path}).read_bytes()).hexdigest())"""
_FIRST_RUN = "Which few lines give a first answer of the model, and what do they print?"


def draft(record: Record) -> Draft | None:
    """Draft it; nothing in it needs more than Python, and no cell runs the release's own code.

    Source: Jupyter notebook format 4.5.
    """
    texts = [*_opening(record), *_weights(record), *_run(record)]
    notebook = {
        "cells": [_cell(number, *text) for number, text in enumerate(texts)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    there = standing(record, _PATH)
    return Draft(there or _PATH, text, open=() if there else (_FIRST_RUN,))


def _opening(record: Record) -> Iterator[tuple[str, str]]:
    rule = "Run this notebook in the folder of the release. It reads files and runs none of them."
    yield "markdown", f"# A first look at {shown(record.name)}\n\n{rule}"
    yield "markdown", "## What lies here"
    yield "code", _INVENTORY


def _weights(record: Record) -> Iterator[tuple[str, str]]:
    """The tensors of a safetensors file, read by hand."""
    path = _smallest(record)
    if not path:
        said = record.value("model.format")
        held = f"The weights are in the format {shown(said)}. " if said else ""
        none = "No safetensors file lies here to be read by hand."
        yield "markdown", f"## The weights\n\n{held}{none}"
        return
    layout = (
        f"{code(path)} begins with the length of a header, and a header in JSON that names every "
        "tensor, its type and its shape. Reading it runs nothing."
    )
    yield "markdown", f"## What the weights hold\n\n{layout}"
    yield "code", _HEADER.format(path=json.dumps(path))
    parameters = record.value("model.parameters")
    counted = f" The model has {parameters:,} parameters." if parameters else ""
    sides = "A tensor holds as many numbers as its sides multiply to."
    yield "markdown", f"## Counting\n\n{sides}{counted}"
    yield "code", _COUNT
    digest = next((f.sha256 for f in record.files if f.path == path), None)
    if digest:
        was = f"Its SHA-256 was `{digest}` when this was written."
        yield "markdown", f"## Is it the same file?\n\n{was}"
        yield "code", _DIGEST.format(path=json.dumps(path))


def _run(record: Record) -> Iterator[tuple[str, str]]:
    commands = sorted(record.value("code.commands") or ())[:5]
    listed = "\n".join(f"- {code(words)}" for words in commands)
    told = f"The documents of the release name these commands:\n\n{listed}\n\n" if commands else ""
    yield "markdown", f"## A first run\n\n{told}{question(_FIRST_RUN)}"


def _smallest(record: Record) -> str:
    found = [file for file in record.files if file.path.endswith(".safetensors")]
    found.sort(key=lambda file: (file.path.count("/"), file.size, file.path))
    return found[0].path if found else ""


def _cell(number: int, kind: str, text: str) -> dict[str, Any]:
    """One cell; its id is made of its place and its words, so that it stays the same."""
    cell: dict[str, Any] = {
        "cell_type": kind,
        "id": sha256(f"{number}:{text}".encode()).hexdigest()[:12],
        "metadata": {},
        "source": text.splitlines(keepends=True),
    }
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
