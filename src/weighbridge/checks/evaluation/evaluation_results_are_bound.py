"""A statement ties every evaluation result to the weights it was measured on.

No evaluation tool notes the digests of the weights it asked, so a result may be of an earlier
checkpoint, or of another model. A statement beside the results names both by their digests: such
results are attested, all others are declared.

Source: in-toto Attestation Framework, Statement v1.

## How to fix

Run `weighbridge evidence bind RESULT --weights FILE -o RESULT.intoto.json` where the evaluation
ran, with `--key` to sign it, and publish the statement beside the results.
"""

from collections.abc import Iterator

from weighbridge.facts.evaluation import Evaluation
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown
from weighbridge.findings import evaluation_runs as runs
from weighbridge.findings.evaluation_runs import Tie

_BIND = "Bind it with weighbridge evidence bind, and publish the statement beside it."
_AGAIN = "Evaluate the weights of this release, and bind the results anew."


@check(severity=Severity.LOW, since="0.1")
def evaluation_results_are_bound(evaluation: Evaluation) -> Iterator[Finding]:
    """Judge each run by the statements that name its files."""
    for run in evaluation.runs:
        found = runs.binding(run, evaluation)
        message, at = f"{runs.name(run)} {found.says}.", (run.at, *found.at)
        match found.tie:
            case Tie.ATTESTED:
                yield passed(message, *at)
            case Tie.BROKEN | Tie.CHANGED:
                yield failed(message, *dict.fromkeys(at), remedy=_AGAIN)
            case Tie.UNCERTAIN:
                remedy = "Compare the digests with weighbridge evidence show."
                yield unknown(message, *at, remedy=remedy)
            case Tie.DECLARED:
                yield unknown(message, *at, remedy=_BIND)
    if not evaluation.runs:
        yield unknown("No output of an evaluation tool was found.", remedy=_BIND)
