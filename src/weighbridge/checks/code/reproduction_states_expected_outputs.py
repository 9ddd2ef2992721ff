"""Instructions for reproduction state what should come out.

A run that ends without an error may still have given other numbers. Only numbers or digests written
beside the commands, and how far they may lie apart, tell whether it worked.

Source: ACM, "Artifact Review and Badging" 1.1, results reproduced "within a tolerance".

## How to fix

Put a table of the numbers that should come out under the commands, and a tolerance: `| accuracy on
the test set | 0.994 | 0.01 |`.
"""

from collections.abc import Iterator

from weighbridge.facts.reproduction import Reproduction
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_STATE = "State the numbers that should come out, and how far they may lie apart."


@check(severity=Severity.LOW, since="0.1")
def reproduction_states_expected_outputs(reproduction: Reproduction) -> Iterator[Finding]:
    """Judge each document that gives commands."""
    found = False
    for guide in reproduction.guides:
        if not guide.commands:
            continue
        found = True
        path = guide.at.path
        if not guide.outputs:
            message = f"{path} gives commands for reproduction and not what should come out."
            yield failed(message, guide.at, remedy=_STATE)
        else:
            within = f", {guide.tolerance}" if guide.tolerance else " and no tolerance"
            count = "1 output" if guide.outputs == 1 else f"{guide.outputs} outputs"
            yield passed(f"{path} states {count} to expect{within}.", guide.at)
    if not found:
        yield unknown("No document gives commands for reproduction.", remedy=_STATE)
