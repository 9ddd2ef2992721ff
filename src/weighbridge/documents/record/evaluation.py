"""Evaluation results as the release's files state them."""

from collections.abc import Iterator

from weighbridge.documents.record.field import Item, State, item
from weighbridge.facts.evaluation import Evaluation
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release

_ASSERTED = {"card-table"}
"""Sources where a person typed the number."""


def items(release: Release) -> Iterator[Item]:
    """All results as one field."""
    results = release.view(Evaluation, Reading.CLAIMS).results
    if not results:
        return
    rows = tuple(
        {
            "task": one.task,
            "metric": one.metric,
            "value": one.value,
            "group": one.group,
            "source": one.source,
            "subject": one.subject,
        }
        for one in results
    )
    typed = all(one.source in _ASSERTED for one in results)
    state = State.ASSERTED if typed else State.EVIDENCED
    yield item("evaluation.results", rows, state, *(one.at for one in results))
