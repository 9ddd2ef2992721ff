"""What a release may do with what other models wrote."""

from collections.abc import Iterator

from weighbridge.facts.lineage import AncestorKind
from weighbridge.findings.lineage import parents
from weighbridge.findings.lineage.answers import Answer, conflict, contested, fine, undecided
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.duties import naming_duty_is_met
from weighbridge.findings.lineage.parents import Parent, same

_PARTLY = {
    "competing-only": "models that compete",
    "foundational-only": "foundational generative models",
}


def outputs_may_be_used(parent: Parent, child: Child) -> Iterator[Answer]:
    """A teacher's ban spares its own family; what only depends on a judgement is left to one."""
    if parent.outputs:
        whose = f"{parent.steward}'s terms of service limit training of {_PARTLY[parent.outputs]}"
        yield contested(parent, f"{whose} on its outputs, and whether this is one is a judgement")
        return
    clause = parent.clause("outputs")
    match parent.terms.outputs:
        case "no" if _is_of_the_family(parent, child):
            yield fine(parent, f"the release is of its family, which {clause} spares")
        case "if-named" if parent.grounded("outputs"):
            yield from naming_duty_is_met(parent, child)
        case _:
            missing = child.why_not(parent, "outputs")
            yield undecided(parent, missing) if missing else _decided(parent, child, clause)


def _decided(parent: Parent, child: Child, clause: str) -> Answer:
    match parent.terms.outputs:
        case "yes":
            return fine(parent, f"{clause} leaves its outputs free")
        case "no":
            return conflict(parent, f"{clause} bans training other models on its outputs")
        case "competing-only" | "foundational-only" as limit:
            why = f"{clause} bans training {_PARTLY[limit]} on its outputs"
            return contested(parent, f"{why}, and whether this is one is a judgement")
    return _kept(parent, child, clause)


def _kept(parent: Parent, child: Child, clause: str) -> Answer:
    """Outputs that carry terms along: whether the release passes them on."""
    match parent.terms.outputs, child.allows_commerce():
        case _ if child.keeps(parent.license):
            return fine(parent, f"the release keeps its licence, {parent.license}")
        case "same-terms", _ if child.is_open():
            why = f"{clause} reaches models trained on its outputs, and {child.commerce()} does not"
            return conflict(parent, why)
        case "non-commercial", False:
            return fine(parent, f"{child.license} allows no commerce either")
        case "non-commercial", True:
            return conflict(parent, f"{clause} forbids the commerce of {child.commerce()}")
    return undecided(parent, f"whether {child.license} passes on what {clause} demands is unknown")


def _is_of_the_family(parent: Parent, child: Child) -> bool:
    """Whether the release is itself made from a model under the teacher's licence."""
    bases = child.lineage.of(AncestorKind.BASE_MODEL)
    return any(same(parents.parent(one).license, parent.license) for one in bases)
