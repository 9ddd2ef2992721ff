"""The rules over ancestors: what each looks at, as data, and what every answer of theirs says."""

from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs
from weighbridge.findings.finding import Finding, failed, passed, unknown
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import Parent


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        title: the claim that should be true.
        kinds: kinds of ancestor it looks at.
        relations: relations it looks at; empty for all.
        none: what is so when there is no such ancestor.
        remedy: what the publisher can do.
    """

    id: str
    title: str
    kinds: tuple[str, ...]
    relations: tuple[str, ...]
    none: str
    remedy: str

    def fine(self, parent: Parent, why: str, child: Child) -> Finding:
        """The ancestor's terms and the release go together."""
        return passed(f"{parent.name}: {why}.", parent.ancestor.at, *child.at)

    def conflict(self, parent: Parent, why: str, child: Child) -> Finding:
        """They do not."""
        at = (parent.ancestor.at, *child.at)
        return failed(f"{parent.name}: {why}.", *at, remedy=self.remedy)

    def open(self, parent: Parent, why: str, child: Child) -> Finding:
        """It cannot be decided."""
        message = f"{parent.name}: not decidable, because {why}."
        return unknown(message, parent.ancestor.at, *child.at, remedy=self.remedy)

    def undecided(self, parent: Parent, child: Child, term: str) -> Finding | None:
        """Why a question about a term cannot be asked at all; None when it can."""
        if not parent.license:
            return self.open(
                parent, "its licence is stated nowhere and it is not well known", child
            )
        if not parent.grounded(term):
            why = f"the text of {parent.license} was not read for that"
            return self.open(parent, why, child)
        if not child.license:
            return self.open(parent, "no licence is stated for this release", child)
        return None


@cache
def every() -> tuple[Rule, ...]:
    """Every rule, in the order of the catalogue."""
    vocabulary = catalogs.entry("vocabularies", "lineage-rules")
    return tuple(
        Rule(
            id=name,
            title=rule["title"],
            kinds=tuple(rule["kinds"]),
            relations=tuple(rule.get("relations", ())),
            none=rule["none"],
            remedy=rule["remedy"],
        )
        for name, rule in vocabulary.items()
        if isinstance(rule, dict)
    )
