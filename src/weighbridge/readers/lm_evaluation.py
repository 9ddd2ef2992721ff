"""Results written by lm-evaluation-harness: JSON with `results` per task, and the settings."""

import json
from collections.abc import Iterator
from typing import Any

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.evaluation import Result
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader
from weighbridge.readers.result_tables import MOST

_SETTINGS = frozenset({"config", "configs", "versions", "config_general", "n-shot"})


@reader(names=("*.json",), gives=(Result, Sighting), topic="evaluation")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the results of a run.

    Source: lm-evaluation-harness 0.4, `EvaluationTracker.save_results_aggregated`
    (`results: {task: {"metric,filter": value}}`), read 2026-11-20.
    """
    found = run_of(blob)
    if found is None:
        return
    at = blob.evidence()
    results = [
        result
        for task, metrics in found.items()
        if isinstance(metrics, dict)
        for result in _results(at, str(task)[:200], metrics)
    ]
    yield from results[:MOST]
    if results:
        note = f"lm-evaluation-harness, {len(results)} results"
        yield Sighting("evaluation-results", Presence.PRESENT, at, note)


def run_of(blob: Blob) -> dict[str, Any] | None:
    """The results of a run, by task; None where the file is no run of the harness."""
    if blob.cut or blob.suffix != ".json" or b'"results"' not in blob.data():
        return None
    try:
        loaded = json.loads(blob.data())
    except (ValueError, RecursionError):
        return None
    if not isinstance(loaded, dict) or _SETTINGS.isdisjoint(loaded):
        return None
    return loaded["results"] if isinstance(loaded.get("results"), dict) else None


def _results(at: Evidence, task: str, metrics: dict[str, Any]) -> Iterator[Result]:
    for key, value in metrics.items():
        metric = key.partition(",")[0]
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if metric not in {"alias", "sample_len"} and not metric.endswith("_stderr"):
            yield Result(at, "lm-evaluation-harness", task, metric[:100], str(value))
