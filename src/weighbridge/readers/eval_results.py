"""Results in `.eval_results/*.yaml`, the Hub's files of one result each."""

from collections.abc import Iterator
from typing import Any

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.data import DatasetLink
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import Result
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.front_matter import LONGEST, values_of
from weighbridge.readers.port import reader
from weighbridge.readers.result_tables import MOST


@reader(
    names=("*.eval_results/*.yaml", "*.eval_results/*.yml"),
    gives=(Result, DatasetLink, Sighting, Gap),
    topic="evaluation",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a file of results.

    Source: Hugging Face Hub documentation, "Evaluation results" (a list of
    `{dataset: {id, task_id, revision}, value, …}`), read 2026-11-20.
    """
    if ".eval_results" not in blob.path.lower().split("/")[:-1]:
        return
    loaded, defects = values_of(blob.text()[:LONGEST])
    at = blob.evidence(kind=Kind.DECLARED)
    if defects:
        yield Gap(at, f"{blob.path} is not readable YAML.", "Mend its YAML.", "evaluation")
    entries = [one for one in loaded if isinstance(one, dict)] if isinstance(loaded, list) else []
    results = 0
    for entry in entries[:MOST]:
        dataset = entry.get("dataset")
        target, revision = _text(dataset, "id"), _text(dataset, "revision")
        value = entry.get("value")
        if not isinstance(value, int | float) or isinstance(value, bool) or not target:
            continue
        results += 1
        task = " ".join(filter(None, (target, _text(dataset, "task_id"))))
        yield Result(at, "eval-results", task, _text(entry, "metric"), str(value))
        yield DatasetLink(at, target, "evaluation", revision)
        note = f"dataset {target} in .eval_results"
        yield Sighting("evaluation-data", Presence.LINKED, at, note, pinned=bool(revision))
    if results:
        note = f".eval_results with {results} results"
        yield Sighting("evaluation-results", Presence.PRESENT, at, note)


def _text(value: Any, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return str(found).strip()[:200] if isinstance(found, str | int) else ""
