"""Sections of a card: what each is about, where it stands, and how much it says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weighbridge.catalogs.vocabularies import card_sections
from weighbridge.facts.card import Substance
from weighbridge.patterns import lazy
from weighbridge.readers.markdown import Chapter, Line
from weighbridge.readers.placeholders import Weight, weigh

ENOUGH = 3
"""Words that make a section more than a stub, where one word is no answer."""
_ALONE, _LEADING = 7, 8
"""Levels of bold lines and of bold words that lead in a paragraph: below every heading."""
_SHORT = 6
"""Words in bold that may still be a heading."""
_BOLD = lazy(r"\s*(?:[-*+]\s+)?(?:\*\*|__)([^*\n]{2,80}?)\s*(?:\*\*|__)\s*:?\s*(.*)$")


@dataclass(frozen=True, slots=True)
class CardSection:
    """One section.

    Attributes:
        topics: ids in the vocabulary of card sections; empty where the heading is not known.
        chapter: its heading and the lines of its own.
        last: last line, with the sections below it.
        words: words that are left in it and in the sections that belong to it.
        own: what the lines of its own weigh.
    """

    topics: tuple[str, ...]
    chapter: Chapter
    last: int
    words: int
    own: Weight

    @property
    def heading(self) -> str:
        """As written; empty for what precedes the first."""
        return self.chapter.heading

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line, with the sections below it."""
        return self.chapter.first, max(self.chapter.first, self.last)

    def substance(self, topic: str, *, data: bool = False) -> Substance:
        """Whether it says anything about a topic."""
        topics = card_sections.of_data_cards() if data else card_sections.of_model_cards()
        least = 1 if topic in topics and topics[topic].brief else ENOUGH
        return Substance.SUBSTANTIAL if self.words >= least else Substance.PLACEHOLDER


def sections(chapters: Sequence[Chapter], *, data: bool = False) -> tuple[CardSection, ...]:
    """The sections of a card, in order; bold lines count as headings where their words are known.

    Args:
        data: whether the card describes data.
    """
    pieces = [piece for chapter in chapters for piece in _pieces(chapter, data=data)]
    weights = [weigh(piece.lines) for piece in pieces]
    title = _title(pieces)
    topics = [
        () if piece is title else card_sections.named_by(piece.heading, data=data)
        for piece in pieces
    ]
    found = []
    for number, piece in enumerate(pieces):
        words, last = weights[number].words, piece.last
        for below in range(number + 1, len(pieces)):
            if pieces[below].level <= piece.level:
                break
            last = pieces[below].last
            led = pieces[below].level == _LEADING
            if led or _belongs(topics[below], topics[number], data=data):
                words += weights[below].words
        found.append(CardSection(topics[number], piece, last, words, weights[number]))
    return tuple(found)


def _belongs(topics: tuple[str, ...], above: tuple[str, ...], *, data: bool) -> bool:
    """Whether a section below another is a part of what that one says."""
    known = card_sections.of_data_cards() if data else card_sections.of_model_cards()
    if not topics or not above:
        return True
    return any(topic in above or known[topic].within in above for topic in topics)


def _title(pieces: Sequence[Chapter]) -> Chapter | None:
    """The document's title: its first heading, where no other stands as high."""
    headed = [piece for piece in pieces if 0 < piece.level < _ALONE]
    if not headed or any(piece.level <= headed[0].level for piece in headed[1:]):
        return None
    return headed[0]


def _pieces(chapter: Chapter, *, data: bool) -> Iterator[Chapter]:
    """A chapter, cut where bold words open something the vocabulary knows."""
    level, heading, first = chapter.level, chapter.heading, chapter.first
    body: list[Line] = []
    for line in chapter.lines:
        bold = not line.fenced and ("**" in line.text or "__" in line.text)
        cut = _cut(line.text, data=data, leading=level == _LEADING) if bold else None
        if cut is None and level == _LEADING and not line.text.strip() and body:
            cut = (_LEADING, "", "")
        if cut is None:
            body.append(line)
            continue
        yield Chapter(level, heading, first, max(first, line.number - 1), tuple(body))
        level, heading, rest = cut
        first, body = line.number, [Line(line.number, rest)]
    yield Chapter(level, heading, first, max(first, chapter.last), tuple(body))


def _cut(text: str, *, data: bool, leading: bool) -> tuple[int, str, str] | None:
    """Level, heading and rest of a line that opens with bold words; None where none begins."""
    bold = _BOLD.match(text)
    if bold is None:
        return None
    heading, rest = bold[1].rstrip(" :"), bold[2]
    if len(heading.split()) <= _SHORT and card_sections.named_by(heading, data=data):
        return (_LEADING if rest else _ALONE), heading, rest
    return (_LEADING, "", text) if leading else None
