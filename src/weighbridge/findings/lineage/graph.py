"""The lineage as a whole: each ancestor, its limits, and how the release stands to its terms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.lineage import AncestorKind, Relation
from weighbridge.findings.lineage import code, judging, parents, rules
from weighbridge.findings.lineage.answers import Answer, Standing
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.code import OwnCode
from weighbridge.findings.lineage.parents import Parent

_RELATIONS = {
    Relation.FINETUNE: "fine-tune",
    Relation.DISTILLED: "distilled",
    Relation.GENERATED: "trained on its outputs",
    Relation.QUANTIZED: "quantised",
}
"""Relations whose word for people is another one."""
_UNSAID = {AncestorKind.BASE_MODEL: "made from", AncestorKind.DATASET: "trained-on"}
"""The same where no relation is stated."""
_TOLD = 6
"""Sentences that say why, at most."""
Key = tuple[AncestorKind, str]


@dataclass(frozen=True, slots=True)
class Strand:
    """One ancestor and what leads from it to the release.

    Attributes:
        restrictions: what its licence limits or demands, one short phrase each.
        why: sentences that stand alone.
    """

    parent: Parent
    relation: str
    restrictions: tuple[str, ...]
    standing: Standing
    why: str


def strands(child: Child, own: OwnCode) -> tuple[Strand, ...]:
    """Every ancestor that is judged, in the order of kinds and of discovery."""
    told: dict[Key, list[Answer]] = defaultdict(list)
    for one in _answers(child, own):
        for parent in one.parents:
            told[_key(parent)].append(replace(one, parents=(parent,)))
        for parent in one.beside:
            told[_key(parent)].append(one)
    found = [*_of(child, set(AncestorKind) - set(code.KINDS)), *_of(child, code.KINDS)]
    order = list(AncestorKind)
    found.sort(key=lambda parent: order.index(parent.ancestor.kind))
    return tuple(_strand(one, told[_key(one)]) for one in found)


def restrictions(expression: str) -> tuple[str, ...]:
    """What the licences of an expression limit or demand; of a choice, what every side does."""
    known = (licenses.find(one) for one in expressions.ids(expression))
    each = [one.restrictions if one else () for one in known]
    every = dict.fromkeys(phrase for phrases in each for phrase in phrases)
    if " OR " not in expression:
        return tuple(every)
    return tuple(one for one in every if all(one in phrases for phrases in each))


def _of(child: Child, kinds: Iterable[AncestorKind]) -> tuple[Parent, ...]:
    asked = tuple(kinds)
    if set(asked) <= set(code.KINDS):
        return parents.of(child.lineage, asked, (), most=code.MOST)
    return parents.of(child.lineage, asked, ())


def _answers(child: Child, own: OwnCode) -> Iterator[Answer]:
    for rule in rules.every():
        yield from judging.ask(rule, child)
    yield from code.every(own)


def _strand(parent: Parent, told: list[Answer]) -> Strand:
    worst = max((one.standing for one in told), key=lambda s: s.rank, default=Standing.UNDECIDED)
    reasons = dict.fromkeys(one.sentence for one in told if one.standing is worst)
    shown = 1 if worst is Standing.FINE else _TOLD
    limits = restrictions(parent.license)
    if parent.outputs:
        limits = (f"terms of service of {parent.steward} limit training on outputs",)
    ancestor = parent.ancestor
    relation = _RELATIONS.get(ancestor.relation, ancestor.relation.value)
    if ancestor.relation is Relation.UNKNOWN:
        relation = _UNSAID.get(ancestor.kind, "made from")
    why = " ".join(list(reasons)[:shown]) or f"{parent.name}: no rule looks at it."
    return Strand(parent, relation, limits, worst, why)


def _key(parent: Parent) -> Key:
    return parent.ancestor.kind, parent.name
