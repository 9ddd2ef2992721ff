"""Tables in Markdown and HTML: cells as they read on the page, with the line of each row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weighbridge.patterns import lazy
from weighbridge.readers.markdown import Line, plain

_DELIMITER = lazy(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
_ROW = lazy(r"<tr\b", re.IGNORECASE)
_CELL = lazy(r"<t[dh]\b([^<>]{0,300})>", re.IGNORECASE)
_SPAN = lazy(r"colspan\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
_MOST_ROWS, _MOST_CELLS = 500, 60


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        line: where it begins in the file.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the first row heads it."""

    header: Row
    rows: tuple[Row, ...]


def tables(lines: Sequence[Line]) -> Iterator[Table]:
    """Every table in some lines of a document."""
    yield from _markdown(lines)
    yield from _html(lines)


def _markdown(lines: Sequence[Line]) -> Iterator[Table]:
    """Tables of pipes: a row, a row of dashes, rows until a line without a pipe.

    Source: GitHub Flavored Markdown 0.29, section 4.10.
    """
    number = 1
    while number < len(lines):
        rule, head = lines[number], lines[number - 1]
        number += 1
        if rule.fenced or "-" not in rule.text or "|" not in head.text or head.fenced:
            continue
        if "|" not in rule.text or len(rule.text) > 2000 or not _DELIMITER.match(rule.text):
            continue
        rows = []
        while number < len(lines) and "|" in lines[number].text and not lines[number].fenced:
            rows.append(Row(lines[number].number, _cells(lines[number].text)))
            number += 1
        yield Table(Row(head.number, _cells(head.text)), tuple(rows[:_MOST_ROWS]))


def _cells(text: str) -> tuple[str, ...]:
    return tuple(_read(cell) for cell in text.strip().strip("|").split("|")[:_MOST_CELLS])


def _html(lines: Sequence[Line]) -> Iterator[Table]:
    inside: list[Line] = []
    for line in lines:
        lower = "" if line.fenced or "<" not in line.text else line.text.lower()
        if inside or "<table" in lower:
            inside.append(line)
        if inside and "</table" in lower:
            rows = tuple(row for row in _html_rows(inside) if row.cells)
            if len(rows) > 1:
                yield Table(rows[0], rows[1 : _MOST_ROWS + 1])
            inside = []


def _html_rows(lines: Sequence[Line]) -> Iterator[Row]:
    first, text = lines[0].number, ""
    for line in lines:
        for number, piece in enumerate(_ROW.split(line.text)):
            if number:
                yield Row(first, _html_cells(text))
                first, text = line.number, ""
            text += piece + " "
    yield Row(first, _html_cells(text))


def _html_cells(text: str) -> tuple[str, ...]:
    """Cells of a row; one that spans several columns stands in each of them."""
    pieces = _CELL.split(text[:20_000])
    cells: list[str] = []
    for attributes, content in zip(pieces[1::2], pieces[2::2], strict=True):
        span = _SPAN.search(attributes)
        cells += [_read(content)] * min(int(span[1]) if span else 1, _MOST_CELLS)
    return tuple(cells[:_MOST_CELLS])


def _read(cell: str) -> str:
    return plain(cell.replace("&nbsp;", " ")).replace("**", "").strip(" *`")[:200]
