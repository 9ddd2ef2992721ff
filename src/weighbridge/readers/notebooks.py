"""Notebooks: the code of their cells, read as any other source file; nothing is run."""

import json
from collections.abc import Iterator
from typing import Any

from weighbridge.facts.code import CodeFile
from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.code_roles import roles_of
from weighbridge.readers.port import reader


@reader(names=("*.ipynb",), gives=(CodeFile, Gap), topic="code")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a notebook.

    Source: Jupyter notebook format 4.5, "Code cells" (3.0 keeps them in worksheets).
    """
    if blob.cut:
        yield _unreadable(blob, "it is too large to be read here", "Clear its outputs.")
        return
    try:
        code = "\n".join(_cells(json.loads(blob.text())))
    except (ValueError, RecursionError) as error:
        cause = f"it is not valid JSON ({type(error).__name__})"
        yield _unreadable(blob, cause, "Save it again.")
        return
    if code.strip():
        yield CodeFile(blob.evidence(), "notebook", roles_of(code, blob.path, "notebook"), True)


def _cells(notebook: Any) -> Iterator[str]:
    match notebook:
        case {"cells": [*cells]}:
            yield from (text for cell in cells for text in _source(cell, "source"))
        case {"worksheets": [*sheets]}:
            for sheet in sheets:
                if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list):
                    yield from (text for cell in sheet["cells"] for text in _source(cell, "input"))


def _source(cell: Any, key: str) -> Iterator[str]:
    """A code cell's text, without the lines that are for the shell."""
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return
    source = cell.get(key, "")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    yield "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("!", "%")))


def _unreadable(blob: Blob, cause: str, remedy: str) -> Gap:
    return Gap(blob.evidence(), f"{blob.path} could not be read: {cause}.", remedy, "code")
