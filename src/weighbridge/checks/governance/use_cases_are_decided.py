"""For every use that was considered it is decided whether it is allowed, and why.

Whoever adopts the release asks first whether they may use it for what they have in mind. A use
that is listed and left open tells them nothing, and one that is allowed under conditions tells
them which.

Source: NIST AI RMF 1.0, MAP 1.1; Regulation (EU) 2024/1689, Annex III, for areas of high risk.

## How to fix

Write `allowed` as `yes`, `no` or `conditional`, `conditions` where there are any, and a
`rationale` into the use case's file.
"""

from collections.abc import Iterator

from weighbridge.facts.register import Register, UseCase
from weighbridge.findings import Finding, Severity, check, failed, passed
from weighbridge.findings.register import at_field, name, unanswered

_DECIDE = "Decide for every use case whether it is allowed, under which conditions, and why."
_WORDS = {"yes": "allowed", "no": "not allowed", "conditional": "allowed under conditions"}


@check(severity=Severity.MEDIUM, since="0.1")
def use_cases_are_decided(register: Register) -> Iterator[Finding]:
    """Judge each use case."""
    for recorded, use in register.of(UseCase):
        if lacking := _lacking(use):
            message = f"The use case {recorded.id} {lacking}."
            yield failed(message, recorded.at, about=name(recorded), remedy=_DECIDE)
        else:
            message = f"The use case {recorded.id} is {_WORDS[use.allowed]}."
            yield passed(message, at_field(recorded, "allowed"), about=name(recorded))
    yield from unanswered(register, UseCase, _DECIDE)


def _lacking(use: UseCase) -> str:
    """What a decision about a use leaves out, as a phrase; empty if nothing."""
    if not use.allowed.strip():
        return "is not decided"
    if use.allowed not in _WORDS:
        return f"is {use.allowed!r}, which is none of yes, no and conditional"
    if use.allowed == "conditional" and not any(one.strip() for one in use.conditions):
        return "is allowed under conditions that are not written down"
    return "" if use.rationale.strip() else "is decided without a reason"
