"""Output of promptfoo in JSON: every test with its verdict, and the totals."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from weighbridge.facts.components import Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import EvaluationRun, Result, SampleOutcomes, Tally
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation.counts import Mark, digest, repeated
from weighbridge.readers.evaluation.jsons import (
    TooLongError,
    count,
    document,
    entries,
    text,
    within,
)
from weighbridge.readers.evaluation.telling import marked, run_id, skipped, too_long
from weighbridge.readers.port import reader

METRIC = "pass-rate"
_ERROR = 2
"""Source: promptfoo, `ResultFailureReason`."""
Row = dict[str, Any]


@reader(
    names=("*.json",),
    gives=(EvaluationRun, Tally, SampleOutcomes, Result, Sighting, Gap),
    topic="evaluation",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the output of an evaluation; a run for each provider that was asked.

    Source: `promptfoo` 0.121.20, `OutputFile` and `EvaluateSummaryV3`, and output it wrote.
    """
    if b'"evalId"' not in blob.head() or skipped(blob):
        return
    try:
        found = document(blob)
    except TooLongError:
        yield too_long(blob, "promptfoo")
        return
    rows = entries(found and found[0], "results", "results")
    if found is None or not isinstance(within(found[0], "results", "stats"), dict):
        return
    output, odd = found
    providers = list(dict.fromkeys(_provider(row) for row in rows)) or [""]
    defects = tuple(_defects(output, rows, odd=odd))
    for place, provider in enumerate(providers):
        asked = [row for row in rows if _provider(row) == provider]
        name = run_id(blob, provider if len(providers) > 1 else "")
        run = _run(blob, name, output, asked, defects)
        yield from marked(run, list(_marks(asked)), seen=not place)


def _run(
    blob: Blob, name: str, output: Row, asked: list[Row], defects: tuple[str, ...]
) -> EvaluationRun:
    judged = [row for row in asked if count(row, "failureReason") != _ERROR]
    return EvaluationRun(
        at=blob.evidence(),
        id=name,
        tool="promptfoo",
        tool_version=text(output, "metadata", "promptfooVersion"),
        model=_provider(asked[0]) if asked else "",
        dataset=text(output, "config", "description"),
        started=text(output, "results", "timestamp"),
        samples=len(judged),
        planned=len(asked),
        completed=len(judged) == len(asked) if asked else False,
        limited=_limited(output, asked),
        defects=defects,
        samples_digest=digest(
            (within(row, "prompt", "raw"), within(row, "response", "output")) for row in asked
        ),
    )


def _limited(output: Row, asked: list[Row]) -> bool:
    """Whether fewer tests were asked than are configured, as with `--filter-first-n`."""
    tests = within(output, "config", "tests")
    return isinstance(tests, list) and len({text(row, "testIdx") for row in asked}) < len(tests)


def _provider(row: Row) -> str:
    return text(row, "provider", "label") or text(row, "provider", "id")


def _key(row: Row) -> str:
    return f"test {text(row, 'testIdx')} of prompt {text(row, 'promptIdx')}"


def _plugin(row: Row) -> str:
    return text(row, "metadata", "pluginId") or text(row, "testCase", "metadata", "pluginId")


def _marks(rows: list[Row]) -> Iterator[Mark]:
    other = "no plugin" if any(map(_plugin, rows)) else ""
    for row in rows:
        if count(row, "failureReason") != _ERROR:
            name = f"{text(row, 'testIdx')}/{text(row, 'promptIdx')}"
            yield Mark(name, METRIC, row.get("success") is True, _plugin(row) or other)


def _defects(output: Row, rows: list[Row], *, odd: bool) -> Iterator[str]:
    if odd:
        yield "It holds NaN or an infinity where a number is due."
    found = _states(rows)
    stats = [count(output, "results", "stats", key) for key in ("successes", "failures", "errors")]
    if [one or 0 for one in stats] != list(found):
        stated = ", ".join(str(one) for one in stats)
        yield f"Its stats state {stated} passed, failed and errors; its tests give {found}."
    if found[2]:
        yield f"{found[2]} of its {len(rows)} tests ended in an error."
    if not _repeats(output):
        yield from repeated(map(_key, rows))
    yield from _prompts(output, rows)
    yield from _missing(rows)
    wrong = [row for row in rows if _contradicts(row)]
    if wrong:
        yield f"The verdict on {_key(wrong[0])} is not that of its assertions."


def _repeats(output: Row) -> bool:
    options = within(output, "config", "evaluateOptions"), within(output, "runtimeOptions")
    return any((count(one, "repeat") or 1) > 1 for one in options)


def _states(rows: list[Row]) -> tuple[int, int, int]:
    """Tests that passed, failed, and ended in an error."""
    passed = sum(row.get("success") is True for row in rows)
    errors = sum(count(row, "failureReason") == _ERROR for row in rows)
    return passed, len(rows) - passed - errors, errors


def _contradicts(row: Row) -> bool:
    stated = within(row, "gradingResult", "pass")
    return isinstance(stated, bool) and stated is not (row.get("success") is True)


def _prompts(output: Row, rows: list[Row]) -> Iterator[str]:
    """Totals of prompts that their tests do not sum to."""
    for place, prompt in enumerate(entries(output, "results", "prompts")):
        keys = ("testPassCount", "testFailCount", "testErrorCount")
        stated = tuple(count(prompt, "metrics", key) for key in keys)
        found = _states([row for row in rows if count(row, "promptIdx") == place])
        if None not in stated and stated != found:
            yield f"Prompt {place} states {stated} tests passed, failed and errors, not {found}."


def _missing(rows: list[Row]) -> Iterator[str]:
    """Tests are numbered from 0 on; a number that is missing was taken out."""
    tests = Counter(one for row in rows if (one := count(row, "testIdx")) is not None)
    if tests and max(tests) + 1 > len(tests) and max(tests) < 10_000_000:
        yield f"{max(tests) + 1 - len(tests)} of its {max(tests) + 1} tests are not there."
