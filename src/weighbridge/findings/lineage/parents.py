"""An ancestor with what is known of its licence, and how its terms are quoted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import terms
from weighbridge.catalogs.licenses.terms import Terms
from weighbridge.catalogs.vocabularies import known_models, known_packages
from weighbridge.facts.lineage import Ancestor, AncestorKind, Lineage, Relation

_CODE = frozenset({AncestorKind.CODE_DEPENDENCY, AncestorKind.EMBEDDED_CODE})
_ASKED_FOR = frozenset({AncestorKind.CODE_DEPENDENCY})
_MOST = 50
"""Ancestors that are judged; a release that names more is a list of something else."""
UNLICENSED = "its licence is stated nowhere and it is not well known"
"""Why nothing can be asked of the terms of an ancestor."""


@dataclass(frozen=True, slots=True)
class Parent:
    """One ancestor and its terms.

    Attributes:
        license: the licence expression it is under; empty when not known.
        terms: those of that licence; empty ones when it is not known or several hold.
        known: the licence it is known to be under, whatever the release states; empty if none.
        outputs: what may be done with its outputs, where no licence but a service's terms say so.
        steward: who offers that service.
    """

    ancestor: Ancestor
    license: str
    terms: Terms
    known: str = ""
    outputs: str = ""
    steward: str = ""

    @property
    def name(self) -> str:
        """As the release writes it."""
        return self.ancestor.target

    def grounded(self, term: str) -> str:
        """The licence's own words for a term, in quotation marks; empty when none were read."""
        words = self.terms.grounded.get(term)
        return f"“{words}”" if words else ""

    def clause(self, term: str) -> str:
        """The licence with its own words for a term, or with the word that none were read."""
        return f"{self.license} ({self.grounded(term) or 'text not read'})"


def of(
    lineage: Lineage, kinds: Iterable[str], relations: Iterable[str], *, most: int = _MOST
) -> tuple[Parent, ...]:
    """The ancestors that a rule looks at; no relations means any."""
    asked, related = frozenset(kinds), frozenset(relations)
    found = (one for one in _ancestors(lineage, asked) if one.kind in asked)
    chosen = (one for one in found if not related or one.relation in related)
    return tuple(parent(one) for one in islice(chosen, most))


def parent(ancestor: Ancestor) -> Parent:
    """An ancestor with the licence the release states for it, else the one it is known to have."""
    if ancestor.kind in _CODE:
        known = known_packages.license_of(ancestor.target) if ancestor.kind in _ASKED_FOR else ""
        stated = ancestor.license or known
        return Parent(ancestor, stated, terms.of(stated) if stated else Terms(), known)
    found = known_models.find(ancestor.target, _kind(ancestor))
    stated = ancestor.license or (found.license if found else "")
    read = terms.of(stated) if stated else Terms()
    if found is None or ancestor.license:
        return Parent(ancestor, stated, read, found.license if found else "")
    return Parent(ancestor, stated, read, found.license, found.outputs, found.steward)


def _kind(ancestor: Ancestor) -> str:
    return "dataset" if ancestor.kind is AncestorKind.DATASET else "model"


def same(one: str, other: str) -> bool:
    """Whether two licence ids mean the same terms."""
    name = licenses.spoken_for_by(one)
    return one == other or (name is not None and name == licenses.spoken_for_by(other))


def _ancestors(lineage: Lineage, asked: frozenset[str]) -> Iterator[Ancestor]:
    """The ancestors of some kinds, and the models that are known to have written datasets."""
    writers = {AncestorKind.DATASET} if AncestorKind.TEACHER in asked else set[AncestorKind]()
    for one in lineage.of(*writers.union(k for k in AncestorKind if k in asked)):
        yield one
        dataset = one.kind is AncestorKind.DATASET
        known = known_models.find(one.target, "dataset") if dataset else None
        if known and known.made_with:
            yield replace(
                one,
                kind=AncestorKind.TEACHER,
                relation=Relation.GENERATED,
                target=known.made_with,
                license="",
                revision="",
            )
