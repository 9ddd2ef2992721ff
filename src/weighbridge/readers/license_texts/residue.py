"""What a reference leaves unexplained of a text, and whether that changes what the text says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from weighbridge.patterns import lazy
from weighbridge.readers.license_texts.cover import Gap, Run, gaps
from weighbridge.readers.license_texts.page import Page
from weighbridge.readers.license_texts.references import Reference
from weighbridge.readers.license_texts.shingles import WIDTH, last_of, stub
from weighbridge.readers.license_texts.vocabulary import BULLETS, vocabulary

_RECOVERED = 30
"""Missing words of one place that are looked for by their numbers."""
_UNKNOWN = "…"
_WORD = lazy(r"[a-z0-9]+")
_FEW = 4
_ENDORSING = frozenset({"may", "not", "products", "use", "used"})
"""Words of the field of a BSD licence that says whose name may not be used."""
_SECOND = 1000
_NUMBER = lazy(r"v?\d+[a-z]?$")
_YEAR = lazy(r"(?:19|20)\d\d$")
"""In a title a year is no version: updates of copyright years reach it by mistake."""
_DOTTED = lazy(r"(?:\.\d{1,2}){1,3}\.?\s+[A-Z“\"]")
"""The rest of a number like `2.1.` with a title behind it."""
_OF_SECTION = lazy(
    r"\b(?:sections?|paragraphs?|clauses?|articles?)\s+(?:\d{1,2}\.){0,3}$", re.IGNORECASE
)
"""What stands before a number of a section, or before a part of it."""
_AFTER = lazy(r"[.):](?:\s|$)")
_NUMBERED = frozenset(
    {"section", "sections", "paragraph", "paragraphs", "clause", "article", "item"}
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a text and a reference differ.

    Attributes:
        added: words only the text has, as written.
        missing: words only the reference has; "…" for one that cannot be told from its number.
        count: how many words are missing.
        line: where, from 1.
        matters: whether the text may say something else for it.
    """

    added: str
    missing: tuple[str, ...]
    count: int
    line: int
    matters: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A text, or a stretch of it, beside one reference.

    Attributes:
        first, last: words of the text it explains, the last exclusive.
        covered: words both have.
        head, tail: words of the reference lacking before and after, copies of which have them.
    """

    reference: Reference
    first: int
    last: int
    covered: int
    head: int
    tail: int
    differences: tuple[Difference, ...]

    @property
    def altered(self) -> tuple[Difference, ...]:
        """The differences that matter."""
        return tuple(d for d in self.differences if d.matters)

    @property
    def complete(self) -> bool:
        """Whether all of the reference is there, and nothing that matters between."""
        return not self.head and not self.tail and not self.altered

    @property
    def worth(self) -> float:
        """Words explained, less what differs."""
        strange = sum(len(d.added.split()) + d.count for d in self.altered)
        return self.covered - strange - (self.head + self.tail) / 10


def matched(page: Page, reference: Reference, runs: Sequence[Run]) -> Match:
    """Examine what lies between the runs of a reference."""
    layout, last = reference.layout, runs[-1]
    found = [d for gap in gaps(runs) if (d := _examined(page, reference, gap))]
    head = _needed(reference, 0, runs[0].there)
    tail = _needed(reference, last.there + last.words, len(layout.optional))
    return Match(
        reference,
        runs[0].here,
        last.here + last.words,
        sum(run.words for run in runs),
        0 if _harmless(head, reference, page, runs[0].here, 0) else len(head),
        0 if _harmless(tail, reference, page, last.here + last.words, 1) else len(tail),
        tuple(found),
    )


def _needed(reference: Reference, start: int, end: int) -> list[int]:
    optional = reference.layout.optional
    return [place for place in range(start, end) if not optional[place]]


def _harmless(
    lacking: Sequence[int], reference: Reference, page: Page, here: int, after: int
) -> bool:
    """Whether what lacks at an end is a word or two between fields that the text has nearby."""
    if not lacking:
        return True
    marks = page.words.prints
    near = marks[max(0, here - 30) : here] if not after else marks[here : here + 30]
    stubs = reference.layout.stubs
    within: set[int] = set()
    for place, (number, length) in stubs.items():
        windows = zip(*(near[n:] for n in range(length)), strict=False)
        if any(stub(window) == number for window in windows):
            within.update(range(place, place + length))
    return all(place in within for place in lacking)


def _examined(page: Page, reference: Reference, gap: Gap) -> Difference | None:
    added = list(range(gap.first, gap.last))
    lacking = list(range(gap.lacks_from, gap.lacks_to))
    _pair_stubs(page, reference, added, lacking)
    lacking = [place for place in lacking if not reference.layout.optional[place]]
    fields = reference.layout.fields
    span = sum(fields.get(place, 0) for place in range(gap.lacks_from, gap.lacks_to + 1))
    words = page.words.words
    torn = _is_torn(reference, gap)
    if not added and not lacking:
        return (
            _difference(page, (), (), gap.lacks_to - gap.lacks_from, gap, matters=True)
            if torn
            else None
        )
    known = vocabulary()
    if span and len(added) <= span and not lacking:
        matters = _is_unfit([words[n] for n in added if not page.soft[n]], span)
        return _difference(page, added, (), 0, gap, matters=matters)
    strange = [n for n in added if not page.soft[n] and not _is_bullet(page, n)]
    missing = _recovered(page, reference, gap, lacking)
    written = set(_WORD.findall(_raw(page, gap)))
    lacks = [w for w in missing if w not in known.harmless and not (w in BULLETS and w in written)]
    if _is_beside(reference, gap):
        matters = any(
            words[n] in known.unfit or (_NUMBER.match(words[n]) and not _YEAR.match(words[n]))
            for n in strange
        )
        matters = matters or torn
    else:
        matters = bool(lacks) or any(words[n] not in known.harmless for n in strange)
    if not strange and not missing:
        return None
    return _difference(page, added, missing, len(lacking), gap, matters=matters)


def _is_unfit(words: Sequence[str], span: int) -> bool:
    """Whether words filled into a field of `span` words say more than a field is for."""
    known, unfit = vocabulary(), vocabulary().unfit
    if span <= _FEW:
        unfit |= known.unfit_in_few
    if "neither" in words and "nor" in words:
        unfit -= _ENDORSING
    return not unfit.isdisjoint(words)


def _is_beside(reference: Reference, gap: Gap) -> bool:
    """Whether a gap lies in what copies may lack: a title, a preamble, an appendix."""
    optional = reference.layout.optional
    return bool(gap.lacks_from and optional[gap.lacks_from - 1]) and (
        gap.lacks_to >= len(optional) or bool(optional[gap.lacks_to])
    )


def _is_torn(reference: Reference, gap: Gap) -> bool:
    """Whether words lack inside a long text that copies may lack as a whole (a second licence)."""
    first = max(0, gap.lacks_from - _SECOND // 2)
    around = reference.layout.optional[first : gap.lacks_to + _SECOND // 2]
    return gap.lacks_to > gap.lacks_from and len(around) >= _SECOND and all(around)


def _raw(page: Page, gap: Gap) -> str:
    """The text between two runs, with the bullets that are no words of it."""
    words = page.words
    start = words.ends[gap.first - 1] if gap.first else 0
    end = words.starts[gap.last] if gap.last < len(words.starts) else len(words.text)
    return words.text[start:end].lower()


def _is_bullet(page: Page, place: int) -> bool:
    """Whether a word numbers an item: `7.` after a stop, or after "section"."""
    words = page.words
    if words.words[place] not in BULLETS:
        return False
    after = words.text[words.ends[place] : words.ends[place] + 2]
    before = words.text[: words.starts[place]][-3:].rstrip(" \t(")
    ordered = not before or not before[-1].isalnum()
    named = place > 0 and words.words[place - 1] in _NUMBERED
    if _OF_SECTION.search(words.text[max(0, words.starts[place] - 40) : words.starts[place]]):
        return True
    dotted = _DOTTED.match(words.text, words.ends[place]) is not None
    follows = dotted or bool(_AFTER.match(after))
    return after[:1] == ")" or (follows and (ordered or named))


def _difference(  # noqa: PLR0913  # what differs, in order
    page: Page,
    added: Sequence[int],
    missing: tuple[str, ...],
    count: int,
    gap: Gap,
    *,
    matters: bool,
) -> Difference:
    text = page.words.quote(added[0], added[-1] + 1) if added else ""
    place = page.words.starts[min(gap.first, len(page.words.starts) - 1)]
    return Difference(text, missing, count, page.words.text.count("\n", 0, place) + 1, matters)


def _pair_stubs(page: Page, reference: Reference, added: list[int], lacking: list[int]) -> None:
    """Take out the words that stand alone between two fields, where the text has them too."""
    prints = page.words.prints
    for place in [p for p in lacking if p in reference.layout.stubs]:
        number, length = reference.layout.stubs[place]
        for n in range(len(added) - length + 1):
            if stub([prints[m] for m in added[n : n + length]]) == number:
                del added[n : n + length]
                lacking[:] = [p for p in lacking if not place <= p < place + length]
                break


def _recovered(
    page: Page, reference: Reference, gap: Gap, lacking: Sequence[int]
) -> tuple[str, ...]:
    """The missing words, each told by the two before it and the number of the three.

    Only words that stand in the text or in the vocabulary can be told.
    """
    before = page.words.prints[max(0, gap.first - WIDTH + 1) : gap.first]
    if len(before) < WIDTH - 1 or gap.lacks_from < WIDTH - 1:
        return (_UNKNOWN,) * len(lacking)
    found: list[str] = []
    marks = list(before)
    for place in range(gap.lacks_from, min(gap.lacks_to, gap.lacks_from + _RECOVERED)):
        number = reference.layout.at[place - WIDTH + 1]
        fit = page.lexicon.get(last_of(number, *marks[-2:]), ()) if number else ()
        if len(fit) != 1:
            break
        found.append(fit[0][0])
        marks.append(fit[0][1])
    told = [word for n, word in enumerate(found, gap.lacks_from) if n in lacking]
    return (*told, *(_UNKNOWN,) * (len(lacking) - len(told)))


def unexplained(page: Page, matches: Sequence[Match]) -> list[tuple[int, int]]:
    """The stretches of a text that no match explains."""
    edges, start = [], 0
    for match in sorted(matches, key=lambda m: m.first):
        edges.append((start, match.first))
        start = max(start, match.last)
    edges.append((start, len(page.words.words)))
    return [(first, last) for first, last in edges if first < last]
