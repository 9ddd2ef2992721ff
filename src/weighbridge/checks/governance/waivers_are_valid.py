"""Every waiver names what it waives, why, until when, and somebody else who approved it.

A waiver lets a known fault leave the yard. One without an end is a lowered standard, and one that
its author approved is a decision of one person.

## How to fix

Write `check`, `reason`, `owner`, `author`, `approver` and `until`; remove a waiver whose day has
passed, or have it renewed.
"""

from collections.abc import Iterator

from weighbridge.facts.register import Register, Waiver
from weighbridge.facts.release import AsOf
from weighbridge.findings import (
    Finding,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)
from weighbridge.findings.register import name, unanswered
from weighbridge.findings.waivers import lacking

_MEND = "Complete, renew or remove every waiver that does not hold."
_START = "Start a register with `weighbridge govern init`."


@check(severity=Severity.HIGH, since="0.1")
def waivers_are_valid(register: Register, as_of: AsOf) -> Iterator[Finding]:
    """Judge each waiver."""
    for recorded, waiver in register.of(Waiver):
        if why := lacking(waiver, as_of.day):
            message = f"The waiver {recorded.id} {why}."
            yield failed(message, recorded.at, about=name(recorded), remedy=_MEND)
        else:
            message = f"The waiver {recorded.id} holds until {waiver.until}."
            yield passed(message, recorded.at, about=name(recorded))
    if any(one.kind == "waiver" for one in register.entries):
        yield from unanswered(register, Waiver, _MEND)
    elif register.entries:
        yield not_applicable("The register holds no waiver.")
    else:
        yield unknown("The release keeps no register of its governance.", remedy=_START)
