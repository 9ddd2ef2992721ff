"""A policy as text: what it demands, rule by rule, in the words of its checks."""

from collections.abc import Iterator

from weighbridge.formats._columns import wrapped
from weighbridge.formats._words import prose
from weighbridge.verdicts.criteria import Group, Node
from weighbridge.verdicts.policies import Policy, Rule
from weighbridge.verdicts.policies import stated as criteria
from weighbridge.verdicts.ratchet import said

_WIDTH = 92


def explained(policy: Policy, stage: str | None) -> str:
    """What a policy demands, at one stage or at each."""
    return "".join(f"{line}\n" for line in _lines(policy, stage))


def _lines(policy: Policy, stage: str | None) -> Iterator[str]:
    yield prose(f"{policy.title} ({policy.id} {policy.version})".replace(" )", ")"))
    yield wrapped(prose(policy.description), _WIDTH, "  ")
    if policy.source:
        yield f"  source: {prose(policy.source)}"
    if policy.extends:
        yield f"  extends: {prose(', '.join(policy.extends))}"
    yield f"  stages: {prose(' → '.join(policy.stages))}"
    yield f"  sha256: {policy.digest}"
    for rule in policy.at(stage) if stage is not None else policy.rules:
        yield ""
        yield from _rule(rule)
    for one in policy.parameters:
        key = f".{one.key}" if one.key else ""
        yield f"  {prose(f'{one.check}.{one.name}{key}')} = {one.value:g}"


def _rule(rule: Rule) -> Iterator[str]:
    yield prose(f"{rule.title} [{rule.id}]")
    owner = f", for {rule.owner}" if rule.owner else ""
    where = ", ".join(rule.stages) or "every stage"
    yield wrapped(prose(f"{rule.severity}{owner}; at {where}; by {rule.reading}"), _WIDTH, "  ")
    if rule.when is not None:
        yield wrapped(f"only when: {said(criteria(rule.when))}", _WIDTH, "  ")
    if rule.demands is not None:
        yield from _demands(rule.demands, 1)
    if rule.conclusion is not None:
        conclusion = rule.conclusion
        yield prose(f"- {conclusion.framework} concludes at least {conclusion.least}")
    if rule.expression:
        yield wrapped(prose(rule.expression), _WIDTH, "- ")
    yield from _lenient(rule)


def _lenient(rule: Rule) -> Iterator[str]:
    if rule.unknown == "open":
        yield "  what is unknown is let through"
    if rule.inapplicable == "open":
        yield "  what does not apply is let through"
    if not rule.waivable:
        yield "  it cannot be waived"


def _demands(node: Node, depth: int) -> Iterator[str]:
    margin = "  " * (depth - 1)
    if isinstance(node, Group) and len(node.members) > 1:
        count = len(node.members)
        word = {count: "all of", 1: "any of"}.get(node.least, f"at least {node.least} of")
        yield f"{margin}- {word}:"
        for member in node.members:
            yield from _demands(member, depth + 1)
        return
    yield f"{margin}- {prose(said(criteria(node)))}"
