"""Sentences in READMEs, cards, release notes and guides that call the release open source."""

import re
from collections.abc import Iterable, Iterator

from weighbridge.facts.licensing import OpennessClaim
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.claims.ignored import reason_at, reasons
from weighbridge.readers.claims.names import featured, names
from weighbridge.readers.claims.text import Sentence, sentences, shown_as
from weighbridge.readers.claims.wording import claimed, says_open
from weighbridge.readers.front_matter import FrontMatter, front_matter
from weighbridge.readers.markdown import LONGEST, Chapter, chapters
from weighbridge.readers.places import (
    folders,
    is_borrowed,
    is_explaining,
    is_for_tests,
)
from weighbridge.readers.port import reader

_NAMES = (
    "*readme*", "*model*card*", "model.md", "*data*card*", "*release*notes*", "releases.md",
    "changelog*", "news.md", "use.md", "usage.md", "*use*guide*", "about.md", "faq.md", "index.md",
    "index.rst", "introduction.md", "overview.md", "docs/*.md", "docs/*.rst",
)  # fmt: skip
_SUFFIXES = frozenset({"", ".md", ".markdown", ".mdx", ".rst", ".txt"})
_MOST = 200
"""Claims of one file that are told."""
_PARTS = 2
"""Level of the headings that name the models of a release."""
_MODELS = lazy(r"model|weight|checkpoint|release", re.IGNORECASE)
_TAG = lazy(r"(?:fully[- ])?open[- ]?source(?:[- ](?:model|llm|weights))?|开源", re.IGNORECASE)


@reader(
    names=_NAMES,
    gives=(OpennessClaim,),
    topic="licensing",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the claims of a document, and the tags of its front matter."""
    if blob.suffix not in _SUFFIXES or is_borrowed(blob.path) or is_for_tests(blob.path):
        return
    if is_explaining(blob.path) and len(folders(blob.path)) > 1:
        return  # pages further down explain how to use the code
    if not says_open(blob.data()):
        return
    text = blob.text()[:LONGEST]
    front = front_matter(text)
    body = chapters(text, front.last if front else 0)
    ignored = reasons(text)
    for number, (subject, said) in enumerate((*_tagged(front), *_said(blob, body, text))):
        if number == _MOST:
            return
        last = said.line + said.text.count("\n")
        yield OpennessClaim(
            blob.evidence(line=said.line, kind=Kind.DECLARED, quote=said.text),
            " ".join(said.text.split())[:400],
            subject,
            reason_at(ignored, said.first, said.line, last),
        )


def _tagged(front: FrontMatter | None) -> Iterator[tuple[str, Sentence]]:
    """Tags that call a model, or a dataset, open source."""
    tags = front.values.get("tags") if front else None
    for tag in tags if isinstance(tags, list) else ():
        if front and isinstance(tag, str) and _TAG.fullmatch(tag.strip()):
            line = front.line_of("tags")
            data = "task_categories" in front.values or "dataset_info" in front.values
            yield "data" if data else "weights", Sentence(line, line, f"tag: {tag.strip()}")


def _said(blob: Blob, body: Iterable[Chapter], text: str) -> Iterator[tuple[str, Sentence]]:
    """What the sentences of a document call open."""
    home = (
        not blob.folder
        or text.startswith("---")
        or _MODELS.search(blob.folder)
        or is_explaining(blob.path)
    )
    titles = [shown_as(chapter.heading) for chapter in body if home and chapter.level == 1]
    if home:
        titles += featured((one.heading for one in body if one.level == _PARTS), text)
    own = names(titles, (blob.part.name,), text)
    for sentence in sentences(body):
        for subject in claimed(sentence, own):
            yield subject, sentence
