"""Whether a policy notices what is missing: each thing that a rule rests on is taken away in turn,
and the rule must no longer hold.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from weighbridge.findings import Outcome
from weighbridge.patterns import lazy
from weighbridge.verdicts.criteria import Demand, Group, Node
from weighbridge.verdicts.gate import Gate
from weighbridge.verdicts.policies import Policy, Rule, meant
from weighbridge.verdicts.report import Report

Judge = Callable[[Policy, Report], Gate]
"""Decides by a policy of one rule over a report from which something was taken."""
_LISTS = ("findings", "verdicts", "components", "parts")
_NAMED = lazy(r"""["']([^"']+)["']""")
_FIELD = lazy(r"\breport\s*\.\s*(\w+)")


@dataclass(frozen=True, slots=True)
class Survivor:
    """A rule that still holds without something it rests on.

    Attributes:
        meant: whether the policy says so itself, with an alternative or `unknown = "open"`.
        why: what lets it hold, as a sentence.
    """

    rule: str
    taken: str
    meant: bool
    why: str


@dataclass(frozen=True, slots=True)
class Mutated:
    """What came of it.

    Attributes:
        tried: things that were taken away, one at a time.
        holding: rules that held before.
    """

    tried: int
    holding: int
    survivors: tuple[Survivor, ...]

    @property
    def unmeant(self) -> tuple[Survivor, ...]:
        """Those that the policy does not mean to hold."""
        return tuple(one for one in self.survivors if not one.meant)


def mutate(policy: Policy, stage: str, report: Report, judge: Judge) -> Mutated:
    """Take away, one at a time, whatever each rule that holds at a stage rests on."""
    tried, holding = 0, 0
    survivors = []
    for rule in policy.at(stage):
        alone = replace(policy, rules=(rule,))
        if judge(alone, report).rules[0].outcome is not Outcome.PASS:
            continue
        holding += 1
        for taken, rest in _without(rule, report):
            tried += 1
            if judge(alone, rest).rules[0].outcome is Outcome.PASS:
                survivors.append(_survivor(rule, taken))
    return Mutated(tried, holding, tuple(survivors))


def _without(rule: Rule, report: Report) -> Iterator[tuple[str, Report]]:
    """What a rule rests on, by name, and the report without it."""
    for check in sorted(rule.checks()):
        yield check, _lacking(check, report)
    if rule.conclusion is not None:
        framework = rule.conclusion.framework
        kept = tuple(one for one in report.verdicts if one.framework != framework)
        yield framework, replace(report, verdicts=kept)
    yield from _unsaid(rule.expression, report)


def _unsaid(expression: str, report: Report) -> Iterator[tuple[str, Report]]:
    """What an expression names: lists of the report, and ids between quotes."""
    for name in dict.fromkeys(_FIELD.findall(expression)):
        if name in _LISTS:
            changed: dict[str, tuple[()]] = {name: ()}
            yield f"report.{name}", replace(report, **changed)  # type: ignore[arg-type]
    known = {finding.check for finding in report.findings}
    known |= {check.partition("[")[0] for check in known}
    for name in dict.fromkeys(_NAMED.findall(expression)):
        if name in known:
            yield name, _lacking(name, report)
        if any(name == one.framework for one in report.verdicts):
            kept = tuple(one for one in report.verdicts if one.framework != name)
            yield name, replace(report, verdicts=kept)
        if any(name == one.id for one in report.components):
            rows = tuple(one for one in report.components if one.id != name)
            yield name, replace(report, components=rows)


def _lacking(check: str, report: Report) -> Report:
    kept = tuple(one for one in report.findings if not meant(check, one.check))
    return replace(report, findings=kept)


def _survivor(rule: Rule, taken: str) -> Survivor:
    """Why a rule holds without something, as far as it says so itself."""
    if rule.demands is not None and taken in rule.checks() and _has_choice(rule.demands):
        return Survivor(rule.id, taken, meant=True, why="Another of its alternatives holds.")
    if rule.unknown == "open":
        return Survivor(rule.id, taken, meant=True, why='It says `unknown = "open"`.')
    if rule.when is not None and taken not in _named(rule.demands):
        why = "Its condition is then unknown, and it holds all the same."
        return Survivor(rule.id, taken, meant=True, why=why)
    why = "Nothing shows it any more, and it holds all the same."
    return Survivor(rule.id, taken, meant=False, why=why)


def _has_choice(node: Node) -> bool:
    if isinstance(node, Group):
        return node.least < len(node.members) or any(map(_has_choice, node.members))
    return False


def _named(node: Node | None) -> frozenset[str]:
    match node:
        case Demand(check):
            return frozenset({check})
        case Group(members, _):
            return frozenset().union(*map(_named, members))
    return frozenset()
