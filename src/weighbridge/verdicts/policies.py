"""Policies as data: which checks, conclusions and expressions each stage of a release demands."""

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from typing import Any

from weighbridge.findings import Severity
from weighbridge.verdicts.criteria import Demand, Group, Node, Refuted, checks

READINGS = ("claims", "evidence", "evidence-unblanketed")
"""The readings a rule may ask under, the laxest first."""


class PolicyError(ValueError):
    """A policy that cannot be used: its name first, the cause, then the remedy."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A level that a framework has to conclude.

    Attributes:
        least: title or id of the lowest level that is enough.
    """

    framework: str
    least: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand.

    Attributes:
        stages: where it is made; empty for every stage.
        demands: criteria over check ids; None where there are none. In an id, `{stage}` stands
            for the stage that is entered, and `*` between the brackets for any entry.
        expression: in the Common Expression Language, over the report; empty for none.
        when: criteria over check ids; while they fail, the rule does not apply.
        reading: the reading the checks are asked under.
        owner: who mends it.
        unknown: `closed` or `open`: what a missing fact means.
        inapplicable: `closed` or `open`: what it means that a check does not apply.
        waivable: whether a waiver can let it stand.
    """

    id: str
    title: str
    stages: tuple[str, ...] = ()
    demands: Node | None = None
    conclusion: Conclusion | None = None
    expression: str = ""
    when: Node | None = None
    reading: str = "evidence"
    severity: Severity = Severity.HIGH
    owner: str = ""
    unknown: str = "closed"
    inapplicable: str = "closed"
    waivable: bool = True

    def checks(self) -> frozenset[str]:
        """Every check id its criteria name."""
        return frozenset().union(*(checks(node) for node in (self.demands, self.when) if node))


@dataclass(frozen=True, slots=True, order=True)
class Threshold:
    """One parameter of a check, as the policy sets it; `key` is empty for a plain number."""

    check: str
    name: str
    key: str
    value: float


@dataclass(frozen=True, slots=True)
class Policy:
    """All demands, with those of the policies it extends.

    Attributes:
        stages: every stage it names, in order.
        extends: names of the policies it was built on, the furthest first.
        ratchet: `closed` or `warn`: what a policy weaker than the last one means.
    """

    id: str
    title: str
    version: str = ""
    description: str = ""
    source: str = ""
    extends: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    parameters: tuple[Threshold, ...] = ()
    ratchet: str = "closed"

    def at(self, stage: str) -> tuple[Rule, ...]:
        """The rules of a stage, with its name where `{stage}` stood."""
        held = (rule for rule in self.rules if not rule.stages or stage in rule.stages)
        return tuple(at_stage(rule, stage) for rule in held)

    @property
    def demands(self) -> dict[str, Any]:
        """All that it demands, as JSON values; words that demand nothing are left out."""
        return {
            "stages": list(self.stages),
            "rules": [demanded(rule) for rule in sorted(self.rules, key=lambda rule: rule.id)],
            "parameters": [
                {"check": one.check, "name": one.name, "key": one.key, "value": one.value}
                for one in sorted(self.parameters)
            ],
            "ratchet": self.ratchet,
        }

    @property
    def digest(self) -> str:
        """Sha256, in hex, over what it demands."""
        return sha256(json.dumps(self.demands, sort_keys=True).encode()).hexdigest()


def at_stage(rule: Rule, stage: str) -> Rule:
    """A rule as it stands at a stage."""
    if not any("{stage}" in check for check in rule.checks()):
        return rule
    return replace(
        rule,
        demands=_filled(rule.demands, stage) if rule.demands else None,
        when=_filled(rule.when, stage) if rule.when else None,
    )


def meant(named: str, check: str) -> bool:
    """Whether a rule's name means a check: its id, the id without entry, or one like `a[x*]`."""
    if named in {check, check.partition("[")[0]}:
        return True
    return "*" in named and _pattern(named).fullmatch(check) is not None


@cache
def _pattern(named: str) -> re.Pattern[str]:
    return re.compile(re.escape(named).replace(r"\*", ".*"), re.DOTALL)


def demanded(rule: Rule) -> dict[str, Any]:
    """A rule without its words, as JSON values."""
    conclusion = rule.conclusion
    return {
        "id": rule.id,
        "stages": list(rule.stages),
        "requires": stated(rule.demands),
        "conclusion": conclusion
        and {
            "framework": conclusion.framework,
            "at-least": conclusion.least,
        },
        "expression": rule.expression,
        "when": stated(rule.when),
        "reading": rule.reading,
        "severity": rule.severity.value,
        "unknown": rule.unknown,
        "inapplicable": rule.inapplicable,
        "waivable": rule.waivable,
    }


def stated(node: Node | None) -> Any:
    """Criteria as a policy file states them, so that `criteria.parse` reads them again."""
    match node:
        case None:
            return None
        case Demand(check):
            return check
        case Refuted(check):
            return {"refuted": check}
        case Group(members, least):
            return {"at-least": least, "of": [stated(member) for member in members]}


def _filled(node: Node, stage: str) -> Node:
    match node:
        case Demand(check):
            return Demand(check.replace("{stage}", stage))
        case Refuted(check):
            return Refuted(check.replace("{stage}", stage))
        case Group(members, least):
            return Group(tuple(_filled(member, stage) for member in members), least)
