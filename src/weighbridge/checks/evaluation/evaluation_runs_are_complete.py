"""Every run of an evaluation came to its end and asked all of the data.

A run that was cut short, or that asked a part of the data only, gives numbers that look like those
of a whole one. Tools leave a trace of it: a report of garak without its completion entry, a
harness whose effective samples are fewer than the original ones, a log of Inspect whose status is
not success.

## How to fix

Run the evaluation again to its end and without a limit, and publish the files it writes.
"""

from collections.abc import Iterator

from weighbridge.facts.evaluation import Evaluation, EvaluationRun
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown
from weighbridge.findings import evaluation_runs as runs

_REMEDY = "Run the evaluation again to its end and without a limit, and publish what it writes."


@check(severity=Severity.MEDIUM, since="0.1")
def evaluation_runs_are_complete(evaluation: Evaluation) -> Iterator[Finding]:
    """Judge each run by itself."""
    for run in evaluation.runs:
        yield _judged(run, evaluation)
    for at in runs.orphans(evaluation).values():
        message = f"The results in {at.place} belong to a run that is not there."
        yield unknown(message, at, remedy="Publish all files of the run.")
    if not evaluation.runs:
        message = "No output of an evaluation tool was found."
        yield unknown(message, remedy="Publish the files that the evaluation wrote.")


def _judged(run: EvaluationRun, evaluation: Evaluation) -> Finding:
    name, limit = runs.name(run), runs.limit(run, evaluation)
    if run.completed is False:
        size = ""
        if run.samples is not None and run.planned is not None and run.samples < run.planned:
            size = f": {run.samples} of {run.planned} samples have an outcome"
        return failed(f"{name} did not come to its end{size}.", run.at, remedy=_REMEDY)
    if limit:
        return failed(f"{name} {limit}.", run.at, remedy=_REMEDY)
    if run.completed is None:
        message = f"{name} does not say whether it came to its end."
        return unknown(message, run.at, remedy="Publish the output of the tool that ran it.")
    size = f" with {run.samples} samples" if run.samples is not None else ""
    return passed(f"{name} came to its end{size}.", run.at)
