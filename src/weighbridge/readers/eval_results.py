"""Results in `.eval_results/*.yaml`, the Hub's files of one result each."""

import math
from collections.abc import Iterator
from typing import Any

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.data import DatasetLink
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import EvaluationRun, Result
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation.counts import repeated
from weighbridge.readers.evaluation.telling import run_id
from weighbridge.readers.front_matter import LONGEST, values_of
from weighbridge.readers.port import reader
from weighbridge.readers.result_tables import MOST


@reader(
    names=("*.eval_results/*.yaml", "*.eval_results/*.yml"),
    gives=(EvaluationRun, Result, DatasetLink, Sighting, Gap),
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
    if entries:
        yield _run(blob, entries)
    if results:
        note = f".eval_results with {results} results"
        yield Sighting("evaluation-results", Presence.PRESENT, at, note)


def _run(blob: Blob, entries: list[dict[str, Any]]) -> EvaluationRun:
    """The results as a run of which nothing but its numbers is known."""
    first = entries[0]
    dataset = first.get("dataset")
    return EvaluationRun(
        at=blob.evidence(kind=Kind.DECLARED),
        id=run_id(blob),
        tool="hub-eval-results",
        dataset=_text(dataset, "id"),
        dataset_revision=_text(dataset, "revision"),
        started=_text(first, "date"),
        defects=tuple(_defects(entries)),
    )


def _defects(entries: list[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        value, name = entry.get("value"), _text(entry.get("dataset"), "id") or "a data set"
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            yield f"The value for {name[:80]} is no number."
    measured = [
        " ".join(
            (_text(e.get("dataset"), "id"), _text(e.get("dataset"), "task_id"), _text(e, "metric"))
        ).strip()
        for e in entries
    ]
    for problem in repeated(measured):
        yield problem.replace("Sample ", "The result for ", 1)


def _text(value: Any, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return str(found).strip()[:200] if isinstance(found, str | int) else ""
