"""What a release may do with what other models wrote."""

from collections.abc import Iterator

from weighbridge.facts.lineage import AncestorKind
from weighbridge.findings.finding import Finding
from weighbridge.findings.lineage import parents
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.duties import naming_duty_is_met
from weighbridge.findings.lineage.parents import Parent, same
from weighbridge.findings.lineage.rules import Rule

_PARTLY = {
    "competing-only": "models that compete",
    "foundational-only": "foundational generative models",
}


def outputs_may_be_used(rule: Rule, parent: Parent, child: Child) -> Iterator[Finding]:
    """A teacher's ban spares its own family; what only depends on a judgement is left to one."""
    if parent.outputs:
        why = (
            f"{parent.steward}'s terms of service limit training of {_PARTLY[parent.outputs]} on "
            "its outputs; record a decision"
        )
        yield rule.open(parent, why, child)
        return
    clause = parent.clause("outputs")
    match parent.terms.outputs:
        case "no" if _is_of_the_family(parent, child):
            yield rule.fine(parent, f"the release is of its family, which {clause} spares", child)
        case "if-named" if parent.grounded("outputs"):
            yield from naming_duty_is_met(rule, parent, child)
        case _:
            undecided = rule.undecided(parent, child, "outputs")
            yield undecided or _decided(rule, parent, child, clause)


def _decided(rule: Rule, parent: Parent, child: Child, clause: str) -> Finding:
    outputs = parent.terms.outputs
    answer, why = rule.open, f"whether {child.license} passes on what {clause} demands is unknown"
    if outputs == "yes":
        answer, why = rule.fine, f"{clause} leaves its outputs free"
    elif outputs == "no":
        answer, why = rule.conflict, f"{clause} bans training other models on its outputs"
    elif outputs in _PARTLY:
        why = f"{clause} bans training {_PARTLY[outputs]} on its outputs; record a decision"
    elif child.keeps(parent.license):
        answer, why = rule.fine, f"the release keeps its licence, {parent.license}"
    elif outputs == "same-terms" and child.is_open():
        answer = rule.conflict
        why = f"{clause} reaches models trained on its outputs, and {child.commerce()} does not"
    elif outputs == "non-commercial" and child.allows_commerce() is False:
        answer, why = rule.fine, f"{child.license} allows no commerce either"
    elif outputs == "non-commercial" and child.allows_commerce():
        answer, why = rule.conflict, f"{clause} forbids the commerce of {child.commerce()}"
    return answer(parent, why, child)


def _is_of_the_family(parent: Parent, child: Child) -> bool:
    """Whether the release is itself made from a model under the teacher's licence."""
    bases = child.lineage.of(AncestorKind.BASE_MODEL)
    return any(same(parents.parent(one).license, parent.license) for one in bases)
