"""Running text of a Markdown document as sentences, without code, tables, quotations, addresses,
titles of other works, and sections about other people.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.patterns import lazy
from weighbridge.readers.markdown import Chapter, Line

LONGEST = 1200
"""Characters of one sentence that are read."""
_WIDEST = 20_000
"""Characters of one line that are read."""
_IMAGE = lazy(r"!\[[^\[\]\n]{0,400}\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_IMG = lazy(r"<img\b[^<>]{0,2000}>", re.IGNORECASE)
_ALT = lazy(r"!\[([^\[\]\n]{0,60})\]|\balt=[\"']([^\"'<>]{0,60})[\"']", re.IGNORECASE)
_BADGE = lazy(
    r"\s*((?:100% |fully |truly )?open[\s_-]?sourced?(?:[\s_-](?:model|weights|llm|ai|project))?)"
    r"(?:[\s:_-]*(?:yes|✓))?[!.]?\s*",
    re.IGNORECASE,
)
"""What a badge says where all of it is that something is open source."""
_LINK = lazy(
    r"\[(?P<label>[^\[\]\n]{0,400})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,400})?\)"
    r"|\[[^\[\]\n]{0,200}\])"
    r"|<a\s[^<>]{0,1000}>(?P<anchor>[^<>]{0,400})</a>",
    re.IGNORECASE,
)
_BREAK = lazy(r"<(?:br|/?p|/?li|/?summary|/?div|/?h\d)\b[^<>]{0,400}>", re.IGNORECASE)
_TAG = lazy(r"</?[a-zA-Z][^<>]{0,1000}>|&nbsp;")
_ADDRESS = lazy(r"https?://[^\s)>\]]{1,2000}|[\w.+-]{1,80}@[\w-]{1,80}\.[\w.]{1,80}")
_STRUCK = lazy(r"~~[^~\n]{0,400}~~")
_MARKS = lazy(r"[*`]+|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_ITEM = lazy(r"^\s*(?:[-*+•]|\d{1,3}[.)、])\s")
_TODO = lazy(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\[ \]")
_QUOTE = lazy(r"\s{0,3}>")
_LEVEL = lazy(r"^(?:\s{0,3}>){1,8}\s?(?:\[!\w{1,20}\]\s*)?")
_ROW = lazy(r"<table", re.IGNORECASE)
_NOTE = lazy(r"\s{0,3}>\s*(?:\[!\w+\]|\W{0,8}(?:note|tip|news|update|important)\b)", re.IGNORECASE)
_BIBTEX = lazy(r"\s*(?:@\w+\s*\{|\w+\s*=\s*[{\"])")
_END = lazy(r"(?<!e\.g\.)(?<!i\.e\.)(?<!\bvs\.)(?<=[.!?])[)\"'”’]*\s+(?=\S)|(?<=[。！？；;])|\x00")
_TITLE_WORDS = 8
"""Words of a link from which on its text is the title of what it points at."""


class Sentence(NamedTuple):
    """One sentence.

    Attributes:
        first: line its paragraph begins on.
        line: line it begins on.
        text: as it reads on the page; line ends are kept.
        opens: whether it opens its paragraph, or is a heading.
        titled: level of the heading it is; 0 for running text.
        lead: whether it stands before the second heading.
        aside: whether it stands where a document speaks of others, under thanks for instance.
    """

    first: int
    line: int
    text: str
    opens: bool = False
    titled: int = 0
    lead: bool = False
    aside: bool = False


def sentences(chapters: Iterable[Chapter]) -> Iterator[Sentence]:
    """The sentences of a document, marked where it speaks of others."""
    below, headings = 0, 0
    for chapter in chapters:
        if chapter.level:
            headings += 1
            if not below or chapter.level <= below:
                below = chapter.level if _is_elsewhere(chapter.heading) else 0
        if chapter.heading and not below:
            shown = shown_as(chapter.heading)
            yield Sentence(chapter.first, chapter.first, shown, True, chapter.level, headings < 2)
        for lines in filter(_has_words, _paragraphs(chapter.lines)):
            for sentence in _split(lines, lead=headings < 2):
                yield sentence._replace(aside=bool(below))


def shown_as(line: str) -> str:
    """A line as it reads on the page; a label that is a title of its own is left out."""
    text = _IMG.sub(_badge, _IMAGE.sub(_badge, _STRUCK.sub(" ", line)))
    text = _LINK.sub(_label, text)
    text = _ADDRESS.sub(" ", _TAG.sub("", _BREAK.sub("\x00", text)))
    return _MARKS.sub("", text)


def _badge(found: re.Match[str]) -> str:
    """The words of a picture, if they say that something is open source and nothing else."""
    alt = _ALT.search(found[0])
    badge = _BADGE.fullmatch(alt[1] or alt[2] or "") if alt else None
    return f"\x00{badge[1]}.\x00" if badge else " "


def _label(found: re.Match[str]) -> str:
    text = found["label"] if found["label"] is not None else found["anchor"]
    term = openness_claims.spaced().term.search(text) or openness_claims.unspaced().term.search(
        text
    )
    title = len(text.split()) >= _TITLE_WORDS or ":" in text or "：" in text or len(text) > 60
    return " " if term and title else text


def _is_elsewhere(heading: str) -> bool:
    return openness_claims.elsewhere().search(heading) is not None


def _paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines that read on, a list's items apart; what is no running text is left out."""
    kept: list[Line] = []
    quoted = noted = table = False
    for line in lines:
        text = line.text
        row = table or bool(_ROW.search(text))
        table = row and "</table" not in text.lower()
        noted = bool(_QUOTE.match(text)) and (noted or bool(_NOTE.match(text)))
        quoted = bool(_QUOTE.match(text)) and not noted
        silent = line.fenced or row or quoted or not text.strip() or _is_listed(text)
        if kept and (silent or _ITEM.match(text)):
            yield kept
            kept = []
        if not silent and not _TODO.match(text):
            kept.append(line)
    if kept:
        yield kept


def _is_listed(text: str) -> bool:
    """Whether a line is a row of a table, or a field of a bibliography."""
    return bool(_BIBTEX.match(text)) or text.lstrip().startswith("|") or text.count("|") > 2


def _has_words(lines: list[Line]) -> bool:
    """Whether a paragraph has any of the words: most have none, and need no closer look."""
    return any(openness_claims.word().search(line.text[:_WIDEST]) for line in lines)


def _split(lines: list[Line], *, lead: bool) -> Iterator[Sentence]:
    text = "\n".join(
        shown_as(_ITEM.sub("", _LEVEL.sub("", line.text[:_WIDEST]), count=1)) for line in lines
    )
    first = lines[0].number
    start = 0
    for end in [*(found.end() for found in _END.finditer(text)), len(text)]:
        piece = text[start:end].replace("\x00", " ")
        if piece.strip():
            line = first + text.count("\n", 0, start)
            opens = not text[:start].strip(" \n\x00[]")
            yield Sentence(first, line, piece[:LONGEST], opens, lead=lead)
        start = end
