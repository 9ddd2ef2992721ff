"""What a release may do with the models it was made from.

Each of these is asked only where the licences of both sides are known and the term was read.
"""

from weighbridge.facts.lineage import Relation
from weighbridge.findings.lineage.answers import Answer, conflict, contested, fine, undecided
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import Parent


def license_keeps_the_base_terms(parent: Parent, child: Child) -> Answer:
    """A licence that forbids other terms for changed versions is kept, and limits are passed on."""
    clause = parent.clause("relicensing")
    match parent.terms.relicensing:
        case "yes":
            return fine(parent, f"{clause} allows {child.license}")
        case "no":
            return conflict(parent, f"{clause} does not allow {child.commerce()}")
    if child.is_open():
        why = f"{clause} travels with changed versions, and {child.commerce()} passes on none of it"
        return conflict(parent, why)
    return undecided(
        parent, f"whether {child.license} passes on what {clause} demands is not recorded"
    )


def commerce_is_allowed_by_the_base(parent: Parent, child: Child) -> Answer:
    """A licence without commerce has no child that allows it."""
    clause = parent.clause("commercial")
    match parent.terms.commercial, child.allows_commerce():
        case "yes", _:
            return fine(parent, f"{clause} allows commerce")
        case _, False:
            return fine(parent, f"{child.license} allows no commerce either")
        case _, None:
            return undecided(parent, f"what {child.license} allows is not recorded")
        case "no", _:
            why = f"{clause} forbids the commerce that {child.commerce()} allows"
            return conflict(parent, why)
    why = f"{clause} limits commerce, and {child.commerce()} says nothing of the limit"
    return undecided(parent, why)


def changes_are_allowed_by_the_base(parent: Parent, child: Child) -> Answer:  # noqa: ARG001  # as its like
    """A licence without changed versions has no child; an adapter alone may hold none of it."""
    clause = parent.clause("derivatives")
    if parent.terms.derivatives == "yes":
        return fine(parent, f"{clause} allows changed versions to be shared")
    if parent.ancestor.relation is Relation.ADAPTER:
        why = f"{clause} allows no changed versions, and whether an adapter is one is contested"
        return contested(parent, why)
    return conflict(parent, f"{clause} allows no changed version to be shared")


def quantized_copy_keeps_its_license(parent: Parent, child: Child) -> Answer:
    """A mechanical copy adds nothing that could be licensed on its own."""
    clause = parent.clause("relicensing")
    if parent.terms.relicensing == "yes":
        why = (
            f"{clause} lets changes bear other terms, and a copy under {child.license} may add none"
        )
        return undecided(parent, why)
    return conflict(parent, f"the copy is under {child.license}, and {clause} forbids it")
