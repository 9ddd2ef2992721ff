"""The parts of a file that holds whole licences: what stands beside them, and what is another's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weighbridge.patterns import lazy
from weighbridge.readers.license_texts.page import Page
from weighbridge.readers.license_texts.plain_words import adds, is_numbered
from weighbridge.readers.license_texts.residue import Match
from weighbridge.readers.license_texts.titles import is_title, is_title_of, named_in
from weighbridge.readers.license_texts.vocabulary import vocabulary

_OPENING = 80
"""Words at the beginning of a part that may say that it adds to another."""
_HEADING = 14
"""Words of a heading."""
_GRANT = 60
"""Words of the beginning of a licence, altered or not, that open a part of their own."""
_ENGLISH = frozenset({"the", "of", "and", "to", "or", "in", "any", "is", "for", "you"})
_FOREIGN = 0.04
"""Part of the words of a text that are English, below which it is in another language."""
_TRANSLATED = 40
"""Words of a text whose language can be told."""
_RULE = lazy(r"^[^\w\n]*([-=_*#~])\1{2,}", re.MULTILINE)
_PART = lazy(
    r"^\W*(?:part|section)\s+(?:\d|[ivx]+\b|one|two)"
    r"|^\W*third[- ]party (?:software |code )?(?:notices?|licen[sc]es|components?)\W*$",
    re.IGNORECASE,
)
_GRANTS = lazy(
    r"\bgrants?\b|\bgranted\b|\bpermission\b|\bare permitted\b|\bmay use\b|\blicensed to you\b"
    r"|授予|授权|许可您|許諾|허락",
    re.IGNORECASE,
)
_OVERRIDES = lazy(
    r"\b(?:addend\w+|amends?|amended|supplement\w*|in addition to|notwithstanding|restricts?"
    r"|modif(?:y|ies|ied)|overrides?|supersedes?|precedence|prevails?|replaces?)\b",
    re.IGNORECASE,
)
_OTHER = lazy(
    r"\b(?:above|preceding|foregoing|accompanying|said|following)\b[^.]{0,20}\blicen[sc]e"
    r"|\blicen[sc]e(?: text)? (?:above|below)\b",
    re.IGNORECASE,
)
_ADDED = lazy(
    r"\baddend|\bamend|\brider\b|\bsupplement|\bexception|\bcommons clause|\bin addition to\b"
    r"|\badditional (?:terms|conditions|restrictions|clauses?)\b|附加条款|补充",
    re.IGNORECASE,
)
_UNDER = lazy(
    r"\bunder the licen[sc]e\b|\bsubject to the following\b"
    r"|\bthe (?:above|preceding|foregoing|following) (?:licen[sc]e|terms)\b",
    re.IGNORECASE,
)
_ITSELF = lazy(r"\bthis\b[^.]{0,30}\b(?:licen[sc]e|agreement)\b|本(?:许可|协议)", re.IGNORECASE)
_SENTENCE = lazy(r"(?<=[.;])\s+|\n\s*\n")
_LONGEST = 1200
"""Characters of a sentence that is looked at."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands before, between or after whole licences.

    Attributes:
        first, own, last: words; from `own` on (`last` for nothing) it is terms of its own.
    """

    first: int
    own: int
    last: int


def stretches(page: Page, whole: Sequence[Match], partial: Sequence[Match]) -> Iterator[Stretch]:
    """The text around whole licences, each stretch divided where terms of its own begin."""
    start = 0
    for match in (*whole, None):
        last = match.first if match else len(page.words.words)
        if start < last:
            own = _opening(page, start, last, whole, partial)
            if own < last and match is not None and not _is_parted(page, start, match):
                own = last
            yield Stretch(start, own, last)
        start = match.last if match else last


def _opening(
    page: Page, first: int, last: int, whole: Sequence[Match], partial: Sequence[Match]
) -> int:
    """The word at which terms of their own begin; `last` where none do."""
    grants = {m.first for m in partial if not m.head and m.covered >= _GRANT}
    ids = frozenset(m.reference.license for m in whole)
    for begin, end in page.lines(first, last):
        line = page.words.written(begin, end)
        if begin in grants or _is_heading(line, end - begin):
            altered = any(begin <= m < last for m in grants)
            if _has_terms(page, begin, last, ids, altered=altered):
                return begin
        soft = all(page.soft[begin:end]) or any(is_title_of(line, i) for i in ids)
        if not soft and first and not _is_aside(page, begin, end, line):
            return last
    return last


def _is_aside(page: Page, begin: int, end: int, line: str) -> bool:
    """Whether a line before a heading says nothing that could change the licence above it."""
    words = page.words.words[begin:end]
    return vocabulary().unfit.isdisjoint(words) and not is_numbered(line) and not adds(line)


def _is_heading(line: str, count: int) -> bool:
    """Whether a line is the title of terms that stand for themselves."""
    if count > _HEADING or adds(line) or is_numbered(line):
        return False
    return is_title(line) or bool(_PART.match(line)) or (bool(named_in(line)) and line[-1:] != ".")


def _has_terms(page: Page, first: int, last: int, ids: frozenset[str], *, altered: bool) -> bool:
    """Whether words read as a licence of their own, and not as more of one beside them.

    Args:
        ids: the whole licences beside them.
        altered: whether they are a known licence, changed.
    """
    start, end = page.words.starts[first], page.words.ends[last - 1]
    opening = page.words.text[start : page.words.ends[min(first + _OPENING, last) - 1]]
    text = page.words.text[start:end]
    if _ADDED.search(opening) or (_UNDER.search(opening) and not _ITSELF.search(opening)):
        return False
    if any(_is_of_others(one[:_LONGEST], ids) for one in _SENTENCE.split(text)):
        return False
    cues = sum(bool(cue.search(text)) for cue in vocabulary().cues)
    grants = altered or (cues >= vocabulary().enough and bool(_GRANTS.search(text)))
    return grants or _is_foreign(page.words.words[first:last])


def _is_of_others(sentence: str, ids: frozenset[str]) -> bool:
    """Whether a sentence changes the licence beside it."""
    return bool(_OVERRIDES.search(sentence)) and (
        bool(_OTHER.search(sentence)) or not ids.isdisjoint(named_in(sentence))
    )


def _is_foreign(words: Sequence[str]) -> bool:
    """Whether words are in another language than the licences here: a translation, as a rule."""
    english = sum(word in _ENGLISH for word in words)
    return len(words) >= _TRANSLATED and english < _FOREIGN * len(words)


def _is_parted(page: Page, first: int, match: Match) -> bool:
    """Whether a licence that follows terms of others is set apart from them."""
    gap = page.words.text[page.words.ends[match.first - 1] : page.words.starts[match.first]]
    *_, (begin, end) = page.lines(first, match.first)
    above = page.words.written(begin, end)
    if _is_heading(above, end - begin) or all(page.soft[begin:end]):
        return True
    title = page.words.quote(*page.lines(match.first, match.last)[0])
    ruled = _RULE.search(gap) or is_title_of(title, match.reference.license)
    return bool(ruled) and not above.endswith((":", "："))  # a colon in Chinese
