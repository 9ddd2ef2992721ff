"""Words that stand in a card where an answer should stand: placeholders, promises, and sentences
that a template left behind.
"""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from weighbridge import catalogs
from weighbridge.patterns import lazy

_SENTENCE = lazy(r"(?<=[.!?。！？])\s*(?=\s|[\u3000-\u9fff]|$)")
_LETTERS = lazy(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Placeholders:
    """What counts as nothing.

    Attributes:
        anywhere: wherever it is found.
        whole: where a statement says nothing else.
        promise: in a statement of at most `promise_words` words.
        templates: fingerprints of template sentences.
    """

    anywhere: re.Pattern[str]
    whole: re.Pattern[str]
    promise: re.Pattern[str]
    promise_words: int
    templates: frozenset[str]


@cache
def known() -> Placeholders:
    """All that counts as nothing."""
    record = catalogs.entry("vocabularies", "card-placeholders")
    return Placeholders(
        anywhere=_any_of(record["anywhere"]),
        whole=_any_of(record["whole"]),
        promise=_any_of(record["promises"]),
        promise_words=record["promise-words"],
        templates=frozenset(record["templates"]),
    )


def sentences(text: str) -> list[str]:
    """The sentences of one paragraph."""
    return [found for part in _SENTENCE.split(text) if (found := part.strip())]


def fingerprint(sentence: str) -> str:
    """The first 12 hex digits of the SHA-256 of a sentence's words."""
    words = " ".join(_LETTERS.findall(sentence.lower()))
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:12]


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
