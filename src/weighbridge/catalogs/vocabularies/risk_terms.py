"""Modalities, capabilities and uses by which risks are chosen, and what tells them of a release."""

from functools import cache

from weighbridge import catalogs


def modalities() -> tuple[str, ...]:
    """What a model takes in or gives out."""
    return _words("modalities")


def capabilities() -> tuple[str, ...]:
    """What it can do."""
    return _words("capabilities")


def uses() -> tuple[str, ...]:
    """Areas in which it may be used."""
    return _words("uses")


def is_high_risk(use: str) -> bool:
    """Whether mistakes in an area of use weigh on people's lives or rights."""
    return use in _words("high-risk")


@cache
def told_by(kind: str, word: str) -> tuple[str, ...]:
    """The terms that a word of a release tells; empty if none.

    Args:
        kind: `tasks`, `tags` or `architectures`; a part of an architecture's name is enough.
    """
    held: dict[str, list[str]] = catalogs.entry("vocabularies", "risk-terms")[kind]
    if kind == "architectures":
        found = [terms for part, terms in held.items() if part in word]
        return tuple(dict.fromkeys(term for terms in found for term in terms))
    return tuple(held.get(word.strip().lower().replace("_", "-").replace(" ", "-"), ()))


def _words(key: str) -> tuple[str, ...]:
    return tuple(catalogs.entry("vocabularies", "risk-terms")[key])
