"""Results in files of their own: JSON and tables of metrics that evaluation scripts leave."""

import json
from collections.abc import Iterator
from csv import Error
from csv import reader as csv_reader
from io import StringIO
from typing import Any

from weighbridge.catalogs.vocabularies import evaluation
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.evaluation import Result
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.lm_evaluation import run_of
from weighbridge.readers.places import is_borrowed, is_for_tests
from weighbridge.readers.port import reader
from weighbridge.readers.result_tables import MOST

_NAMES = tuple(
    f"{name}.{suffix}"
    for name in ("*eval*", "*metric*", "*result*", "*score*", "*benchmark*", "*leaderboard*")
    for suffix in ("json", "csv", "tsv")
)
_NUMBER = lazy(r"[-+]?\d{1,9}(?:\.\d{1,18})?(?:e-?\d{1,3})?%?")
_DEEPEST = 4
_GROUPED = frozenset({"groups", "by_group", "subgroups", "slices", "by_gender", "by_language"})


@reader(names=_NAMES, gives=(Result, Sighting), topic="evaluation", whole=True)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a file of metrics."""
    if blob.cut or is_borrowed(blob.path) or is_for_tests(blob.path):
        return
    if blob.suffix == ".json":
        results = [] if run_of(blob) is not None else list(_json(blob))
    else:
        results = list(_table(blob))
    yield from results[:MOST]
    if results:
        note = f"{blob.name} with {len(results)} results"
        yield Sighting("evaluation-results", Presence.PRESENT, blob.evidence(), note)


def _json(blob: Blob) -> Iterator[Result]:
    try:
        loaded = json.loads(blob.data())
    except (ValueError, RecursionError):
        return
    if isinstance(loaded, dict):
        yield from _walk(blob.evidence(), loaded, ())


def _walk(at: Evidence, values: dict[str, Any], above: tuple[str, ...]) -> Iterator[Result]:
    """The metrics of an object, and of the objects in it; numbers of training are left out."""
    for key, value in values.items():
        if isinstance(value, dict) and len(above) < _DEEPEST:
            yield from _walk(at, value, (*above, str(key)[:100]))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            name = key.removeprefix("eval_").removeprefix("test_").removeprefix("predict_")
            if not name.startswith("train") and evaluation.is_metric(name):
                task, group = _task_and_group(above)
                yield Result(at, "metrics-file", task, key[:100], str(value), group)


def _task_and_group(above: tuple[str, ...]) -> tuple[str, str]:
    """What the keys above a metric name: the task, and the group where one of them says so."""
    for number, key in enumerate(above):
        if (key.lower() in _GROUPED or evaluation.heads_groups(key)) and number + 1 < len(above):
            return " ".join(above[:number]), " ".join(above[number + 1 :])
    group = above[-1] if above and evaluation.is_group(above[-1]) else ""
    return " ".join(above[:-1] if group else above), group


def _table(blob: Blob) -> Iterator[Result]:
    """The metrics of a table with a header; a metric is a column."""
    lines = csv_reader(StringIO(blob.text()), delimiter="\t" if blob.suffix == ".tsv" else ",")
    try:
        header = next(lines, [])
        named = [column for column, name in enumerate(header) if evaluation.is_metric(name)]
        grouping = next((c for c, name in enumerate(header) if evaluation.heads_groups(name)), None)
        for row in lines if named else ():
            at = blob.evidence(line=lines.line_num)
            group = row[grouping][:100] if grouping is not None and grouping < len(row) else ""
            subject = row[0][:100] if row and grouping != 0 and 0 not in named else ""
            for column in named:
                if column < len(row) and _NUMBER.fullmatch(row[column].strip()):
                    value = row[column].strip()
                    yield Result(at, "metrics-file", "", header[column], value, group, subject)
    except Error:
        return
