"""What the SPDX profiles require of packages and the official schema does not enforce."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from weighbridge.catalogs.vocabularies import bill_rules
from weighbridge.records.bills.shapes import objects, text, texts
from weighbridge.records.bills.spdx_3 import elements, name_of


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a profile requires of one element, and that is not there.

    Attributes:
        type: of the element, as its profile names it.
        name: of the element, or its id where it has none.
        needs: what is missing, in the words of the serialization.
        remedy: an imperative sentence.
    """

    type: str
    name: str
    needs: str
    remedy: str

    @property
    def sentence(self) -> str:
        """Cause, then remedy."""
        return f"{self.name}: {self.needs} is missing. {self.remedy}"


def missing(value: Mapping[str, Any]) -> Iterator[Missing]:
    """Everything that the AI and Dataset profiles require and a document lacks.

    Models that the release was made from are others' packages, and no more is asked of them than
    what they are.
    """
    every = list(elements(value))
    related = [one for one in every if text(one.get("relationshipType"))]
    above = {text(one.get("from")) for one in related if one["relationshipType"] == "ancestorOf"}
    for one in every:
        if name_of(one) in above:
            continue
        for rule in bill_rules.profile_rules(text(one.get("type"))):
            if not _holds(one, rule, related):
                shown = text(one.get("name")) or name_of(one)
                yield Missing(one["type"], shown, rule.needs, rule.remedy)


def _holds(
    one: Mapping[str, Any], rule: bill_rules.ProfileRule, related: list[dict[str, Any]]
) -> bool:
    if rule.relationship:
        found = [
            relation
            for relation in related
            if relation["relationshipType"] == rule.relationship
            and relation.get("from") == name_of(one)
        ]
        return len(found) == 1 and bool(texts(found[0].get("to")))
    held = one.get(rule.needs)
    if isinstance(held, list):
        said = [*texts(held), *objects(held)]
        return any(item in rule.allows or bill_rules.says(item) for item in said)
    return bill_rules.says(held)
