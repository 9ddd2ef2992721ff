"""Words above or below a licence that only say that it is the licence, and of what."""

import re
from collections.abc import Collection

from weighbridge.catalogs import licenses
from weighbridge.patterns import lazy
from weighbridge.readers.license_texts.plain_words import adds, is_numbered
from weighbridge.readers.license_texts.titles import named_in
from weighbridge.readers.license_texts.vocabulary import vocabulary

_LONGEST = 500
"""Characters of an introduction."""
_STATED = lazy(
    r"\W*(?:(?:unless|except\s+where)\s+otherwise\s+(?:explicitly\s+|specifically\s+)?"
    r"(?:noted|stated|indicated|specified),?\s+)?"
    r"(?P<subject>[^,;:]{1,80}?)\s+(?:is|are)\s+"
    r"(?:made\s+available|licen[sc]ed|released|distributed|provided|published)\s+under\s+"
    r"(?:the\s+terms\s+(?:and\s+conditions\s+)?of\s+)?(?P<license>the\s+[^;:]{2,80}?)"
    r"(?:,?\s+(?:(?:as\s+)?(?:reproduced|included|given|printed)\s+)?(?:below|as\s+follows))?\W*",
    re.IGNORECASE,
)
_HEADED = lazy(
    r"\W*(?:copyright|licen[sc]e)(?:\s+(?:notice|statement))?s?"
    r"(?:\s*(?:and|&)\s*(?:copyright|licen[sc]e|statement|notice)s?)*"
    r"\s+(?:for|of)\s+(?:the\s+)?(?P<subject>[\w.\- ]{1,40}?)\W*",
    re.IGNORECASE,
)
_JOINS = lazy(r"\b(?:and|plus|or|as\s+well|together|but|along)\b|[/&+]", re.IGNORECASE)
_SENTENCE = lazy(r"(?<=[a-z)\d])\.(?=\s|$)|\n\s*\n|(?<=below):", re.IGNORECASE)
_IN_NAMES = frozenset({"version", "clause"})
_THINGS = frozenset({"model", "models", "weights", "data", "dataset", "datasets", "version"})
"""Words that tell what is licensed, though elsewhere they may change what a licence says."""


def introduces(text: str, ids: Collection[str]) -> bool:
    """Whether words say nothing but that something is under one of the licences beside them.

    "Sphinx is released under the two-clause BSD licence below" does; any condition, any other
    licence, and any word that could be part of one, does not.
    """
    if len(text) > _LONGEST or not text.isascii():
        return False
    lines = [line for line in text.splitlines() if not _is_head(line)]
    if any(is_numbered(line) for line in lines):
        return False
    sentences = (" ".join(one.split()) for one in _SENTENCE.split("\n".join(lines)))
    return all(_states(one, ids) for one in sentences if re.search(r"\w", one))


def _is_head(line: str) -> bool:
    found = _HEADED.fullmatch(line.strip()) if not adds(line) else None
    return found is not None and _is_fit(found["subject"], frozenset())


def _states(sentence: str, ids: Collection[str]) -> bool:
    found = _STATED.fullmatch(sentence)
    if found is None or adds(sentence) or _JOINS.search(found["license"]):
        return False
    if any(one not in ids and not _is_family(one) for one in named_in(found["license"])):
        return False
    return _is_fit(found["subject"], _THINGS) and _is_fit(found["license"], _IN_NAMES)


def _is_family(license_id: str) -> bool:
    known = licenses.find(license_id)
    return known is not None and known.kind == "family"


def _is_fit(words: str, allowed: Collection[str]) -> bool:
    """Whether no word could change what a licence says."""
    known = vocabulary()
    unfit = (known.signals | known.unfit | known.unfit_in_few).difference(allowed)
    plain = re.sub(r"\bnon[-\s]+", "non", words.lower())
    return unfit.isdisjoint(re.findall(r"[a-z]+", plain))
