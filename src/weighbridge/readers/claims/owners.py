"""Whether the words before a verb speak of the release, or of somebody else's."""

import re

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.readers.claims.names import OWN

_NAME = re.compile(rf"(?<![\w{OWN}])(?:[A-Z][a-z]+[A-Z]\w*|[A-Z][\w-]*\d[\w.-]*)")
_ITSELF = re.compile(
    r"\W*(?:it|they|the (?:\w+ ){0,3}"
    r"(?:models?|weights?|checkpoints?|code|dataset|data|project))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\W*(?:it|they)\W*", re.IGNORECASE)


def is_itself(words: str) -> bool:
    """Whether words begin with the release: "it", "the 7B model"."""
    return _ITSELF.match(words) is not None


def is_own(words: str) -> bool:
    """Whether a subject is the release: its last piece names no other."""
    last = re.split(r"[,;]\s", words.rstrip(" ,;\n"))[-1]
    if _PRONOUN.fullmatch(last):
        return True
    if _NAME.search(last) and OWN not in last:
        return False
    own = openness_claims.spaced().own.search(words)
    return own is not None or is_itself(last)
