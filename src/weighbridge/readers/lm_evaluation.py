"""Results written by lm-evaluation-harness: JSON with `results` per task, and the settings."""

import json
import math
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.evaluation import EvaluationRun, Result, Tally
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation.counts import whole
from weighbridge.readers.evaluation.jsons import count, loads, number, text, within
from weighbridge.readers.evaluation.telling import run_id, skipped
from weighbridge.readers.port import reader
from weighbridge.readers.result_tables import MOST

_SETTINGS = frozenset({"config", "configs", "versions", "config_general", "n-shot"})
_OWN = frozenset({"n-samples", "n-shot", "lm_eval_version"})
"""What the harness alone writes; others write results of the same form."""
_SHARES = frozenset({"acc", "acc_norm", "exact_match", "pass@1"})
"""Metrics that are means of values from 0 to 1."""
_CLOSE = 1e-6

Run = dict[str, Any]


@reader(names=("*.json",), gives=(EvaluationRun, Tally, Result, Sighting), topic="evaluation")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the results of a run.

    Source: lm-evaluation-harness 0.4.13, `EvaluationTracker.save_results_aggregated`
    (`results: {task: {"metric,filter": value}}`) and `result_schema.py`, read 2026-11-20.
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
    whole_run, odd = loads(blob.data())
    if results and not _OWN.isdisjoint(whole_run) and not skipped(blob):
        yield from _run(blob, whole_run, odd=odd)
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
    results = loaded.get("results")
    if not isinstance(results, dict) or not all(isinstance(one, dict) for one in results.values()):
        return None
    return results


def name_of(metric: str, chosen: str) -> str:
    """What a metric is called under a filter of answers."""
    return metric if chosen in {"", "none"} else f"{metric},{chosen}"


def _results(at: Evidence, task: str, metrics: Run) -> Iterator[Result]:
    for key, value in metrics.items():
        metric = key.partition(",")[0]
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if metric not in {"alias", "sample_len"} and not metric.endswith("_stderr"):
            yield Result(at, "lm-evaluation-harness", task, metric[:100], str(value))


def _run(blob: Blob, run: Run, *, odd: bool) -> Iterator[Fact]:
    """The run; the file is written once all tasks are done, so it tells of a whole run."""
    sizes = within(run, "n-samples")
    tasks = sorted(sizes) if isinstance(sizes, dict) else []
    asked = [count(sizes, task, "effective") for task in tasks]
    there = [count(sizes, task, "original") for task in tasks]
    limited = within(run, "config", "limit") is not None or any(
        a is not None and b is not None and a < b for a, b in zip(asked, there, strict=True)
    )
    hashes = within(run, "task_hashes")
    told = EvaluationRun(
        at=blob.evidence(),
        id=run_id(blob),
        tool="lm-evaluation-harness",
        tool_version=text(run, "lm_eval_version"),
        model=text(run, "model_name") or text(run, "config", "model_args"),
        dataset=", ".join(tasks)[:300],
        started=_day(number(run, "date")),
        samples=None if not asked or None in asked else sum(filter(None, asked)),
        planned=None if not there or None in there else sum(filter(None, there)),
        completed=True,
        limited=limited,
        defects=tuple(_defects(run, odd=odd)),
        seals=tuple(
            (str(task), text(hashes, task)) for task in (hashes if isinstance(hashes, dict) else ())
        ),
    )
    yield told
    for task, key, rate, total in _rates(run):
        hits = whole(rate, total)
        if hits is not None:
            metric = name_of(*key.partition(",")[::2])
            yield Tally(told.at, told.id, metric, task, successes=hits, total=total)


def _day(seconds: float | None) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat() if seconds else ""
    except (OverflowError, OSError, ValueError):
        return ""


def _rates(run: Run) -> Iterator[tuple[str, str, float, int]]:
    """Task, metric with its filter, value and number of samples, of every mean from 0 to 1."""
    results = within(run, "results")
    for task, metrics in results.items() if isinstance(results, dict) else ():
        total = count(run, "n-samples", task, "effective")
        for key in metrics if total and isinstance(metrics, dict) else ():
            rate = number(metrics, key)
            if str(key).partition(",")[0] in _SHARES and rate is not None:
                yield str(task), str(key), rate, total or 0


def _defects(run: Run, *, odd: bool) -> Iterator[str]:
    if odd:
        yield "It holds NaN or an infinity where a number is due."
    results, sizes = within(run, "results"), within(run, "n-samples")
    for task, size in sizes.items() if isinstance(sizes, dict) else ():
        asked, there = count(size, "effective"), count(size, "original")
        if asked is None or there is None or asked > there:
            yield f"Task {str(task)[:80]} states no numbers of samples that fit each other."
        stated = count(results, task, "sample_len")
        if stated is not None and asked is not None and stated != asked:
            yield f"Task {str(task)[:80]} states {stated} samples here and {asked} there."
    for task, key, rate, total in _rates(run):
        yield from _impossible(run, task, key, rate, total)


def _impossible(run: Run, task: str, key: str, rate: float, total: int) -> Iterator[str]:
    """A mean that its samples, or its own standard error, rule out.

    Of all values from 0 to 1 with a mean p, zeros and ones spread most: no standard error of n
    of them exceeds sqrt(p (1 - p) / (n - 1)). Where a task's values are all 0 or 1, it is that.
    """
    name = f"{key[:60]} of {task[:80]}"
    if not 0 <= rate <= 1:
        yield f"{name} is {rate:.6g}, which no share is."
        return
    exact = _is_exact(run, task)
    if exact and whole(rate, total) is None:
        yield f"{name} is {rate:.6g}, which no whole number of {total} samples gives."
    metric, _, chosen = key.partition(",")
    error = number(run, "results", task, f"{metric}_stderr,{chosen}")
    if error is None or total < 2:
        return
    most = math.sqrt(rate * (1 - rate) / (total - 1))
    if error > most + _CLOSE or (exact and abs(error - most) > _CLOSE):
        yield f"{name} is {rate:.6g}, which its standard error of {error:.4g} rules out."


def _is_exact(run: Run, task: str) -> bool:
    """Whether every sample of a task is right or wrong: plain multiple choice."""
    settings = within(run, "configs", task)
    return text(settings, "output_type") == "multiple_choice" and not within(
        settings, "process_results"
    )
