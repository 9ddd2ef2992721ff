"""No high or critical finding of a review stands open.

A review is worth what is done about it. A finding that was mitigated, accepted or closed says by
what: a file of the release or a link.

Source: NIST AI RMF 1.0, MEASURE 4 and MANAGE 4.1.

## How to fix

Mend what the finding names, then set its `state` and name the `evidence`. One that is accepted
points at the decision that accepts it. A review that found nothing says so with `findings = []`,
and names its report.
"""

from collections.abc import Iterator

from weighbridge.facts.distribution import Inventory
from weighbridge.facts.register import Recorded, Register, Review
from weighbridge.findings import (
    Finding,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)
from weighbridge.findings.register import at_field, bracketed, name, shown, unanswered
from weighbridge.records.governance import ReviewFinding

_CLOSE = "Mend every high and critical finding of a review, and name what shows it."
_REVIEW = "Have the release reviewed, and record the review in the register."
_GRAVE = ("high", "critical")
_DONE = ("mitigated", "accepted", "closed")


@check(severity=Severity.HIGH, since="0.1")
def review_findings_are_closed(register: Register, inventory: Inventory) -> Iterator[Finding]:
    """Judge the findings of each review."""
    for recorded, review in register.of(Review):
        if review.state in {"planned", "running"}:
            message = f"The review {recorded.id} is {review.state}."
            yield not_applicable(message, at_field(recorded, "state"), about=name(recorded))
        else:
            yield from _judge(recorded, review, register, inventory)
    yield from unanswered(register, Review, _REVIEW)


def _judge(
    recorded: Recorded, review: Review, register: Register, inventory: Inventory
) -> Iterator[Finding]:
    for number, one in enumerate(review.findings):
        held = shown(one.evidence, recorded, register, inventory)
        yield _finding(recorded, number, one, evident=held.anything)
    report = shown((review.report,) if review.report else (), recorded, register, inventory)
    empty = not review.findings and "findings" in dict(recorded.lines)
    if empty and report.anything:
        message = f"The review {recorded.id} reports no finding: {report.words}."
        yield passed(message, recorded.at, *report.files, about=name(recorded))
    elif not review.findings:
        message = f"The review {recorded.id} names no finding, or no report that says so."
        yield unknown(message, recorded.at, about=name(recorded), remedy=_CLOSE)


def _finding(recorded: Recorded, number: int, one: ReviewFinding, *, evident: bool) -> Finding:
    about = bracketed(f"{recorded.id}:{one.id or number + 1}")
    at = at_field(recorded, f"findings.{number}")
    what = f"{one.title.strip() or one.id or 'A finding'} (review {recorded.id})"
    if f"findings.{number}.severity" not in dict(recorded.lines):
        return unknown(f"{what} has no severity.", at, about=about, remedy=_CLOSE)
    if one.severity not in {*_GRAVE, "low", "medium"} or one.state not in {*_DONE, "open"}:
        message = f"{what} is {one.severity} and {one.state}, which are no known words."
        return unknown(message, at, about=about, remedy=_CLOSE)
    if one.state == "open" and one.severity in _GRAVE:
        message = f"{what} is {one.severity} and stands open."
        return failed(message, at, about=about, remedy=_CLOSE)
    if one.state == "open":
        return not_applicable(f"{what} is {one.severity}, and open.", at, about=about)
    if not evident:
        message = f"{what} is said to be {one.state}, and nothing shows it."
        return unknown(message, at, about=about, remedy=_CLOSE)
    return passed(f"{what} is {one.state}.", at, about=about)
