"""Frameworks as data: loading one from the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from weighbridge import catalogs
from weighbridge.verdicts.criteria import Node, checks, parse


@dataclass(frozen=True, slots=True)
class Rule:
    """One criterion as the framework states it."""

    id: str
    title: str
    demands: Node


@dataclass(frozen=True, slots=True)
class Rung:
    """One level as the framework states it."""

    id: str
    title: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework or one version of it.

    Attributes:
        shape: `ladder`: each level includes the ones before it, and the conclusion is the
            highest one reached; `definition`: all levels together are the definition; `mot`:
            a ladder with the arithmetic of the Model Openness Tool.
        meets: what a definition concludes when it is met.
        source: address the rules were read from.
        read: day they were read.
        default: whether an audit applies it when none is named.
        beyond: what it asks that nobody can observe in a release, as (title, why).
    """

    id: str
    title: str
    version: str
    shape: str
    source: str
    read: str
    rungs: tuple[Rung, ...]
    meets: str = ""
    fails: str = ""
    description: str = ""
    default: bool = True
    beyond: tuple[tuple[str, str], ...] = ()

    def checks(self) -> frozenset[str]:
        """Every check id its criteria name."""
        rules = (rule for rung in self.rungs for rule in rung.rules)
        return frozenset().union(*(checks(rule.demands) for rule in rules))


@cache
def load(framework: str) -> Framework:
    """A framework from the catalogue.

    Raises:
        KeyError: the catalogue has none of that id.
        CriteriaError: its criteria cannot be read.
    """
    record = catalogs.entry("frameworks", framework)
    return from_toml(framework, record)


def from_toml(framework: str, record: Mapping[str, Any]) -> Framework:
    """A framework from the tables of its file."""
    rungs = tuple(
        Rung(level["id"], level["title"], tuple(_rule(r) for r in level["criteria"]))
        for level in record["levels"]
    )
    return Framework(
        id=framework,
        title=record["title"],
        version=record["version"],
        shape=record["shape"],
        source=record["source"],
        read=str(record["read"]),
        rungs=rungs,
        meets=record.get("meets", ""),
        fails=record.get("fails", ""),
        description=record.get("description", ""),
        default=record.get("default", True),
        beyond=tuple((b["title"], b["why"]) for b in record.get("not-observable", ())),
    )


def ids() -> tuple[str, ...]:
    """Every framework id, sorted."""
    return catalogs.entries("frameworks")


def _rule(record: Mapping[str, Any]) -> Rule:
    demands = {k: v for k, v in record.items() if k not in {"id", "title", "requires"}}
    return Rule(record["id"], record["title"], parse(record.get("requires", demands)))
