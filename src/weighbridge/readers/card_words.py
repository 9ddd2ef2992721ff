"""What the sections of cards say, in their own words, so that other documents can quote them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from weighbridge.facts.card import CardKind, SectionWords, Substance
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.card import NAMES
from weighbridge.readers.card_kinds import SUFFIXES, kind_of
from weighbridge.readers.front_matter import front_matter
from weighbridge.readers.markdown import Chapter, Line, chapters
from weighbridge.readers.port import reader
from weighbridge.readers.sections import CardSection, sections
from weighbridge.records import managed_sections

_OWN = re.compile(r"[-*+|>]|\d{1,3}[.)]\s")
"""What begins a line that is not joined to the one before it."""
_MOST = 1_000
_LONGEST = 4_000
"""Characters of one section; of those that follow the first hundred, a tenth."""


@reader(names=NAMES, gives=(SectionWords,), topic="card")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the words of each section that says something and whose topic is known.

    What a program wrote into a managed section, and nobody changed, is no one's words.
    """
    if blob.suffix not in SUFFIXES or b"\x00" in blob.head(512):
        return
    text = blob.text()
    front = front_matter(text)
    body = chapters(text, front.last if front else 0)
    found = kind_of(blob.path, blob.part.role, front.values if front else {}, body)
    if found is None:
        return
    data = found[0] is CardKind.DATA
    drafted = [one.lines for one in managed_sections.find(text) if one.untouched]
    kept = [
        Chapter(c.level, c.heading, c.first, c.last, tuple(_outside(c.lines, drafted)))
        for c in body
        if not _inside(c.first, drafted)
    ]
    known = [part for part in sections(body, data=data) if part.heading and part.topics]
    for number, part in enumerate(known[:_MOST]):
        if not _inside(part.lines[0], drafted):
            longest = _LONGEST if number < 100 else _LONGEST // 10
            yield from _words(blob, part, _text(_lines(part, kept), longest), data=data)


def _inside(line: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= line <= last for first, last in ranges)


def _outside(lines: Iterable[Line], ranges: Sequence[tuple[int, int]]) -> Iterator[Line]:
    return (line for line in lines if not _inside(line.number, ranges))


def _words(blob: Blob, part: CardSection, words: str, *, data: bool) -> Iterator[SectionWords]:
    for topic in part.topics:
        if words and part.substance(topic, data=data) is Substance.SUBSTANTIAL:
            yield SectionWords(blob.evidence(lines=part.lines), blob.path, topic, words)


def _lines(part: CardSection, kept: Sequence[Chapter]) -> Iterator[Line]:
    """The lines of a section and of those below it, whose headings are lines, too."""
    first, last = part.lines
    inside = [chapter for chapter in kept if first <= chapter.first <= last]
    if not any(chapter.first == first for chapter in inside):
        yield from part.chapter.lines  # it opens with bold words, not with a heading
        return
    for chapter in inside:
        if chapter.first != first:
            yield Line(chapter.first, "")
            yield Line(chapter.first, f"**{chapter.heading}**")
            yield Line(chapter.first, "")
        yield from chapter.lines


def _text(lines: Iterable[Line], longest: int) -> str:
    """Lines as one text, a line each for paragraphs, items and rows; cut where it is long."""
    kept: list[str] = []
    joins = False
    for line in lines:
        text = line.text.strip()
        if text and joins and not line.fenced and not _OWN.match(text):
            kept[-1] += f" {text}"
        elif text:
            kept.append(text)
        joins = bool(text) and not line.fenced
    return "\n".join(kept)[:longest].strip()
