"""Every entry of the register can be read as its writer meant it.

An entry with a misspelled word or a wrong type is not what its writer thinks it is, and nothing
that rests on it can be relied upon. Two entries of one kind under one id cannot both be meant.

## How to fix

Correct the line that the finding names. `weighbridge govern show` prints an entry as it is read.
"""

from collections import Counter
from collections.abc import Iterator

from weighbridge.facts.register import Recorded, Register
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown
from weighbridge.findings.register import name
from weighbridge.patterns import lazy

_ID = lazy(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_START = "Start a register with `weighbridge govern init`."


@check(severity=Severity.HIGH, since="0.1")
def governance_records_are_readable(register: Register) -> Iterator[Finding]:
    """Judge each entry, and each file of the register that could not be read at all."""
    ids = Counter((one.kind, one.id) for one in register.entries)
    for recorded in register.entries:
        yield from _judge(recorded, twice=ids[recorded.kind, recorded.id] > 1)
    gaps = [g for g in register.gaps if "governance/" in g.at.path and g.topic == "governance"]
    for gap in gaps:
        yield unknown(f"{gap.at.path} could not be read: {gap.reason}", gap.at, remedy=gap.remedy)
    if not register.entries and not gaps:
        yield unknown("The release keeps no register of its governance.", remedy=_START)


def _judge(recorded: Recorded, *, twice: bool) -> Iterator[Finding]:
    about, what = f"{recorded.kind}:{name(recorded)}", f"The {recorded.kind} {recorded.id}"
    for problem in recorded.problems:
        message = f"{what} cannot be read as it is written: {problem.message}"
        remedy = f"Correct {problem.at.place}."
        yield failed(message, problem.at, about=about, remedy=remedy)
    if not _ID.fullmatch(recorded.id):
        remedy = "Write ids with letters, digits, hyphens, points and underscores alone."
        yield failed(f"{what} has no usable id.", recorded.at, about=about, remedy=remedy)
    elif twice:
        remedy = f"Give each {recorded.kind} an id of its own."
        yield failed(f"{what} is there more than once.", recorded.at, about=about, remedy=remedy)
    elif not recorded.problems:
        yield passed(f"{what} can be read.", recorded.at, about=about)
