"""What a sentence in any language calls open, and whether a file has any such word."""

import re

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.readers import openness_claims_spaced, openness_claims_unspaced
from weighbridge.readers.openness_claims_names import marked

_START = re.compile(r"^[\W\d]+")
_NEWS = re.compile(r"^(?:news|source|updates?|新闻|更新|ニュース|ソース)[\W\d]+", re.IGNORECASE)


def says_open(data: bytes) -> bool:
    """Whether a file has any of the words at all."""
    folded = data.lower()
    return any(sign in folded for sign in openness_claims.signs())


def claimed(text: str, own: re.Pattern[str], *, alone: bool, lead: bool) -> tuple[str, ...]:
    """What a sentence calls open, each once: `weights`, `code`, `data` or `release`.

    Args:
        own: names of the release.
        alone: whether it is a heading, or opens its paragraph as a label does.
        lead: whether it stands at the top of its document.
    """
    spaced = openness_claims.spaced().term.search(text)
    unspaced = openness_claims.unspaced().term.search(text)
    if not spaced and not unspaced:
        return ()
    said = marked(_NEWS.sub("", _START.sub("", text)), own)
    found: dict[str, None] = {}
    if spaced:
        found.update(dict.fromkeys(openness_claims_spaced.subjects(said, alone=alone, lead=lead)))
    if unspaced:
        found.update(dict.fromkeys(openness_claims_unspaced.subjects(said, alone=alone)))
    return tuple(found)
