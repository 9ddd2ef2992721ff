"""Every mitigation that is said to be in place is shown to be.

A risk that is rated low because of a filter, a test or a term of use is only as low as that
measure is real. Evidence is a file of the release, an objective of the register, or a link, which
counts as declared.

## How to fix

Name under the mitigation's `evidence` the file, link or `objective:<id>` that shows it, or set its
`state` to `planned`.
"""

from collections.abc import Iterator

from weighbridge.facts.distribution import Inventory
from weighbridge.facts.register import Recorded, Register, Risk
from weighbridge.findings import (
    Finding,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)
from weighbridge.findings.register import at_field, name, shown, unanswered

_SHOW = "Name evidence for every mitigation that is in place: a file, a link or an objective."
_DONE = ("in-place", "verified")


@check(severity=Severity.HIGH, since="0.1")
def mitigations_have_evidence(register: Register, inventory: Inventory) -> Iterator[Finding]:
    """Judge each mitigation that is in place, risk by risk."""
    for recorded, risk in register.of(Risk):
        yield from _judge(recorded, risk, register, inventory)
    yield from unanswered(register, Risk, _SHOW)


def _judge(
    recorded: Recorded, risk: Risk, register: Register, inventory: Inventory
) -> Iterator[Finding]:
    about, done = name(recorded), 0
    for number, one in enumerate(risk.mitigations):
        if one.state not in _DONE:
            continue
        done += 1
        at = at_field(recorded, f"mitigations.{number}")
        held = shown(one.evidence, recorded, register, inventory)
        what = f"{one.title.strip() or 'A mitigation'} (risk {recorded.id})"
        if held.anything:
            message = f"{what} is {one.state}: {held.words}."
            yield passed(message, at, *held.files, *held.objectives, about=about)
        else:
            lacking = f"names only what is not there: {', '.join(held.missing)}"
            message = f"{what} is said to be {one.state}, and {lacking}."
            if not held.missing:
                message = f"{what} is said to be {one.state}, without evidence."
            yield failed(message, at, about=about, remedy=_SHOW)
    if not done and risk.status == "accepted":
        message = f"The risk {recorded.id} is accepted as it is."
        yield not_applicable(message, recorded.at, about=about)
    elif not done:
        message = f"No mitigation of the risk {recorded.id} is said to be in place."
        yield unknown(message, recorded.at, about=about, remedy=_SHOW)
