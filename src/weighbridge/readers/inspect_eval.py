"""Logs of Inspect in its `.eval` form: a zip archive with a header, samples and their summaries."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import EvaluationRun, Result, SampleOutcomes, Tally
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation import inspect_log
from weighbridge.readers.evaluation.inspect_log import Samples
from weighbridge.readers.evaluation.jsons import LONGEST, loads, text, within
from weighbridge.readers.evaluation.telling import marked, run_id, skipped
from weighbridge.readers.evaluation.zip_members import NeedsZstandardError, unpacked
from weighbridge.readers.port import reader
from weighbridge.readers.zip_directory import Member, members

_SAMPLES = 64 << 20
"""Bytes of all samples up to which each is read; beyond, their summaries speak for them."""


@reader(
    names=("*.eval",),
    gives=(EvaluationRun, Tally, SampleOutcomes, Result, Sighting, Gap),
    topic="evaluation",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a log.

    Source: `inspect_ai` 0.3.285, `log/_recorders/eval.py`: `header.json` is written when a run
    ends, `_journal/start.json` when it begins, `summaries.json` and `samples/ID_epoch_N.json`.
    """
    if blob.head(4) != b"PK\x03\x04" or skipped(blob):
        return
    try:
        listed = members(blob)
        names = {one.name: one for one in listed}
        started = names.get("header.json") or names.get("_journal/start.json")
        if started is None:
            return
        yield from _log(blob, listed, names, started)
    except NeedsZstandardError:
        reason = f"{blob.path} is packed with zstandard, and nothing here unpacks that."
        remedy = "Run pip install 'weighbridge[evals]' and audit again."
        yield Gap(blob.evidence(), reason, remedy, "evaluation")
    except (ValueError, RecursionError) as error:
        reason = f"{blob.path} cannot be read as a log of Inspect: {str(error)[:200]}."
        yield Gap(blob.evidence(), reason, "Publish the log as the run wrote it.", "evaluation")
        note = "Inspect log"
        yield Sighting("evaluation-results", Presence.PRESENT, blob.evidence(), note)


def _log(
    blob: Blob, listed: tuple[Member, ...], names: dict[str, Member], started: Member
) -> Iterator[Fact]:
    header, odd = loads(unpacked(blob, started, LONGEST))
    if not isinstance(within(header, "eval", "task"), str):
        raise ValueError("its header names no task")  # noqa: TRY004  # of the file, not of ours
    files = [one for one in listed if one.name.startswith("samples/")]
    summaries = _summaries(blob, names)
    full = sum(one.size for one in files) <= _SAMPLES
    samples = [loads(unpacked(blob, one, LONGEST))[0] for one in files] if full else summaries
    samples = [one for one in samples if isinstance(one, dict)]
    run, marks = inspect_log.run(blob.evidence(), run_id(blob), header, samples, full=full, odd=odd)
    more = tuple(_contradictions(files, samples, summaries))
    if "summaries.json" not in names and "header.json" in names:
        more += ("It holds no summaries.json, which a run writes when it ends.",)
    yield from marked(replace(run, defects=(*run.defects, *more)), marks)


def _summaries(blob: Blob, names: dict[str, Member]) -> Samples:
    member = names.get("summaries.json")
    if member is None:
        return []
    found, _ = loads(unpacked(blob, member, LONGEST))
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _contradictions(files: list[Member], samples: Samples, summaries: Samples) -> Iterator[str]:
    """Where summaries and samples of one log differ."""
    if summaries and len(summaries) != len(files):
        yield f"It holds {len(summaries)} summaries and {len(files)} samples."
    known = {_key(one): _values(one) for one in summaries}
    for sample in samples:
        if known.get(_key(sample), _values(sample)) != _values(sample):
            yield f"Sample {text(sample, 'id')[:80]} has other scores than its summary."
            return


def _key(sample: dict[str, Any]) -> tuple[str, str]:
    return text(sample, "id"), text(sample, "epoch")


def _values(sample: dict[str, Any]) -> dict[str, str]:
    scores = within(sample, "scores")
    if not isinstance(scores, dict):
        return {}
    return {str(name): str(within(score, "value")) for name, score in scores.items()}
