"""PyRIT's memory as a database file, read in memory; no disk is written and no code of it runs."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from weighbridge.facts.components import Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import EvaluationRun, Result, SampleOutcomes, Tally
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation import attacks
from weighbridge.readers.evaluation.attacks import Scenario
from weighbridge.readers.evaluation.jsons import LONGEST, text, within
from weighbridge.readers.evaluation.telling import marked, run_id, skipped, too_long
from weighbridge.readers.port import reader

if TYPE_CHECKING:
    from sqlite3 import Connection

_MAGIC = b"SQLite format 3\x00"
_MARK = b"AttackResultEntries"
_STEPS = 2_000_000
"""Steps of the database engine after which a query is given up."""
_MOST = 100_000
_ATTACKS = (
    "id", "objective", "outcome", "targeted_harm_categories", "timestamp", "pyrit_version",
    "attribution_parent_id", "conversation_id",
)  # fmt: skip
_SCENARIOS = (
    "id", "scenario_name", "pyrit_version", "scenario_run_state", "timestamp",
    "objective_target_identifier",
)  # fmt: skip

Row = dict[str, Any]


@reader(
    names=("pyrit*.db", "pyrit*.duckdb"),
    magic=(_MAGIC,),
    gives=(EvaluationRun, Tally, SampleOutcomes, Result, Sighting, Gap),
    topic="evaluation",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the attacks of every scenario.

    Source: `pyrit` 1.1.0, `memory/memory_models.py`, tables `AttackResultEntries` and
    `ScenarioResultEntries`.
    """
    if skipped(blob):
        return
    head = blob.head()
    if head[8:12] == b"DUCK":
        reason = f"{blob.path} is a DuckDB file, which is not read here."
        yield Gap(blob.evidence(), reason, "Export the results of PyRIT as JSON.", "evaluation")
    elif head.startswith(_MAGIC) and _MARK in blob.head(1 << 20):
        if blob.size > LONGEST or (blob.cut and blob.costly):
            yield too_long(blob, "PyRIT")
            return
        yield from _opened(blob)


def _opened(blob: Blob) -> Iterator[Fact]:
    from sqlite3 import Error  # noqa: PLC0415  # few releases hold a database

    try:
        found, scenarios = _rows(blob.at(0, blob.size))
    except (Error, ValueError, OverflowError) as error:
        reason = f"{blob.path} cannot be read as a database: {str(error)[:120]}."
        yield Gap(blob.evidence(), reason, "Export the results of PyRIT as JSON.", "evaluation")
        return
    yield from _runs(blob, found, scenarios)


def _rows(data: bytes) -> tuple[list[Row], list[Row]]:
    """Attacks and scenarios."""
    import sqlite3  # noqa: PLC0415  # as above

    with closing(sqlite3.connect(":memory:")) as engine:
        engine.deserialize(data[:18] + b"\x01\x01" + data[20:])  # a journal beside it is not there
        engine.set_progress_handler(lambda: 1, _STEPS)
        engine.execute("PRAGMA trusted_schema = OFF")
        return _table(engine, "AttackResultEntries", _ATTACKS), _table(
            engine, "ScenarioResultEntries", _SCENARIOS
        )


def _table(engine: "Connection", table: str, wanted: tuple[str, ...]) -> list[Row]:
    listed = engine.execute("SELECT type FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    if listed != ("table",):
        return []
    there = {str(row[1]) for row in engine.execute(f"PRAGMA table_info({table})")}
    columns = [one for one in wanted if one in there]
    query = f"SELECT {', '.join(columns)} FROM {table} LIMIT {_MOST}"  # noqa: S608  # our own names
    return (
        [dict(zip(columns, map(_value, row), strict=True)) for row in engine.execute(query)]
        if columns
        else []
    )


def _value(value: Any) -> Any:
    """A column's value; objects and lists stand as JSON."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def _runs(blob: Blob, found: list[Row], scenarios: list[Row]) -> Iterator[Fact]:
    known = {text(one, "id"): one for one in scenarios}
    parents = list(dict.fromkeys(text(one, "attribution_parent_id") for one in found))
    wanted = list(dict.fromkeys([*known, *parents]))
    for place, parent in enumerate(wanted):
        own = [one for one in found if text(one, "attribution_parent_id") == parent]
        name = run_id(blob, parent if len(wanted) > 1 else "")
        run, marks = attacks.run(blob.evidence(), name, _scenario(known.get(parent, {})), own)
        yield from marked(run, marks, across=False, seen=not place)


def _scenario(row: Row) -> Scenario:
    target = within(row, "objective_target_identifier")
    return Scenario(
        name=text(row, "scenario_name"),
        model=text(target, "model_name")
        or text(target, "params", "model_name")
        or text(target, "class_name"),
        version=text(row, "pyrit_version"),
        started=text(row, "timestamp"),
        state=text(row, "scenario_run_state"),
    )
