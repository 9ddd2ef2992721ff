"""The publisher attests this part of the data information, and what they point at is there.

No machine can tell whether a description of training data is complete. A person answers, in
`data-information.toml`, and points at evidence; this check verifies that the answer is yes, that
somebody stands behind it, and that the evidence is a file in the release or a link that names an
exact version. It does not verify that the answer is true.

Source: Open Source AI Definition 1.0, "Data Information".

## How to fix

Answer the question in `governance/data-information.toml`: `question`, `holds`, `by`, and
`evidence` with at least one path in the release.
"""

from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import data_information
from weighbridge.facts.data import AttestedAnswer, Data
from weighbridge.facts.distribution import Inventory
from weighbridge.facts.provenance import Evidence
from weighbridge.findings import (
    DecidedBy,
    Finding,
    Severity,
    check,
    failed,
    passed,
    unknown,
)

_ANSWER = "Answer every question of governance/data-information.toml, with evidence and a name."


@check(
    severity=Severity.HIGH,
    since="0.1",
    over=data_information.every,
    decided_by=DecidedBy.ATTESTATION,
)
def data_information_is_attested(
    question: data_information.Question, data: Data, inventory: Inventory
) -> Iterator[Finding]:
    """Judge the answers to one question; one that is not yes outweighs every other."""
    answers = [answer for answer in data.answers if answer.question == question.id]
    for answer in answers:
        yield _judge(question, answer, inventory)
    if not answers:
        gaps = [gap for gap in data.gaps if gap.at.path.endswith("data-information.toml")]
        why = f" {gaps[0].reason}" if gaps else ""
        message = f"{question.title}: no answer was found.{why}"
        yield unknown(message, *(gap.at for gap in gaps), remedy=_ANSWER)


def _judge(
    question: data_information.Question, answer: AttestedAnswer, inventory: Inventory
) -> Finding:
    if answer.holds is False:
        message = f"{question.title}: the publisher answers that it does not hold."
        return failed(message, answer.at, remedy=question.advice)
    shown = _shown(answer, inventory)
    lacking = _lacking(answer)
    if not lacking and not shown and not answer.pinned:
        absent = ", ".join(answer.evidence)
        lacking = f"the answer is yes, but its evidence is not a file of the release: {absent}"
    if lacking:
        return unknown(f"{question.title}: {lacking}.", answer.at, remedy=_ANSWER)
    return passed(f"{question.title}: attested by {answer.by}.", answer.at, *shown)


def _lacking(answer: AttestedAnswer) -> str:
    """What the answer itself leaves out, as a phrase; empty if nothing."""
    if answer.holds is None:
        return "the answer is left open"
    if not answer.by:
        return "the answer is yes, but nobody answers for it"
    return "" if answer.evidence else "the answer is yes, but it points at no evidence"


def _shown(answer: AttestedAnswer, inventory: Inventory) -> list[Evidence]:
    """The files it points at that are there and not empty; it is no evidence of itself."""
    named = {path.partition("#")[0].removeprefix("./") for path in answer.evidence}
    named.discard(answer.at.path)
    return [entry.at for entry in inventory.files if entry.size and entry.at.path in named]
