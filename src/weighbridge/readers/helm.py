"""Files of a HELM run: what was run, its statistics, and those of every instance."""

import json
from collections.abc import Iterator
from typing import Any

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import (
    EvaluationRun,
    RunProblem,
    SampleFile,
    SampleOutcomes,
    Tally,
)
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation.counts import Mark, digest, outcomes, repeated, whole
from weighbridge.readers.evaluation.jsons import LONGEST, count, loads, number, text, within
from weighbridge.readers.evaluation.telling import skipped, too_long
from weighbridge.readers.port import reader

_CLOSE = 1e-6
_SCENARIO = "helm.benchmark.scenarios."

Entry = dict[str, Any]


@reader(
    names=("run_spec.json", "stats.json", "per_instance_stats.json"),
    gives=(EvaluationRun, RunProblem, SampleFile, SampleOutcomes, Tally, Sighting, Gap),
    topic="evaluation",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read one of the files; the folder they share names the run.

    Source: `crfm-helm` 0.5.16, `benchmark/runner.py`, `run_spec.py`, `metrics/statistic.py` and
    `metrics/metric.py`.
    """
    data = blob.data()
    marks = b'"adapter_spec"', b'"sum_squared"', b'"instance_id"'
    if not any(mark in data for mark in marks) or skipped(blob):
        return
    if blob.size > LONGEST or (blob.cut and blob.costly):
        yield too_long(blob, "HELM")
        return
    try:
        value, odd = loads(blob.at(0, blob.size))
    except (ValueError, RecursionError) as error:
        reason = f"{blob.path} is not valid JSON: {str(error)[:120]}."
        yield Gap(blob.evidence(), reason, "Publish the file as the run wrote it.", "evaluation")
        return
    run = f"{blob.part.name}/{blob.folder}"
    if odd:
        message = f"{blob.name} holds NaN or an infinity where a number is due."
        yield RunProblem(blob.evidence(), run, message)
    match blob.name.lower(), value:
        case "run_spec.json", dict():
            yield from _run(blob, run, value)
        case "stats.json", list():
            yield from _stats(blob, run, value)
        case "per_instance_stats.json", list():
            yield from _instances(blob, run, value)


def _run(blob: Blob, run: str, spec: Entry) -> Iterator[Fact]:
    """HELM writes its files once every request was answered; it names no version of itself."""
    scenario = text(spec, "scenario_spec", "class_name").removeprefix(_SCENARIO)
    arguments = within(spec, "scenario_spec", "args")
    yield EvaluationRun(
        at=blob.evidence(),
        id=run,
        tool="helm",
        model=text(spec, "adapter_spec", "model") or text(spec, "adapter_spec", "model_deployment"),
        dataset=f"{scenario} {json.dumps(arguments)}"[:300] if arguments else scenario,
        planned=count(spec, "adapter_spec", "max_eval_instances"),
        completed=True,
    )


def _name(stat: Entry) -> tuple[str, str]:
    """Metric and split; statistics under a perturbation are told apart."""
    changed = text(stat, "name", "perturbation", "name")
    metric = text(stat, "name", "name") + (f"/{changed}" if changed else "")
    return metric, text(stat, "name", "split")


def _is_match(metric: str) -> bool:
    """Whether a metric is 1 or 0 for every instance."""
    return metric.partition("@")[0].endswith("exact_match")


def _stats(blob: Blob, run: str, stats: list[Any]) -> Iterator[Fact]:
    found = {_name(one): one for one in stats if isinstance(one, dict)}
    at = blob.evidence()
    for problem in _problems(stats):
        yield RunProblem(at, run, problem)
    sizes = {split: count(one, "mean") for (name, split), one in found.items() if name in _SIZE}
    for (metric, split), stat in found.items():
        rate, total = number(stat, "mean"), sizes.get(split)
        if total and rate is not None and _is_match(metric):
            hits = whole(rate, total)
            if hits is not None:
                yield Tally(at, run, metric, split, successes=hits, total=total)
            elif count(stat, "count") == 1:
                message = f"{metric} of {rate:.6g} is no whole number of {total} instances."
                yield RunProblem(at, run, message)
    if found:
        note = f"HELM, {len(found)} statistics"
        yield Sighting("evaluation-results", Presence.PRESENT, at, note)


_SIZE = frozenset({"num_instances"})


def _problems(stats: list[Any]) -> Iterator[str]:
    """Statistics that contradict themselves."""
    for one in stats:
        times, total, mean = count(one, "count"), number(one, "sum"), number(one, "mean")
        low, high = number(one, "min"), number(one, "max")
        if not times or total is None or mean is None:
            continue
        outside = low is not None and high is not None and not low - _CLOSE <= mean <= high + _CLOSE
        if abs(total / times - mean) > _CLOSE * max(1.0, abs(mean)) or outside:
            yield f"The mean of {_name(one)[0][:80]} is not that of its sum and its bounds."
            return


def _instances(blob: Blob, run: str, instances: list[Any]) -> Iterator[Fact]:
    at = blob.evidence()
    known = [one for one in instances if isinstance(one, dict)]
    names = [_instance(one) for one in known]
    for problem in repeated(names):
        yield RunProblem(at, run, problem)
    plain = [one for one in known if not within(one, "perturbation")]
    splits = {_name(stat)[1] for one in plain for stat in _of(one)}
    for split in sorted(splits)[:20]:
        told = sum(1 for one in plain if any(_name(stat)[1] == split for stat in _of(one)))
        yield SampleFile(at, run, split, told, digest(known))
    trials = {text(one, "train_trial_index") for one in plain}
    if len(trials) <= 1:
        yield from outcomes(at, run, _marks(plain))


def _of(instance: Entry) -> list[Entry]:
    stats = instance.get("stats")
    return [one for one in stats if isinstance(one, dict)] if isinstance(stats, list) else []


def _instance(instance: Entry) -> str:
    changed = within(instance, "perturbation")
    parts = text(instance, "instance_id"), text(instance, "train_trial_index")
    return " ".join((*parts, json.dumps(changed, sort_keys=True) if changed else "")).strip()


def _marks(instances: list[Entry]) -> Iterator[Mark]:
    for one in instances:
        for stat in _of(one):
            metric, split = _name(stat)
            if _is_match(metric) and number(stat, "mean") in {0, 1}:
                yield Mark(text(one, "instance_id"), metric, number(stat, "mean") == 1, split)
