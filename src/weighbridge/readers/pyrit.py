"""Results of PyRIT in JSON: a scenario with its attacks, or attacks by themselves."""

from collections.abc import Iterator
from typing import Any

from weighbridge.facts.components import Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import EvaluationRun, Result, SampleOutcomes, Tally
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation import attacks as told_attacks
from weighbridge.readers.evaluation.attacks import Scenario
from weighbridge.readers.evaluation.jsons import LONGEST, lines, loads, text, within
from weighbridge.readers.evaluation.telling import marked, run_id, skipped, too_long
from weighbridge.readers.port import reader

_BEGINNING = 256 << 10
"""Bytes within which the first attack begins."""

Entry = dict[str, Any]


@reader(
    names=("*.json", "*.jsonl"),
    gives=(EvaluationRun, Tally, SampleOutcomes, Result, Sighting, Gap),
    topic="evaluation",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a scenario's result, a list of attacks' results, or one in each line.

    Source: `pyrit` 1.1.0, `models/results/scenario_result.py` and `attack_result.py`, as their
    `model_dump_json` writes them.
    """
    data = blob.head(_BEGINNING)
    if b'"objective"' not in data or b'"conversation_id"' not in data or skipped(blob):
        return
    if blob.size > LONGEST or (blob.cut and blob.costly):
        if b'"attack_results"' in data or b'"executed_turns"' in data:
            yield too_long(blob, "PyRIT")
        return
    found = list(_found(blob))
    for place, (scenario, attacks, odd) in enumerate(found):
        name = run_id(blob, str(place + 1) if len(found) > 1 else "")
        run, marks = told_attacks.run(blob.evidence(), name, scenario, attacks, odd=odd)
        yield from marked(run, marks, across=False, seen=not place)


def _found(blob: Blob) -> Iterator[tuple[Scenario, list[Entry], bool]]:
    """Every run of the file, its attacks, and whether NaN stands there."""
    if blob.suffix == ".jsonl":
        values, odd = [value for _, value in lines(blob)], False
    else:
        try:
            value, odd = loads(blob.at(0, blob.size))
        except (ValueError, RecursionError):
            return
        values = value if isinstance(value, list) else [value]
    entries = [one for one in values if isinstance(one, dict)]
    scenarios = [one for one in entries if isinstance(one.get("attack_results"), dict)]
    for one in scenarios:
        yield _scenario(one), _attacks(one), odd
    alone = [one for one in entries if "outcome" in one and "conversation_id" in one]
    if alone and not scenarios:
        broken = Scenario(state="FAILED") if None in values else Scenario()
        yield broken, alone, odd


def _scenario(value: Entry) -> Scenario:
    known = within(value, "scenario_identifier")
    target = within(known, "children", "objective_target") or within(known, "objective_target")
    return Scenario(
        name=text(value, "scenario_name") or text(known, "class_name"),
        model=text(target, "params", "model_name")
        or text(target, "model_name")
        or text(target, "class_name"),
        version=text(known, "pyrit_version"),
        started=text(value, "creation_time"),
        state=text(value, "scenario_run_state"),
    )


def _attacks(value: Entry) -> list[Entry]:
    return [
        one
        for listed in value["attack_results"].values()
        if isinstance(listed, list)
        for one in listed
        if isinstance(one, dict)
    ]
