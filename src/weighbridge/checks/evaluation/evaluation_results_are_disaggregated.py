"""Some evaluation result is broken down by group.

One number for everybody hides the groups a model serves badly: people of some gender, age, skin
tone or dialect, or speakers of some language. The claim holds once any result names the group it
was measured for; whether the groups are the right ones is for a person to judge.

Source: Mitchell et al., "Model Cards for Model Reporting" (2019), "Factors" and "Quantitative
analyses".

## How to fix

Add a table with one row for each group, headed by what divides them (`Gender`, `Language`,
`Age group` …), with the metric and its interval in the other columns.
"""

from collections.abc import Iterator

from weighbridge.facts.evaluation import Evaluation
from weighbridge.findings import Finding, Persona, Severity, check, failed, passed, unknown

_REMEDY = "Report the results by group as well, in a table with one row for each group."


@check(severity=Severity.LOW, since="0.1", persona=Persona.PEDANTIC)
def evaluation_results_are_disaggregated(evaluation: Evaluation) -> Iterator[Finding]:
    """Judge all results together."""
    grouped = [result for result in evaluation.results if result.group]
    if grouped:
        groups = list(dict.fromkeys(result.group for result in grouped))
        shown = ", ".join(groups[:5])
        message = f"{len(grouped)} results are given by group ({shown})."
        yield passed(message, *(result.at for result in grouped[:5]))
    elif evaluation.results:
        count = len(evaluation.results)
        at = tuple(result.at for result in evaluation.results[:5])
        yield failed(f"None of {count} results names a group.", *at, remedy=_REMEDY)
    else:
        yield unknown("No evaluation result was found that could name a group.", remedy=_REMEDY)
