"""What an Inspect log says of its run: settings, samples and the totals it worked out of them.

Source: `inspect_ai` 0.3.285, `log/_log.py` and `log/_recorders/`, and logs it wrote.
"""

from collections.abc import Iterator
from typing import Any

from weighbridge.facts.evaluation import EvaluationRun
from weighbridge.facts.provenance import Evidence
from weighbridge.readers.evaluation.counts import Mark, digest, repeated
from weighbridge.readers.evaluation.jsons import count, entries, number, text, within

_LETTERS = {"C": 1.0, "I": 0.0, "P": 0.5, "N": 0.0}
"""Source: `inspect_ai/scorer/_metric.py`, `value_to_float`."""
_CLOSE = 1e-6
_LIMITS = ("limit", "sample_id")

Samples = list[dict[str, Any]]


def run(  # noqa: PLR0913  # what a log is made of, each by name
    at: Evidence,
    name: str,
    header: dict[str, Any],
    samples: Samples,
    *,
    full: bool,
    odd: bool,
) -> tuple[EvaluationRun, list[Mark]]:
    """The run of a log, and what came of each sample.

    Args:
        header: the log without its samples.
        samples: samples, or summaries of them.
        full: whether the samples hold what was answered.
        odd: whether NaN stood somewhere.
    """
    scores = list(_scores(samples))
    wanted, planned = count(header, "eval", "dataset", "samples"), _planned(header)
    limited = any(within(header, "eval", "config", key) is not None for key in _LIMITS)
    if wanted is not None and planned is not None:
        limited = limited or planned < wanted * _epochs(header)
    status = text(header, "status")
    ended = status == "success" and (planned is None or len(samples) >= planned)
    answers = [_answer(one) for one in samples] if full else []
    described = EvaluationRun(
        at=at,
        id=name,
        tool="inspect",
        tool_version=text(header, "eval", "packages", "inspect_ai"),
        model=text(header, "eval", "model"),
        dataset=text(header, "eval", "dataset", "name") or text(header, "eval", "task"),
        started=text(header, "eval", "created"),
        samples=len(samples),
        planned=planned,
        completed=ended,
        limited=limited,
        defects=tuple(_defects(header, samples, scores, odd=odd)),
        samples_digest=digest(answers),
    )
    return described, _marks(text(header, "eval", "task"), scores)


def _epochs(header: dict[str, Any]) -> int:
    return count(header, "eval", "config", "epochs") or 1


def _planned(header: dict[str, Any]) -> int | None:
    """Samples the run set out to ask."""
    total = count(header, "results", "total_samples")
    named = within(header, "eval", "dataset", "sample_ids")
    listed = len(named) * _epochs(header) if isinstance(named, list) and named else None
    wanted = count(header, "eval", "dataset", "samples")
    cut = any(within(header, "eval", "config", key) is not None for key in _LIMITS)
    whole = None if cut or wanted is None else wanted * _epochs(header)
    found = [one for one in (total, listed, whole) if one is not None]
    return max(found) if found else None


def _answer(sample: dict[str, Any]) -> tuple[Any, ...]:
    output = within(sample, "output", "completion")
    scores = within(sample, "scores")
    values = {k: within(v, "value") for k, v in scores.items()} if isinstance(scores, dict) else {}
    return within(sample, "id"), within(sample, "epoch"), output, values


def _sample_id(sample: dict[str, Any]) -> str:
    epoch = count(sample, "epoch") or 1
    return text(sample, "id") + (f"#{epoch}" if epoch > 1 else "")


def _scores(samples: Samples) -> Iterator[tuple[str, str, float]]:
    """Sample, scorer and value, for every score that is a number or a letter."""
    for sample in samples:
        found = within(sample, "scores")
        for scorer, score in found.items() if isinstance(found, dict) else ():
            value = within(score, "value")
            if isinstance(value, bool):
                value = float(value)
            known = _LETTERS.get(value) if isinstance(value, str) else number(value)
            if known is not None:
                yield _sample_id(sample), str(scorer)[:100], known


def _marks(task: str, scores: list[tuple[str, str, float]]) -> list[Mark]:
    """Samples whose every score is yes or no, by scorer; the metric is accuracy."""
    scorers = list(dict.fromkeys(scorer for _, scorer, _ in scores))
    graded = {scorer for _, scorer, value in scores if value not in {0, 1}}
    return [
        Mark(id, "accuracy" if len(scorers) == 1 else f"accuracy/{scorer}", value == 1, task)
        for id, scorer, value in scores  # noqa: A001  # what it is called everywhere
        if scorer not in graded
    ]


def _defects(
    header: dict[str, Any], samples: Samples, scores: list[tuple[str, str, float]], *, odd: bool
) -> Iterator[str]:
    if odd:
        yield "It holds NaN or an infinity where a number is due."
    yield from repeated(map(_sample_id, samples))
    done = count(header, "results", "completed_samples")
    if done is not None and done != len(samples):
        yield f"It states {done} completed samples and holds {len(samples)}."
    if within(header, "invalidated") is True:
        yield "Whoever ran it marked it as invalid."
    failed = sum(1 for one in samples if within(one, "error"))
    if failed:
        yield f"{failed} of its samples ended in an error."
    yield from _edits(samples)
    if _epochs(header) == 1:
        yield from _totals(header, scores)


def _edits(samples: Samples) -> Iterator[str]:
    """Scores that were changed once they were given; Inspect keeps their history."""
    for sample in samples:
        found = within(sample, "scores")
        for scorer, score in found.items() if isinstance(found, dict) else ():
            if within(score, "history"):
                yield f"The score {scorer[:80]} of sample {_sample_id(sample)[:80]} was edited."
                return


def _totals(header: dict[str, Any], scores: list[tuple[str, str, float]]) -> Iterator[str]:
    """Means that the samples do not give."""
    for result in entries(header, "results", "scores"):
        scorer = text(result, "scorer") or text(result, "name")
        values = [value for _, name, value in scores if name == text(result, "name")]
        for key, metric in (within(result, "metrics") or {}).items() if values else ():
            stated = number(metric, "value")
            if str(key).rpartition("/")[2] not in {"accuracy", "mean"} or stated is None:
                continue
            found = sum(values) / len(values)
            if abs(found - stated) > _CLOSE:
                yield (
                    f"It states {stated:.6g} for {key[:60]} of {scorer[:60]}, "
                    f"and its samples give {found:.6g}."
                )
