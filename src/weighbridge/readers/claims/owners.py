"""Whether the words before a verb speak of the release, or of somebody else's."""

import re

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.patterns import lazy
from weighbridge.readers.claims.names import OWN

_NAME = lazy(rf"(?<![\w{OWN}])(?:[A-Z][a-z]+[A-Z]\w*|[A-Z][\w-]*\d[\w.-]*)")
_ITSELF = lazy(
    r"\W*(?:it|they|the (?:\w+ ){0,3}"
    r"(?:models?|weights?|checkpoints?|code|dataset|data|project))\b",
    re.IGNORECASE,
)
_RELATIVE = lazy(r"\W*(?:which|that|who|whose)\b", re.IGNORECASE)
_OWNER = lazy(rf"{OWN}|\bour\b", re.IGNORECASE)
_NAMED = lazy(r"\W*(?:both\s+)?[A-Z]\w+(?:\s[A-Z]\w+)?\W*")
_UNNAMED = frozenset({"everything", "all", "both", "this", "these", "here", "now", "today", "we"})
_PRONOUN = lazy(r"\W*(?:it|they)\W*", re.IGNORECASE)


def is_itself(words: str) -> bool:
    """Whether words begin with the release: "it", "the 7B model"."""
    return _ITSELF.match(words) is not None


def is_own(words: str) -> bool:
    """Whether a subject is the release: its last piece names no other."""
    *before, last = re.split(r"[,;]\s", words.rstrip(" ,;\n"))
    if _PRONOUN.fullmatch(last):
        return True
    if before and _RELATIVE.match(last):
        return _OWNER.search(before[-1][-40:]) is not None
    if OWN not in last and (_NAME.search(last) or _is_name(last)):
        return False
    own = openness_claims.spaced().own.search(words)
    return own is not None or is_itself(last)


def _is_name(words: str) -> bool:
    """Whether a subject is a bare name, which is not the release's."""
    if not _NAMED.fullmatch(words):
        return False
    heads = openness_claims.spaced().heads
    return not any(w in heads or w in _UNNAMED for w in re.findall(r"\w+", words.lower()))
