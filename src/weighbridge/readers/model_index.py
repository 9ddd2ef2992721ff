"""Results in the front matter of a card, as the Hub's `model-index` writes them."""

from collections.abc import Iterator
from typing import Any

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.data import DatasetLink
from weighbridge.facts.evaluation import Result
from weighbridge.facts.provenance import Evidence, Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.card import NAMES
from weighbridge.readers.card_kinds import SUFFIXES
from weighbridge.readers.front_matter import front_matter
from weighbridge.readers.port import reader
from weighbridge.readers.result_tables import MOST


@reader(names=NAMES, gives=(Result, Sighting, DatasetLink), topic="evaluation")
def read(blob: Blob) -> Iterator[Fact]:
    """Read `model-index`.

    Source: Papers with Code `model-index` schema as the Hugging Face Hub's model card metadata
    specification takes it over: `[{name, results: [{task, dataset, metrics: [{type, value}]}]}]`.
    """
    if blob.suffix not in SUFFIXES or b"model-index" not in blob.data():
        return
    front = front_matter(blob.text())
    index = front.values.get("model-index") if front else None
    if front is None or not isinstance(index, list):
        return
    at = blob.evidence(line=front.line_of("model-index"), kind=Kind.DECLARED)
    entries = [entry for model in index for entry in _list(model, "results")]
    results = [result for entry in entries for result in _results(at, entry)]
    yield from results[:MOST]
    if results:
        note = f"model-index with {len(results)} results"
        yield Sighting("evaluation-results", Presence.PRESENT, at, note)
    yield from _datasets(at, entries)


def _results(at: Evidence, entry: dict[str, Any]) -> Iterator[Result]:
    dataset = entry.get("dataset")
    task = _text(dataset, "name") or _text(dataset, "type") or _text(entry.get("task"), "name")
    for metric in _list(entry, "metrics"):
        value = metric.get("value")
        if isinstance(value, int | float | str) and not isinstance(value, bool) and value != "":
            name = _text(metric, "name") or _text(metric, "type")
            yield Result(at, "model-index", task, name, str(value)[:100])


def _datasets(at: Evidence, entries: list[Any]) -> Iterator[Fact]:
    """The datasets it was measured on, by their ids on the Hub."""
    told: set[tuple[str, str]] = set()
    for entry in entries:
        dataset = entry.get("dataset")
        target, revision = _text(dataset, "type"), _text(dataset, "revision")
        if "/" not in target or " " in target or (target, revision) in told or len(told) >= MOST:
            continue
        told.add((target, revision))
        yield DatasetLink(at, target, "evaluation", revision)
        note = f"dataset {target} in model-index"
        yield Sighting("evaluation-data", Presence.LINKED, at, note, pinned=bool(revision))


def _list(value: Any, key: str) -> list[dict[str, Any]]:
    found = value.get(key) if isinstance(value, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(value: Any, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found.strip()[:200] if isinstance(found, str) else ""
