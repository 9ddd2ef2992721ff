"""Criteria: trees of `all-of`, `any-of` and `at-least` over check ids, and their three-valued
outcome.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from weighbridge.findings import Outcome

Outcomes = Mapping[str, Outcome]
_OPPOSITE = {Outcome.PASS: Outcome.FAIL, Outcome.FAIL: Outcome.PASS}


@dataclass(frozen=True, slots=True)
class Demand:
    """A leaf: one check must pass."""

    check: str


@dataclass(frozen=True, slots=True)
class Group:
    """A branch: at least `least` of `members` must hold."""

    members: tuple["Node", ...]
    least: int


@dataclass(frozen=True, slots=True)
class Refuted:
    """A leaf of pictures alone: one check must fail, on evidence; unknown stays unknown."""

    check: str


Node = Demand | Group | Refuted


class CriteriaError(ValueError):
    """A framework or policy file states criteria that cannot be read."""


def parse(data: Any) -> Node:
    """Read criteria from TOML: a check id, a list (all of it), or a table.

    Raises:
        CriteriaError: anything else stands there.
    """
    match data:
        case str():
            return Demand(data)
        case [*members]:
            return _group(members, len(members))
        case {"all-of": [*members]}:
            return _group(members, len(members))
        case {"any-of": [*members]}:
            return _group(members, 1)
        case {"refuted": str(check)}:
            return Refuted(check)
        case {"at-least": int(least), "of": [*members]}:
            return _group(members, least)
    raise CriteriaError(f"expected a check id, all-of, any-of or at-least, found {data!r}")


def outcome(node: Node, outcomes: Outcomes) -> Outcome:
    """Whether criteria hold: pass, fail, or unknown while a missing fact could decide.

    A check that was not run, or that says it does not apply, is unknown: only a pass passes.
    """
    if isinstance(node, Demand):
        found = outcomes.get(node.check)
        return found if found is Outcome.PASS or found is Outcome.FAIL else Outcome.UNKNOWN
    if isinstance(node, Refuted):
        return _OPPOSITE.get(outcomes.get(node.check, Outcome.UNKNOWN), Outcome.UNKNOWN)
    passing = possible = 0
    for member in node.members:
        found = outcome(member, outcomes)
        passing += found is Outcome.PASS
        possible += found is not Outcome.FAIL
    if passing >= node.least:
        return Outcome.PASS
    return Outcome.UNKNOWN if possible >= node.least else Outcome.FAIL


def checks(node: Node) -> frozenset[str]:
    """Every check id in a tree."""
    match node:
        case Demand(check) | Refuted(check):
            return frozenset({check})
        case Group(members, _):
            return frozenset().union(*(checks(member) for member in members))


def _group(members: list[Any], least: int) -> Group:
    if not 0 < least <= len(members):
        raise CriteriaError(f"at-least {least} of {len(members)} can never be decided")
    return Group(tuple(parse(member) for member in members), least)
