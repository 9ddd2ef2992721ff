"""Policies read from their tables, with all that they extend laid under them in turn."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from weighbridge.findings import Severity
from weighbridge.verdicts.criteria import CriteriaError, Node, parse
from weighbridge.verdicts.policies import (
    READINGS,
    Conclusion,
    Policy,
    PolicyError,
    Rule,
    Threshold,
)

_RULE = {
    "id", "title", "stages", "requires", "all-of", "any-of", "at-least", "of", "conclusion",
    "expression", "when", "reading", "severity", "owner", "unknown", "inapplicable",
    "waivable", "remove",
}  # fmt: skip
_POLICY = {
    "title", "version", "description", "source", "read", "extends", "unknown", "reading", "ratchet",
    "stages", "rules", "parameters", "schema",
}  # fmt: skip
_DEMANDS = {"requires", "all-of", "any-of", "at-least"}
_MOST = 32
"""Policies that one may rest on."""

Loader = Callable[[str], Mapping[str, Any]]
"""Gives the tables of a policy by the name that another one extends it under."""
Layers = dict[str, tuple[Mapping[str, Any], frozenset[str]]]
"""Name → tables, and the names of all it extends; what is extended stands before what extends."""


def load(name: str, find: Loader) -> Policy:
    """A policy and all that it extends, each laid once; a rule of the same id takes the place of
    the earlier one.

    Raises:
        PolicyError: a table cannot be read, a rule names what there is not, policies extend each
            other in a circle, or two that know nothing of each other change one rule.
    """
    layers: Layers = {}
    _stack(name, find, (), layers)
    rules: dict[str, Rule] = {}
    hands: dict[str, set[str]] = {}
    stages: list[str] = []
    parameters: dict[tuple[str, str, str], Threshold] = {}
    for one, (data, below) in layers.items():
        stages += _words(one, data, "stages")
        for table in _tables(one, data):
            rule_id = _lay(one, rules, table, data)
            hands[rule_id] = (hands.get(rule_id, set()) - below) | {one}
        parameters |= {(p.check, p.name, p.key): p for p in _parameters(one, data)}
    _agreed(name, hands)
    known = tuple(dict.fromkeys(stages))
    data = layers[name][0]
    return Policy(
        id=name,
        title=str(data.get("title", name)),
        version=str(data.get("version", "")),
        description=str(data.get("description", "")),
        source=str(data.get("source", "")),
        extends=tuple(one for one in layers if one != name),
        stages=known,
        rules=_known_stages(name, tuple(rules.values()), known),
        parameters=tuple(sorted(parameters.values())),
        ratchet=_choice(name, data, "ratchet", ("closed", "warn"), "closed"),
    )


def _stack(name: str, find: Loader, above: tuple[str, ...], layers: Layers) -> frozenset[str]:
    """Put a policy onto what it extends; gives the names of all that is."""
    if name in above:
        raise PolicyError(f"{name}: it extends itself through {' → '.join(above)}. Break the ring.")
    if name in layers:
        return layers[name][1]
    if len(above) + len(layers) > _MOST:
        raise PolicyError(f"{name}: it rests on more than {_MOST} policies. Join some.")
    data = find(name)
    if stray := sorted(set(data) - _POLICY):
        raise PolicyError(f"{name}: `{stray[0]}` is no key of a policy. Remove or rename it.")
    below: set[str] = set()
    for one in _words(name, data, "extends"):
        below |= {one, *_stack(one, find, (*above, name), layers)}
    layers[name] = (data, frozenset(below))
    return layers[name][1]


def _agreed(name: str, hands: Mapping[str, set[str]]) -> None:
    """Make sure that no policy undoes what one it knows nothing of did to a rule."""
    for rule, named in hands.items():
        if len(named) > 1:
            both = " and ".join(sorted(named))
            raise PolicyError(
                f"{name}: {both} both change the rule {rule}, and neither extends the other. "
                "State the rule here."
            )


def _tables(name: str, data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    tables = data.get("rules", [])
    if not isinstance(tables, list):
        raise PolicyError(f"{name}: `rules` is no list of tables. Write [[rules]].")
    for table in tables:
        if not isinstance(table, dict) or not isinstance(table.get("id"), str) or not table["id"]:
            raise PolicyError(f"{name}: a rule has no `id`. Name each rule.")
        yield table


def _lay(name: str, rules: dict[str, Rule], table: dict[str, Any], data: Mapping[str, Any]) -> str:
    """Add a rule, change the one of its id, or take that one away; gives its id."""
    rule_id: str = table["id"]
    if table.get("remove") is True:
        if rules.pop(rule_id, None) is None:
            raise PolicyError(f"{name}: there is no rule {rule_id} to remove. Check the id.")
    else:
        rules[rule_id] = _rule(f"{name}: rule {rule_id}", table, data)
    return rule_id


def _rule(where: str, table: dict[str, Any], policy: Mapping[str, Any]) -> Rule:
    if stray := sorted(set(table) - _RULE):
        raise PolicyError(f"{where}: `{stray[0]}` is no key of a rule. Remove or rename it.")
    closed = ("closed", "open")
    rule = Rule(
        id=table["id"],
        title=str(table.get("title", table["id"])),
        stages=tuple(_words(where, table, "stages")),
        demands=_demands(where, table),
        conclusion=_conclusion(where, table.get("conclusion")),
        expression=_text(where, table, "expression"),
        when=_criteria(where, table["when"]) if "when" in table else None,
        reading=_choice(where, table, "reading", READINGS, str(policy.get("reading", "evidence"))),
        severity=Severity(_choice(where, table, "severity", tuple(Severity), "high")),
        owner=_text(where, table, "owner"),
        unknown=_choice(where, table, "unknown", closed, str(policy.get("unknown", "closed"))),
        inapplicable=_choice(where, table, "inapplicable", closed, "closed"),
        waivable=_flag(where, table, "waivable"),
    )
    if rule.demands is None and rule.conclusion is None and not rule.expression:
        raise PolicyError(f"{where}: it demands nothing. Write `requires`, `conclusion` or so.")
    return rule


def _demands(where: str, table: dict[str, Any]) -> Node | None:
    stated = _DEMANDS & set(table)
    if len(stated) > 1:
        raise PolicyError(f"{where}: it has {' and '.join(sorted(stated))}. Write one of them.")
    if "requires" in table:
        return _criteria(where, table["requires"])
    held = {key: table[key] for key in (*stated, "of") if key in table}
    return _criteria(where, held) if held else None


def _criteria(where: str, data: Any) -> Node:
    try:
        return parse(data)
    except (CriteriaError, RecursionError) as error:
        raise PolicyError(f"{where}: {error}. Correct the criteria.") from error


def _conclusion(where: str, data: Any) -> Conclusion | None:
    match data:
        case None:
            return None
        case {"framework": str(framework), "at-least": str(least)} if len(data) == 2:
            return Conclusion(framework, least)
    raise PolicyError(f"{where}: `conclusion` needs `framework` and `at-least`. Write both.")


def _parameters(name: str, data: Mapping[str, Any]) -> Iterator[Threshold]:
    """`[parameters.CHECK]` with a number, or a table of numbers, for each setting."""
    for check, settings in _table(f"{name}: `parameters`", data.get("parameters", {})).items():
        for setting, value in _table(f"{name}: parameters of {check}", settings).items():
            keyed = value if isinstance(value, dict) else {"": value}
            for key, number in keyed.items():
                if isinstance(number, bool) or not isinstance(number, int | float):
                    raise PolicyError(
                        f"{name}: {check}.{setting} is {number!r}. Write a number there."
                    )
                yield Threshold(check, setting, key, float(number))


def _table(where: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise PolicyError(f"{where}: it is no table. Write [parameters.CHECK].")
    return value


def _choice(
    where: str, table: Mapping[str, Any], key: str, words: tuple[str, ...], default: str
) -> str:
    value = table.get(key, default)
    if value not in words:
        raise PolicyError(f"{where}: `{key}` is {value!r}. Write one of: {', '.join(words)}.")
    return str(value)


def _text(where: str, table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise PolicyError(f"{where}: `{key}` is {value!r}. Write it between quotes.")
    return value


def _flag(where: str, table: Mapping[str, Any], key: str) -> bool:
    value = table.get(key, True)
    if not isinstance(value, bool):
        raise PolicyError(f"{where}: `{key}` is {value!r}. Write true or false.")
    return value


def _words(where: str, table: Mapping[str, Any], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise PolicyError(f"{where}: `{key}` is no list of names. Write a list.")
    return value


def _known_stages(name: str, rules: tuple[Rule, ...], stages: tuple[str, ...]) -> tuple[Rule, ...]:
    for rule in rules:
        if stray := sorted(set(rule.stages) - set(stages)):
            raise PolicyError(
                f"{name}: rule {rule.id} names the stage {stray[0]}, which `stages` does not list."
                " Add it there, or correct the name."
            )
    return rules
