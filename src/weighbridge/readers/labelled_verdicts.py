"""Labelled verdicts, a simple form of our own: a row for each sample, with label and prediction.

A row has `id`, `label` and `prediction`, and may have `domain`, `group`, `weight` and `error`.
JSON lines may begin with one object under the key `run` that says what was run: `tool`,
`tool_version`, `model`, `dataset`, `dataset_revision`, `started`, `samples` (how many rows are to
follow), `limited`, and `weights` (a list of sha256). A table (CSV) has the same names in its first
line, and no such object, so it cannot say that it is whole.
"""

from collections.abc import Iterator
from csv import DictReader, Error
from io import StringIO
from typing import Any

from weighbridge.facts.components import Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import EvaluationRun, Result, SampleOutcomes, Tally
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation import verdicts
from weighbridge.readers.evaluation.counts import digest, repeated
from weighbridge.readers.evaluation.jsons import TooLongError, count, lines, text, within
from weighbridge.readers.evaluation.telling import marked, run_id, skipped, too_long
from weighbridge.readers.evaluation.verdicts import FIELDS, NEEDED, Verdict
from weighbridge.readers.port import reader

TOOL = "labelled-verdicts"
_DIGEST = 64

Row = dict[str, Any]


@reader(
    names=("*.jsonl", "*.csv"),
    gives=(EvaluationRun, Tally, SampleOutcomes, Result, Sighting, Gap),
    topic="evaluation",
    whole=True,
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the verdicts; a file with other fields is something else."""
    head = blob.head()
    if b"prediction" not in head or b"label" not in head or skipped(blob):
        return
    try:
        found = _table(blob) if blob.suffix == ".csv" else _lines(blob)
    except TooLongError:
        yield too_long(blob, TOOL)
        return
    if found is None:
        return
    header, rows, broken = found
    kept = [verdicts.verdict(row) for row in rows]
    yield from marked(_run(blob, header, rows, kept, broken), verdicts.marks(kept))


def _run(
    blob: Blob, header: Row, rows: list[Row], kept: list[Verdict], broken: int
) -> EvaluationRun:
    planned, judged = count(header, "samples"), sum(one.judged for one in kept)
    weights = within(header, "weights")
    named = (
        [str(one).removeprefix("sha256:").lower() for one in weights or ()]
        if isinstance(weights, list)
        else []
    )
    wrong = any(one.label != one.prediction for one in kept)
    return EvaluationRun(
        at=blob.evidence(),
        id=run_id(blob),
        tool=text(header, "tool") or TOOL,
        tool_version=text(header, "tool_version"),
        model=text(header, "model"),
        dataset=text(header, "dataset"),
        dataset_revision=text(header, "dataset_revision"),
        started=text(header, "started"),
        samples=judged,
        planned=planned,
        completed=None if planned is None else judged >= planned and not broken,
        limited=within(header, "limited") is True,
        defects=tuple(_defects(header, rows, kept, broken)),
        weights=tuple(one for one in named if len(one) == _DIGEST),
        samples_digest=digest((one.id, one.prediction) for one in kept) if wrong else "",
    )


def _defects(header: Row, rows: list[Row], kept: list[Verdict], broken: int) -> Iterator[str]:
    yield from repeated(one.id for one in kept)
    if broken:
        yield f"{broken} of its lines are no whole rows."
    nameless = sum(not (one.id and one.label) for one in kept)
    if nameless:
        yield f"{nameless} of its rows lack an id or a label."
    silent = sum(not one.judged for one in kept)
    if silent:
        yield f"{silent} of its {len(kept)} samples have no prediction."
    planned = count(header, "samples")
    if planned is not None and len(kept) > planned:
        yield f"It holds {len(kept)} samples, and {planned} were to be asked."
    yield from verdicts.weights(rows)


def _lines(blob: Blob) -> tuple[Row, list[Row], int] | None:
    """What was run, the rows, and how many lines are none; None for a file of another kind."""
    header: Row = {}
    rows: list[Row] = []
    broken = 0
    for line, value in lines(blob):
        if value is None:
            broken += 1
        elif line == 1 and isinstance(value.get("run"), dict) and len(value) == 1:
            header = value["run"]
        elif _is_row(value):
            rows.append(value)
        elif rows:
            broken += 1
        else:
            return None
    return (header, rows, broken) if rows else None


def _is_row(value: Row) -> bool:
    return value.keys() >= NEEDED and value.keys() <= FIELDS


def _table(blob: Blob) -> tuple[Row, list[Row], int] | None:
    if blob.cut:
        raise TooLongError
    table = DictReader(StringIO(blob.text()))
    try:
        names = set(table.fieldnames or ())
        if not (names >= NEEDED and names <= FIELDS):
            return None
        rows: list[Row] = list(table)
    except Error:
        return None
    whole = [row for row in rows if None not in row and None not in row.values()]
    return {}, whole, len(rows) - len(whole)
