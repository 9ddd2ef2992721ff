"""Whether "open-source" is the verb of its clause, and what it then opens."""

import re
from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.patterns import lazy
from weighbridge.readers.claims.kinds import kinds_in
from weighbridge.readers.claims.names import OWN
from weighbridge.readers.claims.owners import is_itself
from weighbridge.readers.claims.phrases import OF_OWN

_OBJECT = lazy(rf"\s+(?:the|our|an?|all|both|\d+|{OWN}\S*)\s", re.IGNORECASE)
_PASSIVE = lazy(
    r"\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+|now\s+|also\s+){0,3}$", re.IGNORECASE
)
_JOINED = lazy(r"\b(?:by|and)\s+$", re.IGNORECASE)
_DOES_BOTH = lazy(
    r"\b(?:releas|publish|train|shar|develop|introduc|present|propos|provid|curat|collect|creat"
    r"|build|construct|design)\w*\b[^.;]{0,60}\band\s+$",
    re.IGNORECASE,
)
"""A deed of making or giving, and then a second one: "we train and open-source …"."""
_THEIRS = lazy(r"\s+their\b", re.IGNORECASE)
_LOOSE = lazy(r"\b(?:of|for|from|in|the)\s+$", re.IGNORECASE)


def is_verb(term: str, clause: str, after: str) -> bool:
    """Whether the word is the verb of its clause.

    Args:
        clause: what stands before it.
        after: what follows it.
    """
    if "sourc" not in term:
        return False
    if term.endswith("ed") and not clause.strip() and _OBJECT.match(after):
        return True
    if term.endswith("ing") or (term.endswith("ces") and re.match(r"\s+(?!and\b|of\b)\w", after)):
        return True
    if term.endswith("ed") and _PASSIVE.search(clause):
        return False
    if _JOINED.search(clause) and not (term.endswith("ed") or _DOES_BOTH.search(clause)):
        return False
    opened = openness_claims.spaced().opens.search(clause)
    bare = not term.endswith("ed") and clause.rstrip().endswith(OWN)
    return bool(opened and opened[0] and not bare and re.match(r"\s+\S", after))


def opened(clause: str, before: str, after: str) -> Iterator[str]:
    """What the verb opens, unless it is a promise or another's deed."""
    known = openness_claims.spaced()
    if OF_OWN.match(after):
        yield "weights"
        return
    if known.plan.search(clause) or known.later.match(after) or _LOOSE.search(clause):
        return
    if _THEIRS.match(after):
        return
    ours = known.own.search(before) or known.own.search(after)
    if is_itself(clause) or ours or not clause.strip():
        yield from kinds_in(after) or kinds_in(clause) or ("weights",)
