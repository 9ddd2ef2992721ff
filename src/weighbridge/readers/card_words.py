"""What the sections of cards say, in their own words, so that other documents can quote them."""

from collections.abc import Iterable, Iterator

from weighbridge.facts.card import CardKind, SectionWords, Substance
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.card import NAMES
from weighbridge.readers.card_kinds import SUFFIXES, kind_of
from weighbridge.readers.front_matter import front_matter
from weighbridge.readers.markdown import Line, chapters
from weighbridge.readers.port import reader
from weighbridge.readers.sections import CardSection, sections
from weighbridge.records import managed_sections

_MOST = 60
_LONGEST = 4_000
"""Characters of one section."""


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
    parts = [part for part in sections(body, data=data) if part.heading and part.topics]
    for part in parts[:_MOST]:
        if not any(first <= part.lines[0] <= last for first, last in drafted):
            yield from _words(blob, part, data=data)


def _words(blob: Blob, part: CardSection, *, data: bool) -> Iterator[SectionWords]:
    words = _text(part.chapter.lines)
    for topic in part.topics:
        if words and part.substance(topic, data=data) is Substance.SUBSTANTIAL:
            yield SectionWords(blob.evidence(lines=part.lines), blob.path, topic, words)


def _text(lines: Iterable[Line]) -> str:
    """Lines as one text, each paragraph in one line, its beginning alone where it is too long."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.text.strip():
            paragraphs[-1].append(line.text.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    text = "\n".join(" ".join(one) for one in paragraphs if one)
    return text[:_LONGEST].strip()
