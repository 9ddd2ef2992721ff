"""The rules over ancestors, as data: what each looks at, and what to do where it does not hold."""

from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        title: the claim that should be true.
        kinds: kinds of ancestor it looks at.
        relations: relations it looks at; empty for all.
        none: what is so when there is no such ancestor.
        remedy: what the publisher can do.
    """

    id: str
    title: str
    kinds: tuple[str, ...]
    relations: tuple[str, ...]
    none: str
    remedy: str


@cache
def every() -> tuple[Rule, ...]:
    """Every rule, in the order of the catalogue."""
    vocabulary = catalogs.entry("vocabularies", "lineage-rules")
    return tuple(
        Rule(
            id=name,
            title=rule["title"],
            kinds=tuple(rule["kinds"]),
            relations=tuple(rule.get("relations", ())),
            none=rule["none"],
            remedy=rule["remedy"],
        )
        for name, rule in vocabulary.items()
        if isinstance(rule, dict)
    )
