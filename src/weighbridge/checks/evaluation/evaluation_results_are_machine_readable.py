"""Evaluation results are given in a form that programs can read.

Results in a table of the card or in prose have to be copied by hand, and nobody notices when they
no longer fit the model. `model-index` in the front matter, `.eval_results/`, the JSON of an
evaluation harness or a file of metrics can be compared and checked.

Source: Hugging Face Hub documentation, "Model card metadata" (`model-index`) and "Evaluation
results" (`.eval_results`).

## How to fix

Put the file that the evaluation wrote into the release, or state its numbers in `model-index`.
"""

from collections.abc import Iterator

from weighbridge.facts.components import Components, Presence
from weighbridge.facts.evaluation import Evaluation, Result
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Add the evaluation's own output file, or state its numbers in model-index."
_READ_BY_PEOPLE = frozenset({"card-table"})


@check(severity=Severity.LOW, since="0.1")
def evaluation_results_are_machine_readable(
    evaluation: Evaluation, seen: Components
) -> Iterator[Finding]:
    """Judge the results of each kind of place together."""
    readable: dict[str, list[Result]] = {}
    for result in evaluation.results:
        if result.source not in _READ_BY_PEOPLE:
            readable.setdefault(result.source, []).append(result)
    sighted = [s for s in seen.of("evaluation-results") if s.presence is Presence.PRESENT]
    for source, results in readable.items():
        at = dict.fromkeys(result.at for result in results)
        yield passed(f"{len(results)} results can be read from {source}.", *list(at)[:5])
    if readable:
        return
    if evaluation.results or sighted:
        at = dict.fromkeys([*(r.at for r in evaluation.results), *(s.at for s in sighted)])
        message = "Evaluation results are given in tables or prose only."
        yield failed(message, *list(at)[:5], remedy=_REMEDY)
    else:
        yield unknown("No evaluation result was found.", remedy=_REMEDY)
