"""Policies as data: which checks, conclusions and expressions each stage of a release demands."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any

from weighbridge.findings import Severity
from weighbridge.verdicts.criteria import CriteriaError, Group, Node, checks, parse

_RULE = {
    "id", "title", "stages", "requires", "all-of", "any-of", "at-least", "of", "conclusion",
    "expression", "when", "reading", "severity", "owner", "unknown", "inapplicable",
    "waivable", "remove",
}  # fmt: skip
_POLICY = {
    "title", "version", "description", "source", "read", "extends", "unknown", "reading", "ratchet",
    "stages", "rules", "parameters", "schema",
}  # fmt: skip
Loader = Callable[[str], Mapping[str, Any]]
"""Gives the tables of a policy by the name that another one extends it under."""


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
        demands: criteria over check ids; None where there are none.
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


@dataclass(frozen=True, slots=True)
class Policy:
    """All demands, with those of the policies it extends.

    Attributes:
        stages: every stage it names, in order.
        extends: names of the policies it was built on, nearest first.
        parameters: per check id or rule id, thresholds as plain values.
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
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)
    ratchet: str = "closed"

    def at(self, stage: str) -> tuple[Rule, ...]:
        """The rules of a stage."""
        return tuple(rule for rule in self.rules if not rule.stages or stage in rule.stages)

    @property
    def digest(self) -> str:
        """Sha256, in hex, over what it demands; words that demand nothing do not count."""
        rules = sorted((_demanded(rule) for rule in self.rules), key=lambda rule: rule["id"])
        held = {"rules": rules, "parameters": dict(self.parameters), "ratchet": self.ratchet}
        return sha256(json.dumps(held, sort_keys=True, default=str).encode()).hexdigest()


def load(name: str, find: Loader, *, above: tuple[str, ...] = ()) -> Policy:
    """A policy and all that it extends; a rule of the same id takes the place of the earlier one.

    Raises:
        PolicyError: a table cannot be read, a rule names what there is not, or policies extend
            each other in a circle.
    """
    if name in above:
        raise PolicyError(f"{name}: it extends itself through {' → '.join(above)}. Break the ring.")
    data = find(name)
    if stray := sorted(set(data) - _POLICY):
        raise PolicyError(f"{name}: `{stray[0]}` is no key of a policy. Remove or rename it.")
    held = [load(one, find, above=(*above, name)) for one in _words(name, data, "extends")]
    rules = {rule.id: rule for policy in held for rule in policy.rules}
    for table in data.get("rules", ()):
        _lay(name, rules, table, data)
    stages = [s for policy in held for s in policy.stages] + _words(name, data, "stages")
    return Policy(
        id=name,
        title=str(data.get("title", name)),
        version=str(data.get("version", "")),
        description=str(data.get("description", "")),
        source=str(data.get("source", "")),
        extends=tuple(dict.fromkeys(one for p in held for one in (p.id, *p.extends))),
        stages=tuple(dict.fromkeys(stages)),
        rules=_known_stages(name, tuple(rules.values()), stages),
        parameters={k: v for p in held for k, v in p.parameters.items()}
        | dict(data.get("parameters", {})),
        ratchet=_choice(name, data, "ratchet", ("closed", "warn"), "closed"),
    )


def _lay(name: str, rules: dict[str, Rule], table: Any, data: Mapping[str, Any]) -> None:
    """Add a rule, change the one of its id, or take that one away."""
    if not isinstance(table, dict) or not isinstance(table.get("id"), str):
        raise PolicyError(f"{name}: a rule has no `id`. Name each rule.")
    if table.get("remove") is True:
        if rules.pop(table["id"], None) is None:
            raise PolicyError(f"{name}: there is no rule {table['id']} to remove. Check the id.")
        return
    rules[table["id"]] = _rule(f"{name}: rule {table['id']}", table, data)


def _rule(where: str, table: dict[str, Any], policy: Mapping[str, Any]) -> Rule:
    if stray := sorted(set(table) - _RULE):
        raise PolicyError(f"{where}: `{stray[0]}` is no key of a rule. Remove or rename it.")
    rule = Rule(
        id=table["id"],
        title=str(table.get("title", table["id"])),
        stages=tuple(_words(where, table, "stages")),
        demands=_demands(where, table),
        conclusion=_conclusion(where, table.get("conclusion")),
        expression=str(table.get("expression", "")),
        when=_criteria(where, table["when"]) if "when" in table else None,
        reading=str(table.get("reading", policy.get("reading", "evidence"))),
        severity=Severity(_choice(where, table, "severity", tuple(Severity), "high")),
        owner=str(table.get("owner", "")),
        unknown=_choice(
            where, table, "unknown", ("closed", "open"), str(policy.get("unknown", "closed"))
        ),
        inapplicable=_choice(where, table, "inapplicable", ("closed", "open"), "closed"),
        waivable=table.get("waivable", True) is not False,
    )
    if rule.demands is None and rule.conclusion is None and not rule.expression:
        raise PolicyError(f"{where}: it demands nothing. Write `requires`, `conclusion` or so.")
    return rule


def _demands(where: str, table: dict[str, Any]) -> Node | None:
    stated = {k: v for k, v in table.items() if k in {"all-of", "any-of", "at-least", "of"}}
    if "requires" in table:
        return _criteria(where, table["requires"])
    return _criteria(where, stated) if stated else None


def _criteria(where: str, data: Any) -> Node:
    try:
        node = parse(data)
    except CriteriaError as error:
        raise PolicyError(f"{where}: {error}. Correct the criteria.") from error
    if isinstance(node, Group) and not node.members:
        raise PolicyError(f"{where}: its criteria are empty. Name a check.")
    return node


def _conclusion(where: str, data: Any) -> Conclusion | None:
    match data:
        case None:
            return None
        case {"framework": str(framework), "at-least": str(least)}:
            return Conclusion(framework, least)
    raise PolicyError(f"{where}: `conclusion` needs `framework` and `at-least`. Write both.")


def _choice(
    where: str, table: Mapping[str, Any], key: str, words: tuple[str, ...], default: str
) -> str:
    value = table.get(key, default)
    if value not in words:
        raise PolicyError(f"{where}: `{key}` is {value!r}. Write one of: {', '.join(words)}.")
    return str(value)


def _words(where: str, table: Mapping[str, Any], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise PolicyError(f"{where}: `{key}` is no list of names. Write a list.")
    return value


def _known_stages(name: str, rules: tuple[Rule, ...], stages: list[str]) -> tuple[Rule, ...]:
    for rule in rules:
        if stray := sorted(set(rule.stages) - set(stages)):
            raise PolicyError(
                f"{name}: rule {rule.id} names the stage {stray[0]}, which `stages` does not list."
                " Add it there, or correct the name."
            )
    return rules


def _demanded(rule: Rule) -> dict[str, Any]:
    """A rule without its words."""
    return asdict(replace(rule, title="", owner=""))
