"""Words beside a licence that only say which part of a release is under what."""

import re

from weighbridge.patterns import lazy
from weighbridge.readers.license_texts.clauses import clauses_in
from weighbridge.readers.license_texts.vocabulary import vocabulary

_LONGEST = 600
"""Characters of a sentence that only says so."""
_NUMBERED = lazy(
    r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|\([a-z\d]{1,3}\)|[a-z][.)])(?:\s|$)", re.IGNORECASE
)
_ADDS = lazy(
    r"\b(?:addend(?:um|a)|amend(?:ed|ments?|s)?|riders?|suppl[eé]m\w*|exceptions?|annex|append\w+"
    r"|exhibit|schedule|attachment|restrict\w*|conditions?|commons clause|notwithstanding|further"
    r"|zus[aä]tz\w*|adicional\w*|additionnel\w*|polic(?:y|ies)|modified|additional(?:ly)?)\b"
    r"|\bin addition to\b|\bsubject to\b"
    r"|\b(?:above|preceding|foregoing|following|accompanying|said)\b[^.]{0,30}"
    r"\b(?:licen[sc]e|terms|permissions?)\b"
    r"|附加|补充|限制|除外|例外|另行",
    re.IGNORECASE,
)
_SCOPE = lazy(
    r"\b(?:weights?|models?|checkpoints?|code|data|datasets?|documentation|docs|files?|parts?"
    r"|portions?|components?|librar(?:y|ies)|dependenc\w+|assets?|images?|fonts?|scripts?"
    r"|annotations?)\b",
    re.IGNORECASE,
)
_STATES = lazy(
    r"\b(?:under|contains?|includes?|incorporates?|covered by|governed by|from|have notices|derived"
    r"|based on|licen[sc]es? used|as follows|reproduced|listed"
    r"|licen[sc]es? (?:for|of) [\w ,&\-]{0,60}"
    r"(?:code|weights|models?|data|datasets?|docs|documentation))\b"
    r"|\s[-–—:]+\s.{0,60}licen[sc]e",  # dashes as lists have them
    re.IGNORECASE,
)
_SAYS_BOTH = lazy(
    r"\b(?:dual|multi)[- ]?licen[sc]e|\bfull texts? of (?:each|both|the) licen[sc]es?",
    re.IGNORECASE,
)
_USED = lazy(r"\blicen[sc]es? used\b|\bused (?:in|by|from)\b", re.IGNORECASE)
_SENTENCE = lazy(r"(?<=[.;:])\s+|\n\s*\n")
_LETTER = lazy(r"[^\W\d_]")


def is_plain(text: str, *, before: bool = False) -> bool:
    """Whether words say nothing but what is under which licence.

    Args:
        text: what stands beside a licence.
        before: whether no licence stands above it, whose next clause a numbered line may be.
    """
    if not before and any(is_numbered(line) for line in text.splitlines()):
        return False
    return all(_is_plain(" ".join(one.split())) for one in _SENTENCE.split(text))


def is_numbered(line: str) -> bool:
    """Whether a line may be one more clause of a licence."""
    return bool(_NUMBERED.match(line))


def adds(line: str) -> bool:
    """Whether a line has words that add to a licence, or take from it."""
    return bool(_ADDS.search(line))


def _is_plain(sentence: str) -> bool:
    if not _LETTER.search(sentence):
        return True
    if len(sentence) > _LONGEST or adds(sentence) or clauses_in(sentence):
        return False
    known, less = vocabulary(), _USED.sub(" ", sentence).lower()
    words = set(re.findall(r"[a-z]+", re.sub(r"\bnon[-\s]+", "non", less)))
    if words & (known.unfit | known.unfit_in_few):
        return False
    scoped = _SCOPE.search(sentence) and _STATES.search(sentence)
    return bool(scoped or _SAYS_BOTH.search(sentence))
