"""Reports of garak: a line for each attempt, for each evaluation, and one when the run ends."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from weighbridge.facts.components import Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import EvaluationRun, Result, SampleOutcomes, Tally
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation.counts import Mark, digest, outcomes, repeated
from weighbridge.readers.evaluation.jsons import (
    TooLongError,
    count,
    lines,
    number,
    text,
    within,
)
from weighbridge.readers.evaluation.telling import run_id, skipped, told, too_long
from weighbridge.readers.port import reader

METRIC = "attack-success-rate"
"""A success is an output that the detector took for a failure of the model."""
_THRESHOLD = 0.5
_MOST_THRESHOLDS = 100
_COMPLETE = 2
"""Source: `garak/attempt.py`, the states of an attempt."""

Entry = dict[str, Any]


@dataclass(slots=True)
class _Report:
    setup: Entry = field(default_factory=dict)
    init: Entry = field(default_factory=dict)
    evals: list[Entry] = field(default_factory=list)
    attempts: dict[str, Entry] = field(default_factory=dict)
    finished: list[str] = field(default_factory=list)
    ended: list[Entry] = field(default_factory=list)
    broken: int = 0


@reader(
    names=("*.jsonl",),
    gives=(EvaluationRun, Tally, SampleOutcomes, Result, Sighting, Gap),
    topic="evaluation",
    whole=True,
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a report.

    Its own interval, `confidence_lower` to `confidence_upper`, is on the rate of failures; it is
    not taken over, the counts are.

    Source: `garak` 0.17.1, `command.py`, `evaluators/base.py` and `attempt.py`.
    """
    if b'"entry_type"' not in blob.head() or skipped(blob):
        return
    try:
        report = _gathered(blob)
    except TooLongError:
        yield too_long(blob, "garak")
        return
    if not report.init and not report.evals:
        return
    at, name = blob.evidence(), run_id(blob)
    marks = list(_marks(report))
    run = EvaluationRun(
        at=at,
        id=name,
        tool="garak",
        tool_version=text(report.init, "garak_version"),
        model=" ".join(filter(None, map(_target(report.setup), ("type", "name")))),
        dataset=", ".join(dict.fromkeys(text(one, "probe") for one in report.evals))[:300],
        started=text(report.init, "start_time"),
        samples=_outputs(report),
        completed=_completed(report),
        defects=tuple(_defects(report, marks)),
        samples_digest=digest(one["answer"] for one in report.attempts.values()),
    )
    yield from told(run, _tallies(run, report))
    yield from outcomes(at, name, marks)


def _gathered(blob: Blob) -> _Report:
    report = _Report()
    for _, entry in lines(blob):
        match entry and entry.get("entry_type"):
            case "start_run setup":
                report.setup = entry or {}
            case "init":
                report.init = entry or {}
            case "eval":
                report.evals.append(entry or {})
            case "completion":
                report.ended.append(entry or {})
            case "attempt":
                _keep(report, entry or {})
            case None:
                report.broken += 1
    return report


def _keep(report: _Report, entry: Entry) -> None:
    """An attempt is written when it is made, and again when it was judged."""
    key = text(entry, "uuid")
    kept = {name: entry.get(name) for name in ("probe_classname", "detector_results")}
    said = entry.get("probe_classname"), entry.get("prompt"), entry.get("outputs")
    report.attempts[key] = {**kept, "answer": digest([said])}
    if count(entry, "status") == _COMPLETE:
        report.finished.append(key)


def _target(setup: Entry) -> Any:
    """Looks up what was asked; garak called it a model before it called it a target."""
    return lambda part: (
        text(setup, f"plugins.target_{part}") or text(setup, f"plugins.model_{part}")
    )


def _completed(report: _Report) -> bool:
    run = text(report.init, "run")
    return bool(report.init) and any(text(one, "run") == run for one in report.ended)


def _outputs(report: _Report) -> int:
    """Outputs that were judged: each once, however many detectors judged it."""
    sizes: dict[str, int] = {}
    for one in report.evals:
        probe = text(one, "probe")
        sizes[probe] = max(sizes.get(probe, 0), _evaluated(one) or 0)
    return sum(sizes.values())


def _evaluated(entry: Entry) -> int | None:
    found = count(entry, "total_evaluated")
    return count(entry, "total") if found is None else found


def _fails(entry: Entry) -> int | None:
    found, passed, total = count(entry, "fails"), count(entry, "passed"), _evaluated(entry)
    return total - passed if found is None and passed is not None and total is not None else found


def _detectors(entries: Iterable[Entry]) -> Counter[str]:
    """How many detectors judge each probe."""
    return Counter(text(one, "probe") for one in entries)


def _metric(detector: str, detectors: int) -> str:
    return METRIC if detectors == 1 else f"{METRIC}/{detector.removeprefix('detector.')}"


def _tallies(run: EvaluationRun, report: _Report) -> Iterator[Tally]:
    detectors = _detectors(report.evals)
    for entry in report.evals:
        probe, fails, total = text(entry, "probe"), _fails(entry), _evaluated(entry)
        if total and fails is not None and fails <= total:
            metric = _metric(text(entry, "detector"), detectors[probe])
            yield Tally(run.at, run.id, metric, probe, successes=fails, total=total)


def _scores(report: _Report) -> dict[tuple[str, str], list[tuple[str, float]]]:
    """Every output by itself: id and score, by probe and detector."""
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for key, attempt in report.attempts.items():
        probe, judged = text(attempt, "probe_classname"), attempt.get("detector_results")
        for detector, scores in judged.items() if isinstance(judged, dict) else ():
            for place, score in enumerate(scores if isinstance(scores, list) else ()):
                value = number({"": score}, "")
                if value is not None:
                    found.setdefault((probe, str(detector)), []).append((f"{key}/{place}", value))
    return found


def _threshold(report: _Report, scores: dict[tuple[str, str], list[tuple[str, float]]]) -> float:
    """From which score on an output fails; a report does not say, so it is what fits all counts."""
    stated = {(text(e, "probe"), text(e, "detector")): _fails(e) for e in report.evals}
    graded = {value for listed in scores.values() for _, value in listed if 0 < value < 1}
    for least in (_THRESHOLD, *sorted(graded)[:_MOST_THRESHOLDS]):
        counts = {key: sum(v >= least for _, v in listed) for key, listed in scores.items()}
        if all(stated.get(key) == count for key, count in counts.items()):
            return least
    return _THRESHOLD


def _marks(report: _Report) -> Iterator[Mark]:
    scores, detectors = _scores(report), _detectors(report.evals)
    least = _threshold(report, scores)
    for (probe, detector), listed in scores.items():
        metric = _metric(detector, detectors[probe])
        for name, value in listed:
            yield Mark(name, metric, value >= least, probe)


def _defects(report: _Report, marks: list[Mark]) -> Iterator[str]:
    if not report.init:
        yield "It lacks the entry with which a report begins."
    if report.broken:
        yield f"{report.broken} of its lines are no whole entries."
    yield from repeated(report.finished)
    open_ = len(report.attempts) - len(set(report.finished))
    if open_ > 0 and report.finished:
        yield f"{open_} of its {len(report.attempts)} attempts were never judged."
    yield from repeated(f"{text(e, 'probe')} {text(e, 'detector')}" for e in report.evals)
    probes = within(report.setup, "transient.active_probes")
    wanted = (
        {str(one).removeprefix("probes.") for one in probes} if isinstance(probes, list) else set()
    )
    missing = sorted(wanted - {text(one, "probe") for one in report.evals})
    if missing:
        named = missing[0][:80]
        yield f"{len(missing)} of its {len(wanted)} probes have no evaluation, {named} among them."
    for entry in report.evals:
        yield from _contradictions(entry)
    yield from _recounted(report, marks)


def _contradictions(entry: Entry) -> Iterator[str]:
    probe = text(entry, "probe")[:80]
    passed, fails, total = count(entry, "passed"), count(entry, "fails"), _evaluated(entry)
    nones, processed = count(entry, "nones"), count(entry, "total_processed")
    if passed is None or total is None or passed > total:
        yield f"The evaluation of {probe} states no counts that fit each other."
    elif fails is not None and passed + fails != total:
        yield f"{probe} has {passed} passed and {fails} failed of {total} evaluated."
    elif None not in {nones, processed} and total + (nones or 0) != processed:
        yield f"{probe} has {total} evaluated and {nones} not judged of {processed} processed."
    low, high = number(entry, "confidence_lower"), number(entry, "confidence_upper")
    if low is not None and high is not None and not 0 <= low <= high <= 1:
        yield f"The interval of {probe} runs from {low:.3g} to {high:.3g}."


def _recounted(report: _Report, marks: list[Mark]) -> Iterator[str]:
    """Evaluations that the attempts do not sum to."""
    totals = Counter((mark.domain, mark.metric) for mark in marks)
    fails = Counter((mark.domain, mark.metric) for mark in marks if mark.counts)
    detectors = _detectors(report.evals)
    for entry in report.evals if marks else ():
        probe = text(entry, "probe")
        key = (probe, _metric(text(entry, "detector"), detectors[probe]))
        stated = (_fails(entry), _evaluated(entry))
        if stated != (fails[key], totals[key]):
            yield (
                f"{probe[:80]} states {stated[0]} failures of {stated[1]}, "
                f"and its attempts give {fails[key]} of {totals[key]}."
            )
