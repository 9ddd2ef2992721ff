"""The release says how its results are made again.

Whoever wants to check a result needs the commands that lead to it, in order, and has to know what
machine they need. Code alone leaves both to guesswork.

Source: Model Openness Framework (White et al., arXiv:2403.13784), training and evaluation code "to
allow reproduction"; NeurIPS paper checklist, items on reproducibility and compute.

## How to fix

Write a `REPRODUCE.md`, or a section named "Reproduction" in the README, with the commands in fenced
blocks and the machine, memory and time they take.
"""

from collections.abc import Iterator

from weighbridge.facts.reproduction import Reproduction
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_WRITE = "Write the commands that make the results again into a REPRODUCE.md."
_MACHINE = "Say which machine, how much memory and how much time reproduction takes."


@check(severity=Severity.MEDIUM, since="0.1")
def reproduction_is_described(reproduction: Reproduction) -> Iterator[Finding]:
    """Judge every document that is about it; commands in one of them are enough."""
    described = [guide for guide in reproduction.guides if guide.commands]
    for guide in described:
        count = len(guide.commands)
        blocks = "block" if count == 1 else "blocks"
        where = f"{guide.at.path} gives {count} {blocks} of commands for making results again"
        if guide.hardware:
            yield passed(f"{where}, and says what machine or time they take.", guide.at)
        else:
            yield failed(
                f"{where}, and names no machine, memory or time.", guide.at, remedy=_MACHINE
            )
    if described:
        return
    if reproduction.guides:
        one = reproduction.guides[0]
        message = f"{one.at.path} speaks of reproduction and gives no command in a block of code."
        yield failed(message, one.at, remedy=_WRITE)
    else:
        yield unknown("No document says how results are made again.", remedy=_WRITE)
