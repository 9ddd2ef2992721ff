"""Every risk of the register has an owner.

A risk that nobody answers for is watched by nobody: its review date passes, and its mitigations
stay plans. The owner is a person or a role that somebody holds.

Source: ISO 31000:2018, 6.5.3 and NIST AI RMF 1.0, GOVERN 2.1.

## How to fix

Write `owner` into the risk's file: a person, or a role and who holds it.
"""

from collections.abc import Iterator

from weighbridge.facts.register import Register, Risk
from weighbridge.findings import Finding, Severity, check, failed, passed
from weighbridge.findings.register import at_field, is_named, name, unanswered

_OWNER = "Name an owner for every risk of the register."


@check(severity=Severity.HIGH, since="0.1")
def risks_have_owners(register: Register) -> Iterator[Finding]:
    """Judge each risk."""
    for recorded, risk in register.of(Risk):
        at = at_field(recorded, "owner")
        if is_named(risk.owner):
            message = f"{risk.owner.strip()} answers for the risk {recorded.id}."
            yield passed(message, at, about=name(recorded))
        else:
            message = f"Nobody answers for the risk {recorded.id}."
            yield failed(message, at, about=name(recorded), remedy=_OWNER)
    yield from unanswered(register, Risk, _OWNER)
