"""Numbers that texts state: rows of tables, `name: number` in lines, and leaves of JSON."""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from weighbridge.catalogs.vocabularies import evaluation
from weighbridge.findings.numbers import Number, parsed, words_of
from weighbridge.patterns import lazy
from weighbridge.readers.front_matter import front_matter
from weighbridge.readers.markdown import Chapter, Line
from weighbridge.readers.tables import tables

MOST = 2_000
"""Numbers of one file."""
_DEEPEST = 8
_CELL = lazy(r"[~≈]?\s?[-+]?\d[\d,]{0,20}(?:\.\d{1,12})?\s?%?(?:\s?±\s?[\d.]{1,12}\s?%?)?")
_NAMED = lazy(
    r"([A-Za-z][\w @/().\[\]-]{0,60}?)['\"*`]{0,3}\s{0,4}(?:=|:|≈|~| of | is )\s{0,4}[*`]{0,2}"
    r"([-+]?\d{1,15}(?:\.\d{1,18})?(?:[eE][-+]?\d{1,3})?\s?%?)(?![\w.]*\w)"
)
_DIGEST = lazy(r"(?<![0-9a-fA-F])([0-9a-f]{64})(?![0-9a-fA-F])[ \t*]+([\w./-]{1,200})")
_WITHIN = lazy(
    r"(?:within|tolerance(?:\s+(?:of|is))?|up to|±|\+/-)[\s:=|`±]{0,4}"
    r"(\d{1,3}(?:\.\d{1,6})?)(\s?%)?",
    re.IGNORECASE,
)
_TOLERANCE = lazy(r"toleran|±|deviation", re.IGNORECASE)


def in_chapters(
    chapters: Sequence[Chapter], path: str, code: Collection[int] = ()
) -> Iterator[Number]:
    """Numbers that chapters state as results: in tables with a label, and after a metric's name.

    Args:
        code: numbers of lines that state nothing, since they are to be run.
    """
    yield from islice(_in_chapters(chapters, path, code), MOST)


def digests(chapters: Sequence[Chapter]) -> Iterator[tuple[int, str, str]]:
    """Line, SHA-256 and file name wherever a document writes them as `sha256sum` does."""
    for chapter in chapters:
        for line in chapter.lines:
            found = _DIGEST.search(line.text)
            if found:
                yield line.number, found[1], found[2].removeprefix("./")


def tolerance(chapters: Sequence[Chapter]) -> tuple[str, Decimal] | None:
    """What a document states as its tolerance, as written and as a share or number."""
    for chapter in chapters:
        for line in chapter.lines:
            found = _WITHIN.search(line.text)
            value = parsed(found[1]) if found else None
            if found and value is not None:
                return found[0], value / 100 if found[2] else value
    return None


def in_model_index(text: str, path: str) -> Iterator[Number]:
    """Numbers of a card's `model-index`; the split, where one is named, must be named by both."""
    front = front_matter(text) if "model-index" in text else None
    index = front.values.get("model-index") if front else None
    for model in _dictionaries(index):
        for entry in _dictionaries(model.get("results")):
            data = entry.get("dataset")
            data = data if isinstance(data, dict) else {}
            named = [str(data.get(key, ""))[:200] for key in ("name", "type", "config")]
            split = str(data.get("split", ""))[:200]
            for metric in _dictionaries(entry.get("metrics")):
                value = metric.get("value")
                if isinstance(value, int | float | str) and not isinstance(value, bool):
                    name = str(metric.get("name") or metric.get("type") or "")[:200]
                    needed = words_of(name, split)
                    words = needed | words_of(*named)
                    yield Number(f"{path} model-index {split} {name}", words, str(value), needed)


def in_json(data: bytes, path: str, *, lines: bool = False) -> Iterator[Number]:
    """Numbers of a JSON file by their keys, those of time and cost left out.

    Args:
        lines: whether it is a log with an object a line; the last one counts.
    """
    try:
        text = data.strip().rpartition(b"\n")[2] if lines else data
        loaded = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError):
        return
    yield from islice(_leaves(loaded, (), path), MOST)


def in_lines(text: str, path: str) -> Iterator[Number]:
    """Numbers that lines of output name, as `accuracy: 0.994` or in an object."""
    found = (
        number
        for line, said in enumerate(text.splitlines(), 1)
        for number in _named(said, path, line)
    )
    yield from islice(found, MOST)


def _in_chapters(chapters: Sequence[Chapter], path: str, code: Collection[int]) -> Iterator[Number]:
    for chapter in chapters:
        for table in tables(chapter.lines):
            columns = _columns(table.header.cells)
            for row in table.rows:
                yield from _row(row.cells, table.header.cells, columns, f"{path}:{row.line}")
        for line in chapter.lines:
            if line.number not in code and not _is_row(line):
                yield from (n for n in _named(line.text, path, line.number) if n.needed)


def _columns(header: Sequence[str]) -> tuple[int | None, list[int]]:
    """The column of tolerances, and those of numbers that may be results."""
    within = next((c for c, name in enumerate(header) if c and _TOLERANCE.search(name)), None)
    others = [c for c in range(1, len(header)) if c != within]
    return within, [c for c in others if not evaluation.is_something_else(header[c])]


def _row(
    cells: Sequence[str], header: Sequence[str], columns: tuple[int | None, list[int]], place: str
) -> Iterator[Number]:
    """Numbers of a row, called as the cells before them and the heads of their columns are.

    Where one of these words is a metric, all of them are needed: rows differ by a word.
    """
    within, others = columns
    allowed = parsed(cells[within]) if within is not None and within < len(cells) else None
    for column in others:
        if column >= len(cells) or not _CELL.fullmatch(cells[column].strip()):
            continue
        labels = (c for c in cells[:column] if not _CELL.fullmatch(c.strip()))
        words = words_of(*labels, header[column])
        named = (*cells[:column], header[column])
        metric = any(evaluation.is_metric(word) for name in named for word in name.split())
        if words:
            needed = words if metric else frozenset()
            own = f"{place.rpartition(':')[0]} {' '.join(sorted(words))}"
            yield Number(place, words, cells[column].strip(), needed, own, allowed)


def _named(line: str, path: str, number: int) -> Iterator[Number]:
    """`name: number` in a line; what the line starts with belongs to each name in it."""
    start = re.split(r"[:={(\[]", line, maxsplit=1)[0][:60]
    for found in _NAMED.finditer(line[:2_000]):
        if evaluation.is_something_else(found[1]):
            continue
        words = words_of(start, found[1])
        needed = words_of(found[1]) if evaluation.is_metric(found[1].strip()) else frozenset()
        if words:
            yield Number(f"{path}:{number}", words, found[2], needed)


def _leaves(value: Any, above: tuple[str, ...], path: str) -> Iterator[Number]:
    if not isinstance(value, dict) or len(above) > _DEEPEST:
        return
    for key, entry in value.items():
        keys = (*above, str(key)[:100])
        if isinstance(entry, dict):
            yield from _leaves(entry, keys, path)
        elif _is_result(keys, entry):
            name = ".".join(keys)
            yield Number(f"{path} {name}", words_of(*keys), str(entry), own=f"{path} {name}")


def _is_result(keys: tuple[str, ...], value: Any) -> bool:
    """Whether a leaf may be a result: a metric, or a fraction of which no key says otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    if evaluation.is_metric(keys[-1]):
        return True
    return isinstance(value, Decimal) and not any(map(evaluation.is_something_else, keys))


def _dictionaries(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_row(line: Line) -> bool:
    return line.text.lstrip().startswith("|")
