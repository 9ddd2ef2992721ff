"""The parts of a README or usage guide: what opens it, how to start, how results were measured."""

from collections.abc import Iterator, Sequence

from weighbridge.catalogs.vocabularies import paper_parts
from weighbridge.facts.papers import PaperPart
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.front_matter import front_matter
from weighbridge.readers.markdown import LONGEST, Chapter, chapters
from weighbridge.readers.placeholders import Weight, weigh
from weighbridge.readers.port import reader

_MOST = 50
"""Parts of one document that are told."""
_WIDEST = 1_000
"""Characters of one line that are looked at."""
_SIGNS = {
    "whole": {"python", "accelerator", "memory"},
    "benchmarks": {"method", "reproduction"},
}
"""Part → what is looked for in it, beside code and placeholders."""


@reader(
    names=("readme.md", "readme.markdown", "readme.rst", "readme.txt", "readme", "usage.md"),
    gives=(PaperPart,),
    topic="code",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the parts of a document at the top of a part."""
    if blob.folder:
        return
    paper = "usage" if blob.name.lower().startswith("usage") else "readme"
    text = blob.text()[:LONGEST]
    front = front_matter(text)
    body = chapters(text, front.last if front else 0)
    weights = [weigh(chapter.lines) for chapter in body]
    yield _part(blob, paper, "whole", body, weights)
    opening = _opening(body)
    yield _part(blob, paper, "summary", body[:opening], weights[:opening])
    told = 0
    for number, chapter in enumerate(body):
        heading = chapter.heading.lower()
        for part in paper_parts.every() if chapter.level and told < _MOST else ():
            if part.paper == paper and part.named.search(heading):
                told += 1
                end = _end(body, number)
                yield _part(blob, paper, part.id, body[number:end], weights[number:end])


def _opening(body: Sequence[Chapter]) -> int:
    """How many chapters stand before the second heading."""
    headed = [number for number, chapter in enumerate(body) if chapter.level]
    return headed[1] if len(headed) > 1 else len(body)


def _end(body: Sequence[Chapter], number: int) -> int:
    """Where a chapter ends, with those below it."""
    level = body[number].level
    below = (n for n in range(number + 1, len(body)) if body[n].level <= level)
    return next(below, len(body))


def _part(
    blob: Blob, paper: str, part: str, body: Sequence[Chapter], weights: Sequence[Weight]
) -> PaperPart:
    lines = [line for chapter in body for line in chapter.lines]
    asked = [sign for sign in paper_parts.signs() if sign.id in _SIGNS.get(part, ())]
    shown = [line.text[:_WIDEST].lower() for line in lines] if asked else []
    found = [sign.id for sign in asked if sign.stands_in(shown)]
    if any(line.fenced or line.text.startswith("    ") for line in lines if line.text.strip()):
        found.append("code")
    if any(weight.placeholders for weight in weights):
        found.append("placeholder")
    span = (body[0].first, max(body[0].first, body[-1].last)) if body else (1, 1)
    words = sum(weight.words for weight in weights)
    return PaperPart(blob.evidence(lines=span), paper, part, words, tuple(found))
