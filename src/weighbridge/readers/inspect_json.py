"""Logs of Inspect in JSON: a run, its samples, and the totals it worked out of them."""

from collections.abc import Iterator

from weighbridge.facts.components import Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import EvaluationRun, Result, SampleOutcomes, Tally
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation import inspect_log
from weighbridge.readers.evaluation.jsons import TooLongError, document, entries, within
from weighbridge.readers.evaluation.telling import marked, run_id, skipped, too_long
from weighbridge.readers.port import reader


@reader(
    names=("*.json",),
    gives=(EvaluationRun, Tally, SampleOutcomes, Result, Sighting, Gap),
    topic="evaluation",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a log; it starts with the version of its form, its status and what was evaluated."""
    head = blob.head()
    if not (b'"status"' in head and b'"eval"' in head and b'"task_id"' in head) or skipped(blob):
        return
    try:
        found = document(blob)
    except TooLongError:
        yield too_long(blob, "Inspect")
        return
    if found is None or not isinstance(within(found[0], "eval", "task"), str):
        return
    log, odd = found
    samples = entries(log, "samples")
    run, marks = inspect_log.run(blob.evidence(), run_id(blob), log, samples, full=True, odd=odd)
    yield from marked(run, marks)
