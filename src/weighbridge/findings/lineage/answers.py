"""Answers about ancestors: how the release stands to each, and the sentence that says why."""

from dataclasses import dataclass, replace
from enum import StrEnum

from weighbridge.facts.governance import RecordedDecision
from weighbridge.facts.lineage import AncestorKind
from weighbridge.facts.provenance import Evidence
from weighbridge.findings.finding import Finding, failed, passed, unknown
from weighbridge.findings.lineage.parents import Parent

_TOLD = 5
"""Names that one sentence lists."""
_SUBJECTS = {AncestorKind.DATASET: "dataset"} | dict.fromkeys(
    (AncestorKind.CODE_DEPENDENCY, AncestorKind.EMBEDDED_CODE), "code"
)
"""How the subject of a decision about an ancestor begins; `model` for all others."""


class Standing(StrEnum):
    """How a release stands to the terms of an ancestor, best first."""

    FINE = "fine"
    DECIDED = "decided"
    """People disagree about the question, and the project took a decision on record."""
    UNDECIDED = "undecided"
    """A fact is missing."""
    CONTESTED = "contested"
    """People disagree about the question, and no decision is recorded."""
    CONFLICT = "conflict"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(Standing).index(self)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of one rule about one ancestor, or about several that one act mends.

    Attributes:
        why: the middle of a sentence that quotes the terms.
        decision: the record that settles a contested question.
        beside: others it is about as well, which `why` names.
    """

    standing: Standing
    parents: tuple[Parent, ...]
    why: str
    decision: RecordedDecision | None = None
    beside: tuple[Parent, ...] = ()

    @property
    def sentence(self) -> str:
        """The answer as a sentence that stands alone."""
        names = ", ".join(one.name for one in self.parents[:_TOLD])
        more = len(self.parents) - _TOLD
        about = f"{names} and {more} more" if more > 0 else names
        match self.standing:
            case Standing.UNDECIDED:
                return f"{about}: not decidable, because {self.why}."
            case Standing.CONTESTED:
                asked = ", ".join(subject(one) for one in self.parents[:_TOLD])
                why = f"{self.why}; no decision about {asked} is recorded"
                return f"{about}: not decidable, because {why}."
            case Standing.DECIDED if self.decision:
                return f"{about}: {self.why}; {_told(self.decision)}"
        return f"{about}: {self.why}."

    def settled(self, decision: RecordedDecision | None) -> "Answer":
        """The same, as a decision settles it; only what is contested can be settled."""
        if decision is None or self.standing is not Standing.CONTESTED:
            return self
        return replace(self, standing=Standing.DECIDED, decision=decision)

    def finding(self, remedy: str, *at: Evidence) -> Finding:
        """The answer as a finding.

        Args:
            remedy: what the publisher can do where it is not fine.
            at: where the other side, the release's own licence, is stated.
        """
        places = (*(one.ancestor.at for one in self.parents[:_TOLD]), *at)
        match self.standing:
            case Standing.FINE:
                return passed(self.sentence, *places)
            case Standing.DECIDED if self.decision:
                return passed(self.sentence, *places, self.decision.at)
            case Standing.CONFLICT:
                return failed(self.sentence, *places, remedy=remedy)
        return unknown(self.sentence, *places, remedy=remedy)


def fine(parent: Parent, why: str) -> Answer:
    """The ancestor's terms and the release go together."""
    return Answer(Standing.FINE, (parent,), why)


def conflict(parent: Parent, why: str) -> Answer:
    """They do not."""
    return Answer(Standing.CONFLICT, (parent,), why)


def undecided(parent: Parent, why: str) -> Answer:
    """A fact is missing."""
    return Answer(Standing.UNDECIDED, (parent,), why)


def contested(parent: Parent, why: str) -> Answer:
    """The facts are there, and people disagree about what follows from them."""
    return Answer(Standing.CONTESTED, (parent,), why)


def subject(parent: Parent) -> str:
    """What a decision about an ancestor names."""
    return f"{_SUBJECTS.get(parent.ancestor.kind, 'model')}:{parent.name}"


def _told(decision: RecordedDecision) -> str:
    words = " ".join(decision.decision.split())[:300].rstrip(".")
    return f"{decision.id}, decided on {decision.date} by {decision.decided_by}: “{words}”."
