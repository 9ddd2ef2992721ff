"""What a release may do with the models it was made from."""

from weighbridge.facts.lineage import Relation
from weighbridge.findings.finding import Finding
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import Parent
from weighbridge.findings.lineage.rules import Rule


def license_keeps_the_base_terms(rule: Rule, parent: Parent, child: Child) -> Finding:
    """A licence that forbids other terms for changed versions is kept, and limits are passed on."""
    if parent.license and child.keeps(parent.license):
        return rule.fine(parent, f"the release keeps its licence, {parent.license}", child)
    undecided = rule.undecided(parent, child, "relicensing")
    if undecided is not None:
        return undecided
    clause = parent.clause("relicensing")
    match parent.terms.relicensing:
        case "yes":
            return rule.fine(parent, f"{clause} allows {child.license}", child)
        case "no":
            return rule.conflict(parent, f"{clause} does not allow {child.commerce()}", child)
    if child.is_open():
        why = f"{clause} travels with changed versions, and {child.commerce()} passes on none of it"
        return rule.conflict(parent, why, child)
    why = f"whether {child.license} passes on what {clause} demands is not recorded"
    return rule.open(parent, why, child)


def commerce_is_allowed_by_the_base(rule: Rule, parent: Parent, child: Child) -> Finding:
    """A licence without commerce has no child that allows it."""
    if parent.license and child.keeps(parent.license):
        return rule.fine(parent, f"the release keeps its licence, {parent.license}", child)
    undecided = rule.undecided(parent, child, "commercial")
    if undecided is not None:
        return undecided
    clause = parent.clause("commercial")
    match parent.terms.commercial, child.allows_commerce():
        case "yes", _:
            answer, why = rule.fine, f"{clause} allows commerce"
        case _, False:
            answer, why = rule.fine, f"{child.license} allows no commerce either"
        case _, None:
            answer, why = rule.open, f"what {child.license} allows is not recorded"
        case "no", _:
            answer = rule.conflict
            why = f"{clause} forbids the commerce that {child.commerce()} allows"
        case _:
            answer = rule.open
            why = f"{clause} limits commerce, and {child.commerce()} says nothing of the limit"
    return answer(parent, why, child)


def changes_are_allowed_by_the_base(rule: Rule, parent: Parent, child: Child) -> Finding:
    """A licence without changed versions has no child; an adapter alone may hold none of it."""
    undecided = rule.undecided(parent, child, "derivatives")
    if undecided is not None:
        return undecided
    clause = parent.clause("derivatives")
    if parent.terms.derivatives == "yes":
        return rule.fine(parent, f"{clause} allows changed versions to be shared", child)
    if parent.ancestor.relation is Relation.ADAPTER:
        why = f"{clause} allows no changed versions, and whether an adapter is one is contested"
        return rule.open(parent, why, child)
    return rule.conflict(parent, f"{clause} allows no changed version to be shared", child)


def quantized_copy_keeps_its_license(rule: Rule, parent: Parent, child: Child) -> Finding:
    """A mechanical copy adds nothing that could be licensed on its own."""
    if parent.license and child.keeps(parent.license):
        return rule.fine(parent, f"the copy is under {parent.license}, as the original is", child)
    undecided = rule.undecided(parent, child, "relicensing")
    if undecided is not None:
        return undecided
    clause = parent.clause("relicensing")
    if parent.terms.relicensing == "yes":
        why = (
            f"{clause} lets changes bear other terms, and a copy under {child.license} may add none"
        )
        return rule.open(parent, why, child)
    return rule.conflict(
        parent, f"the copy is under {child.license}, and {clause} forbids it", child
    )
