"""Results in documents: tables of metrics or benchmarks with numbers in them, and numbers under a
heading about evaluation.
"""

from collections.abc import Iterator, Sequence

from weighbridge.catalogs.vocabularies import card_sections, evaluation
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.evaluation import Result
from weighbridge.facts.provenance import Evidence, Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.card import NAMES
from weighbridge.readers.card_kinds import SUFFIXES
from weighbridge.readers.front_matter import front_matter
from weighbridge.readers.markdown import Chapter, chapters
from weighbridge.readers.places import is_borrowed, is_for_tests
from weighbridge.readers.port import reader
from weighbridge.readers.sections import ENOUGH, sections
from weighbridge.readers.tables import Table, tables

MOST = 200
"""Results of one file that are told."""
_MORE_NAMES = ("*eval*.md", "*benchmark*.md", "*result*.md", "*model*zoo*.md", "*leaderboard*.md")
_NUMBER = lazy(
    r"[-+~≈<>≤≥]?\s?(\d{1,6}(?:[.,]\d{1,6})?)\s?%?(?:\s?(?:±|\+/-|\().{0,20})?[*†‡^]{0,3}"
)
_ALL = frozenset({"", "-", "all", "overall", "total", "average", "avg", "mean"})
_SAYING_NOTHING = frozenset({"value", "values", "score", "scores", "result", "results", "metric"})
_COUNT = lazy(r"\d,\d{3}(?!\d)")
"""A number with its thousands set apart counts things."""
_MEASURED = lazy(r"(?<![\w.])\d{1,3}(?:\.\d{1,4}\s?%?|\s?%)(?![\w.])|(?<![\w.])0\.\d+")


@reader(names=(*NAMES, *_MORE_NAMES), gives=(Result, Sighting), topic="evaluation")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the results of a document."""
    if blob.suffix not in SUFFIXES or b"\x00" in blob.head(512):
        return
    if is_borrowed(blob.path) or is_for_tests(blob.path):
        return
    text = blob.text()
    front = front_matter(text)
    body = chapters(text, front.last if front else 0)
    results: list[Result] = []
    for chapter in body:
        about = card_sections.named_by(chapter.heading)
        if "training-data" in about and "evaluation" not in about:
            continue  # tables of what the data consists of, often under a benchmark's name
        for table in tables(chapter.lines):
            results += _results(blob, table)
    yield from results[:MOST]
    if results:
        lines = [result.at.lines[0] for result in results if result.at.lines]
        at = blob.evidence(lines=(min(lines), max(lines)))
        note = f"tables with {len(results)} results"
        yield Sighting("evaluation-results", Presence.PRESENT, at, note)
        named = list(dict.fromkeys(r.task for r in results if evaluation.is_benchmark(r.task)))
        if named:
            note = f"benchmarks named: {', '.join(named[:5])}"
            yield Sighting("evaluation-data", Presence.MENTIONED, at, note)
    else:
        yield from _prose(blob, body)


def _results(blob: Blob, table: Table) -> Iterator[Result]:
    """The numbers of a table whose columns, or whose rows, are metrics or benchmarks."""
    header = table.header.cells
    named = [column for column, name in enumerate(header) if column and _is_measure(name)]
    for row in table.rows:
        at = blob.evidence(line=row.line, kind=Kind.DECLARED)
        labels = [column for column in (1, 0) if _is_measure(_cell(row.cells, column))]
        if named:
            for column in named:
                yield from _result(at, header[column], _cell(row.cells, column), row.cells, header)
        elif labels:
            for column in range(labels[0] + 1, len(row.cells)):
                beside = _cell(header, column)
                if not evaluation.is_something_else(beside):
                    measure, value = row.cells[labels[0]], row.cells[column]
                    yield from _result(at, measure, value, (beside,), ())


def _result(
    at: Evidence, measure: str, value: str, beside: Sequence[str], header: Sequence[str]
) -> Iterator[Result]:
    """One result, if the value is a number; what stands first beside it is its subject or group."""
    if not _NUMBER.fullmatch(value) or _COUNT.search(value):
        return
    first, group = _cell(beside, 0), _group(beside, header)
    metric = evaluation.is_metric(measure)
    yield Result(
        at,
        "card-table",
        task="" if metric else measure,
        metric=measure if metric else "",
        value=value,
        group=group,
        subject="" if first == group or first.lower() in _SAYING_NOTHING else first,
    )


def _group(cells: Sequence[str], header: Sequence[str]) -> str:
    """The group a row is about, by the columns that name groups, or by its first cell."""
    for column, name in enumerate(header):
        cell = _cell(cells, column)
        if evaluation.heads_groups(name) and cell.lower() not in _ALL:
            more = _cell(cells, column + 1) if _cell(header, column + 1).lower() == "value" else ""
            return f"{cell} {more}".strip()
    first = _cell(cells, 0)
    return first if evaluation.is_group(first) else ""


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _is_measure(name: str) -> bool:
    return evaluation.is_metric(name) or evaluation.is_benchmark(name)


def _prose(blob: Blob, body: tuple[Chapter, ...]) -> Iterator[Sighting]:
    """A section about evaluation that states numbers."""
    for part in sections(body):
        if "evaluation" not in part.topics or part.words < ENOUGH:
            continue
        first, last = part.lines
        stated = (
            line.number
            for chapter in body
            if first <= chapter.first <= last
            for line in chapter.lines
            if first <= line.number <= last and _MEASURED.search(line.text)
        )
        line = next(stated, None)
        if line is not None:
            at = blob.evidence(line=line, kind=Kind.DECLARED)
            yield Sighting("evaluation-results", Presence.PRESENT, at, "evaluation section")
            return
