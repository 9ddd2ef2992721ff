"""The release as its ancestors see it: what it is called, shows, holds, and is licensed under."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import expressions, terms
from weighbridge.facts.card import CardKind, Cards
from weighbridge.facts.components import Components
from weighbridge.facts.distribution import Inventory
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.facts.lineage import Lineage
from weighbridge.facts.provenance import Evidence
from weighbridge.findings.lineage.parents import UNLICENSED, Parent, same
from weighbridge.patterns import lazy

_WEIGHTS = "model-parameters-final"
_FORBIDDING = frozenset({"non-commercial", "research-only"})
_LETTERS = lazy(r"[^\w]|_")
_CARD = lazy(r"^\W*(?:model card (?:for|of)\W*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Child:
    """What was made from the ancestors.

    Attributes:
        claims: the statements that decide about its weights.
    """

    claims: tuple[LicenseClaim, ...]
    lineage: Lineage
    licensing: Licensing
    cards: Cards
    inventory: Inventory

    @property
    def license(self) -> str:
        """The expression it is under, as people read it; empty when none is stated."""
        return " AND ".join(dict.fromkeys(claim.expression for claim in self.claims))

    @property
    def at(self) -> tuple[Evidence, ...]:
        """Where its licence is stated."""
        return tuple(claim.at for claim in self.claims[:2])

    def keeps(self, license_id: str) -> bool:
        """Whether nobody can take it without this licence: a choice (OR) would avoid it."""
        return any(
            expressions.holds(claim.expression, lambda one: not same(one, license_id)) is False
            for claim in self.claims
            if claim.expression
        )

    def why_not(self, parent: Parent, term: str) -> str:
        """Why a question about a term cannot be asked; empty when it can."""
        if not parent.license:
            return UNLICENSED
        if not parent.grounded(term):
            return f"the text of {parent.license} was not read for that"
        return "" if self.license else "no licence is stated for this release"

    def is_open(self) -> bool | None:
        """Whether its licence leaves all four freedoms; None when not known."""
        return self._all(_is_open)

    def allows_commerce(self) -> bool | None:
        """Whether its licence lets people earn with it; None when not known."""
        return self._all(_allows_commerce)

    def commerce(self) -> str:
        """Its licence, and the words that allow commerce, as far as they are recorded."""
        quoted = (terms.of(one).grounded.get("commercial") for one in expressions.ids(self.license))
        words = next((one for one in quoted if one), "")
        return f"{self.license} (“{words}”)" if words else self.license

    def is_named(self, prefix: str) -> bool | None:
        """Whether the name of the model begins with a word; None when no card names it."""
        titles = [c for c in self.cards.cards if c.kind is CardKind.MODEL and c.title]
        names = [_CARD.sub("", card.title).rpartition("/")[2] for card in titles]
        wanted = _letters(prefix)
        parts = {card.at.part for card in self.cards.cards}
        if any(_letters(name).startswith(wanted) for name in (*names, *parts)):
            return True
        return False if names else None

    def shown(self, words: str) -> Evidence | None:
        """Where a document credits another's work in these words."""
        wanted = words.casefold()
        credits_ = self.lineage.acknowledgements
        return next((one.at for one in credits_ if wanted in one.words.casefold()), None)

    def _all(self, question: Callable[[str], bool | None]) -> bool | None:
        answers = {expressions.holds(claim.expression, question) for claim in self.claims}
        if not answers or None in answers:
            return False if False in answers else None
        return False not in answers


def child(
    lineage: Lineage, seen: Components, licensing: Licensing, cards: Cards, inventory: Inventory
) -> Child:
    """The release; without weights in it, what its model cards state counts."""
    weights = components.find(_WEIGHTS)
    claims = licensing.covering(seen.strongest(_WEIGHTS), weights.type)
    stated = claims or tuple(c for c in licensing.claims if c.source in {"card", "manifest"})
    return Child(stated, lineage, licensing, cards, inventory)


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _is_open(license_id: str) -> bool | None:
    known = licenses.find(license_id)
    return known.open if known else None


def _allows_commerce(license_id: str) -> bool | None:
    stated = terms.of(license_id).commercial
    known = licenses.find(license_id)
    if stated:
        return stated != "no"
    if known is None:
        return None
    return False if known.kind in _FORBIDDING else known.open
