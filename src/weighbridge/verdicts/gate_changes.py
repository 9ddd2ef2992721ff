"""The shortest way to open a gate: the fewest acts that mend what keeps it closed."""

from collections.abc import Collection, Iterable

from weighbridge.verdicts import changes, criteria, frameworks
from weighbridge.verdicts.gate_asked import Asked
from weighbridge.verdicts.policies import Conclusion, Policy, Rule
from weighbridge.verdicts.report import Change


def way_out(policy: Policy, stage: str, unmet: Collection[str], asked: Asked) -> tuple[Change, ...]:
    """The fewest acts that open the gate, as far as checks alone keep it closed.

    Args:
        unmet: ids of the rules that do not hold.
    """
    acts: dict[str, tuple[list[str], list[str]]] = {}
    for rule in policy.at(stage):
        if rule.id not in unmet:
            continue
        for remedy, checks in _acts(rule, asked):
            held = acts.setdefault(remedy, ([], []))
            held[0].append(rule.id)
            held[1].extend(checks)
    return tuple(
        Change(remedy, tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(checks)))
        for remedy, (ids, checks) in acts.items()
    )


def _acts(rule: Rule, asked: Asked) -> Iterable[tuple[str, list[str]]]:
    """The acts that one unmet rule asks for."""
    if rule.demands is not None:
        yield from _shortest(rule.demands, rule.reading, asked)
    if rule.conclusion is not None and rule.conclusion.framework in frameworks.ids():
        wanted = list(_up_to(rule.conclusion))
        if wanted:
            group = criteria.Group(tuple(wanted), len(wanted))
            yield from _shortest(group, rule.reading, asked)
    if rule.expression:
        yield f"Make `{rule.expression}` hold of the report.", []


def _shortest(node: criteria.Node, reading: str, asked: Asked) -> Iterable[tuple[str, list[str]]]:
    outcomes = asked.outcomes(reading, node)
    needed = changes.shortest(node, outcomes) or frozenset()
    found = {
        check: asked.findings(reading, check) or asked.findings(reading, check.partition("[")[0])
        for check in needed
    }
    return changes.acts(needed, found).items()


def _up_to(wanted: Conclusion) -> Iterable[criteria.Node]:
    """What a framework asks for up to a level; all of it where the level is its whole."""
    framework = frameworks.load(wanted.framework)
    for rung in framework.rungs:
        yield from (rule.demands for rule in rung.rules)
        if wanted.least in {rung.id, rung.title}:
            return
