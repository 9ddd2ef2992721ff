"""Samples that lm-evaluation-harness logs beside its results: a line for each answer."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import RunProblem, SampleFile, SampleOutcomes
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation.counts import Mark, digest, outcomes, repeated
from weighbridge.readers.evaluation.jsons import TooLongError, lines, number, text, within
from weighbridge.readers.evaluation.telling import skipped, too_long
from weighbridge.readers.lm_evaluation import name_of
from weighbridge.readers.port import reader

_NAME = lazy(r"samples_(?P<task>.+)_(?P<when>\d{4}-\d\d-\d\dT[\d.-]{8,20})\.jsonl", re.IGNORECASE)

_HASHES = ("doc_hash", "prompt_hash", "target_hash")

Entry = dict[str, Any]


@reader(
    names=("samples_*.jsonl",),
    gives=(SampleFile, SampleOutcomes, RunProblem, Gap),
    topic="evaluation",
    whole=True,
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the samples of a task; date and folder name the results they belong to.

    Source: lm-evaluation-harness 0.4.13, `EvaluationTracker.save_results_samples`, and what
    `save_results_aggregated` records of them as `task_hashes`.
    """
    named = _NAME.fullmatch(blob.name)
    if named is None or b'"doc_id"' not in blob.head(1 << 20) or skipped(blob):
        return
    folder = f"{blob.folder}/" if blob.folder else ""
    run = f"{blob.part.name}/{folder}results_{named['when']}.json"
    try:
        found = [value and _kept(value) for _, value in lines(blob)]
    except TooLongError:
        yield too_long(blob, "lm-evaluation-harness")
        return
    samples = [one for one in found if one is not None]
    at, task = blob.evidence(), named["task"]
    documents = len({text(one, "doc_id") for one in samples})
    yield SampleFile(
        at, run, task, documents, digest(one["answer"] for one in samples), _seal(samples)
    )
    for problem in _problems(found):
        yield RunProblem(at, run, problem)
    yield from outcomes(at, run, _marks(samples, task))


def _kept(sample: Entry) -> Entry:
    """A sample without its text: there may be millions."""
    wanted = {"doc_id", "filter", "metrics", *_HASHES, *_metrics(sample)}
    said = text(sample, "doc_id"), text(sample, "doc_hash"), within(sample, "resps")
    return {key: sample.get(key) for key in wanted} | {"answer": digest([said])}


def _seal(samples: list[Entry]) -> str:
    parts = [text(one, key) for one in samples for key in _HASHES]
    return sha256("".join(parts).encode("utf-8", "replace")).hexdigest() if all(parts) else ""


def _problems(found: list[Entry | None]) -> Iterator[str]:
    broken = found.count(None)
    if broken:
        yield f"{broken} of its lines are no whole samples."
    samples = [one for one in found if one is not None]
    yield from repeated(f"{text(one, 'doc_id')} {text(one, 'filter')}".strip() for one in samples)
    odd = [one for one in samples if any(_is_nan(one.get(key)) for key in _metrics(one))]
    if odd:
        yield f"{len(odd)} of its samples hold NaN where a number is due."


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and number({"": value}, "") is None


def _metrics(sample: Entry) -> list[str]:
    named = sample.get("metrics")
    return [one for one in named if isinstance(one, str)] if isinstance(named, list) else []


def _marks(samples: list[Entry], task: str) -> list[Mark]:
    """Samples under every metric whose values are all 0 or 1."""
    found = [
        (text(one, "doc_id"), name_of(key, text(one, "filter")), number(one, key))
        for one in samples
        for key in _metrics(one)
    ]
    graded = {metric for _, metric, value in found if value not in {0, 1}}
    return [
        Mark(document, metric, value == 1, task)
        for document, metric, value in found
        if metric not in graded
    ]
