"""What a sentence in any language calls open, and whether a file has any such word."""

import re

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.patterns import lazy
from weighbridge.readers.claims import korean, spaced, unspaced
from weighbridge.readers.claims.names import OWN, marked
from weighbridge.readers.claims.text import Sentence

_OF_ITSELF = lazy(
    rf"{OWN}[^,.;:]{{0,30}}\b(?:is|are|was)\s+an?\b"
    r"|this\s+(?:\w+\s+)?open[\s-]?source\s+(?:implementation|project|repo\w*|work|code)\b",
    re.IGNORECASE,
)
"""What can be said of the release among thanks to others."""
_DONE = lazy(r"^\s*\[x\]\s*", re.IGNORECASE)
_DATED = lazy(
    r"^\W*\d{1,4}\s?[./年-]\s?\d{1,2}(?:\s?[./月-]\s?\d{1,4}日?)?\W+(?=open|开源|開源)",
    re.IGNORECASE,
)
_START = lazy(r"^(?:\s*:\w{2,40}:\s)?[\W\d]*")
_NEWS = lazy(r"^(?:news|source|updates?|新闻|更新|ニュース|ソース)[\W\d]+", re.IGNORECASE)
_SHORTENED = lazy(r"\b(it|that|this|they|we|you)['’](s|re)\b", re.IGNORECASE)


def says_open(data: bytes) -> bool:
    """Whether a file has any of the words at all."""
    folded = data.lower()
    return any(sign in folded for sign in openness_claims.signs())


def claimed(sentence: Sentence, own: re.Pattern[str]) -> tuple[str, ...]:
    """What a sentence calls open, each once: `weights`, `code`, `data` or `release`.

    Args:
        own: names of the release.
    """
    text = sentence.text
    in_words = openness_claims.spaced().term.search(text)
    in_signs = openness_claims.unspaced().term.search(text)
    in_korean = openness_claims.korean().term.search(text)
    if not (in_words or in_signs or in_korean):
        return ()
    said = marked(_plain(text), own)
    if sentence.aside and not _OF_ITSELF.match(said):
        return ()
    found: dict[str, None] = {}
    if in_words:
        found.update(dict.fromkeys(spaced.subjects(_done(said, text, "we "), sentence)))
    if in_signs:
        found.update(dict.fromkeys(unspaced.subjects(_done(said, text, "我们"), sentence)))
    if in_korean:
        found.update(dict.fromkeys(korean.subjects(said)))
    return tuple(found)


def _plain(text: str) -> str:
    """A sentence without its bullet, date or label, and with its short forms written out."""
    bare = _NEWS.sub("", _START.sub("", _DONE.sub("", text)))
    return _SHORTENED.sub(lambda m: f"{m[1]} {'is' if m[2] == 's' else 'are'}", bare)


def _done(said: str, text: str, doer: str) -> str:
    """A ticked item of a list, or a dated one, as a deed: "[x] open-source the weights"."""
    return doer + said if _DONE.match(text) or _DATED.match(text) else said
