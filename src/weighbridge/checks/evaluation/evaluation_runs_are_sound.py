"""The outputs of evaluations contradict neither themselves nor one another.

Totals that their samples do not sum to, samples that occur twice or are missing, scores that were
changed afterwards, and the same answers under the names of two models show that a file was edited,
or that a tool failed. What is sound may still be wrong; what is not sound proves nothing.

## How to fix

Publish the files as the tool wrote them; where they are damaged, run the evaluation again.
"""

from collections.abc import Iterator

from weighbridge.facts.evaluation import Evaluation
from weighbridge.facts.release import AsOf
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown
from weighbridge.findings import evaluation_runs as runs

_REMEDY = "Publish the output as the tool wrote it, or run the evaluation again."
_MOST = 5


@check(severity=Severity.HIGH, since="0.1")
def evaluation_runs_are_sound(evaluation: Evaluation, as_of: AsOf) -> Iterator[Finding]:
    """Judge each run by all files that tell of it."""
    problems = runs.problems(evaluation, as_of.day)
    for run in evaluation.runs:
        found = problems[run.id]
        for problem in found[:_MOST]:
            message = f"{runs.name(run)}: {problem.message}"
            yield failed(message, problem.at, remedy=_REMEDY)
        if not found:
            yield passed(f"{runs.name(run)} contradicts nothing.", run.at)
    orphans = runs.orphans(evaluation)
    for id_, at in orphans.items():
        for problem in problems.get(id_, [])[:_MOST]:
            yield failed(f"{at.place}: {problem.message}", problem.at, remedy=_REMEDY)
        message = f"The results in {at.place} belong to a run that is not there."
        yield unknown(message, at, remedy="Publish all files of the run.")
    if not evaluation.runs and not orphans:
        message = "No output of an evaluation tool was found."
        yield unknown(message, remedy="Publish the files that the evaluation wrote.")
