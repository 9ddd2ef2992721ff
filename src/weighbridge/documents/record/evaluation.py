"""Evaluation results as the release's files state them, and the counts behind them."""

from collections.abc import Iterator

from weighbridge.documents.record.field import Item, State, item
from weighbridge.facts.evaluation import Evaluation, Tally
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.findings.statistics.proportions import Rate, rate

_ASSERTED = {"card-table"}
"""Sources where a person typed the number."""


def items(release: Release) -> Iterator[Item]:
    """All results as one field, all runs as another, and rates with their intervals."""
    evaluation = release.view(Evaluation, Reading.CLAIMS)
    results = evaluation.results
    if results:
        rows = tuple(
            {
                "task": one.task,
                "metric": one.metric,
                "value": one.value,
                "group": one.group,
                "source": one.source,
                "subject": one.subject,
                "path": one.at.path,
            }
            for one in results
        )
        typed = all(one.source in _ASSERTED for one in results)
        state = State.ASSERTED if typed else State.EVIDENCED
        yield item("evaluation.results", rows, state, *(one.at for one in results))
    rates = [row for tally in evaluation.tallies if (row := _rate(tally))]
    if rates:
        at = (tally.at for tally in evaluation.tallies)
        yield item("evaluation.rates", tuple(rates), State.VERIFIED, *at)
    if evaluation.runs:
        runs = tuple(
            {"id": r.id, "tool": r.tool, "version": r.tool_version, "model": r.model,
             "dataset": r.dataset, "samples": r.samples, "limited": r.limited}
            for r in evaluation.runs
        )  # fmt: skip
        yield item("evaluation.runs", runs, State.EVIDENCED, *(r.at for r in evaluation.runs))


def _rate(tally: Tally) -> dict[str, str | float] | None:
    """A counted share with its Wilson interval at 95 %; None where nothing was counted."""
    found = rate(tally.successes, tally.total, least=1)
    if not isinstance(found, Rate):
        return None
    return {
        "metric": tally.metric,
        "domain": tally.domain,
        "group": tally.group,
        "label": tally.label,
        "successes": tally.successes,
        "total": tally.total,
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "path": tally.at.path,
    }
