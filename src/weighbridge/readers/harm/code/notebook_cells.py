"""Notebooks: their cells as Python and as command lines, and pages with scripts in what they show.

Source: Jupyter notebook format 4.5, "Code cells"; IPython 9 documentation, "Built-in magic
commands" and "System shell access".
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm.code import python_source
from weighbridge.readers.harm.code.shell_text import commands
from weighbridge.readers.harm.piece import Piece

_LONGEST = 8 << 20
_GATE = lazy(rb"\"\s*(?:\\[nt]|\s)*[!%]|\\n\s*[!%]|\\u00[2-7]|get_ipython|<iframe|srcdoc")
_SHELL_CELL = lazy(r"\s*%%(?:bash|sh|script|system|!|cmd|powershell)\b")
_ESCAPE = lazy(r"^(\s*)(?:[\w, .\[\]]{1,60}=\s*)?(!!?|%(?:sx|system|sc)\s)(.*)$")
_RUN = lazy(r"^\s*%(?:run|load|loadpy)\s+(?:-\w+\s+)*[\"']?(https?://\S+)")
_MAGIC = lazy(r"^\s*(?:%|\?|.*\?$)")
_INSTALL = lazy(
    r"\s*(?:pip|pip3|conda|mamba|apt|apt-get|uv|npm|git|ls|cd|mkdir|nvidia-smi|python3? -m pip)\b"
)
_MOST = 2000


def reasons(piece: Piece, data: bytes) -> Iterator[Reason]:
    """What running the cells would do."""
    if not (_GATE.search(data) or python_source.words(data)):
        return
    if piece.size > _LONGEST:
        message = f"It is longer than {_LONGEST:,} bytes and was not looked at whole."
        yield Reason(Harm.INCOMPLETE, "file-too-large", message, piece.where())
        return
    try:
        cells = [*_cells(json.loads(data))]
    except (ValueError, RecursionError):
        message = "It is damaged JSON, and its cells cannot be read."
        yield Reason(Harm.INCOMPLETE, "json-damaged", message, piece.where())
        return
    code: list[str] = []
    for number, text in cells[:_MOST]:
        shell, python = _parted(text)
        code.append(python)
        yield from _shell(piece, number, shell)
        if found := next(filter(None, map(_RUN.match, text.split("\n"))), None):
            message = f"Running its cell {number} runs code from {found[1][:150]}."
            yield Reason(Harm.RUNS_CODE, "notebook-runs-address", message, _where(piece, number))
    whole = "\n".join(code).encode("utf-8", "replace")
    yield from _python(piece, whole)


def _python(piece: Piece, code: bytes) -> Iterator[Reason]:
    for one in python_source.reasons(piece, code, cell=True):
        if one.harm is not Harm.INCOMPLETE:  # cells may hold languages and drafts of any kind
            yield Reason(
                one.harm, one.rule, one.message, ", ".join(filter(None, (piece.where(), "cells")))
            )


def _cells(notebook: Any) -> Iterator[tuple[int, str]]:
    """Code cells, numbered from 1 among all cells."""
    sheets = notebook.get("worksheets") if isinstance(notebook, dict) else None
    holders = [notebook, *(sheets if isinstance(sheets, list) else ())]
    cells = [
        c
        for one in holders
        if isinstance(one, dict)
        for c in one.get("cells") or ()
        if isinstance(one.get("cells"), list)
    ]
    for number, cell in enumerate(cells, 1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = cell.get("source", cell.get("input", ""))
            yield number, "".join(map(str, source)) if isinstance(source, list) else str(source)


def _parted(text: str) -> tuple[str, str]:
    """The command lines of a cell, and its Python."""
    if _SHELL_CELL.match(text):
        return text.partition("\n")[2], ""
    if text.lstrip().startswith("%%") and not re.match(
        r"\s*%%(?:time|timeit|capture|prun|python)", text
    ):
        return "", ""
    shell: list[str] = []
    python: list[str] = []
    for line in text.split("\n"):
        if found := _ESCAPE.match(line):
            shell.append(found[3])
            python.append(f"{found[1]}pass")
        else:
            python.append(
                f"{line[: len(line) - len(line.lstrip())]}pass" if _MAGIC.match(line) else line
            )
    return "\n".join(shell), "\n".join(python)


def _shell(piece: Piece, number: int, shell: str) -> Iterator[Reason]:
    lines = [line for line in shell.split("\n") if line.strip()]
    if not lines:
        return
    for one in commands(shell):
        harm = Harm.DANGEROUS if one.sure else Harm.RUNS_CODE
        yield Reason(
            harm, one.rule, f"Running its cell {number} {one.does}.", _where(piece, number)
        )
    if other := next((line for line in lines if not _INSTALL.match(line)), ""):
        message = (
            f"Running its cells runs commands in a shell, such as: {' '.join(other.split())[:80]}."
        )
        yield Reason(Harm.RUNS_CODE, "notebook-shell", message, _where(piece, number))
    else:
        message = "Running its cells installs or inspects things through a shell."
        yield Reason(Harm.RUNS_CODE, "notebook-shell", message, _where(piece, number))


def _where(piece: Piece, number: int) -> str:
    return ", ".join(filter(None, (piece.where(), f"cell {number}")))
