"""Links in Markdown and HTML: label, target and place; pictures count by their words."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from weighbridge.patterns import lazy

_MARKDOWN = lazy(
    r"(?<!!)\[(!\[[^\]\n]{0,200}\]\([^)\n]{0,600}\)|[^\[\]\n]{0,300})\]\(\s*<?([^)\s>]{1,600})"
)
_NUMBERED = lazy(r"(?<!!)\[([^\[\]\n]{1,200})\]\[([^\[\]\n]{0,100})\]")
_DEFINED = lazy(r"^ {0,3}\[([^\[\]\n]{1,100})\]:\s*<?(\S{1,600}?)>?(?:\s|$)", re.MULTILINE)
_HTML = lazy(
    r"<a\s[^>]{0,300}?href\s*=\s*[\"']?([^\"'\s>]{1,600})[^>]{0,300}>(.{0,600}?)(?=</a|<a\s|\n\s*\n|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ALT = lazy(r"!\[([^\]\n]{0,200})\]|\balt\s*=\s*[\"']([^\"']{0,200})", re.IGNORECASE)
_BADGE = lazy(r"/badge/([^\s\"'>?)]{1,200})|[?&](?:label|message)=([^&\s\"'>)]{1,100})")
_PICTURE = lazy(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,600}\)|<[^>]{0,800}>")
_BULLET = lazy(r"\s*(?:[-*+•]|\d{1,3}[.)])\s")
LONGEST = 256 << 10
"""Characters of a document whose links are read."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link.

    Attributes:
        label: its words, those on a badge included.
        line: counted from 1.
        before: what stands before it on its line, at most 120 characters.
        bullet: whether its line is an item of a list.
        row: whether its line is a row of a table.
        beside: number of links on its line.
    """

    label: str
    target: str
    line: int
    before: str = ""
    bullet: bool = False
    row: bool = False
    beside: int = 1


def links_in(text: str) -> list[Link]:
    """The links of a document, by line."""
    text = text[:LONGEST]
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    found = [_placed(text, starts, *one) for one in _found(text)]
    crowd = Counter(link.line for link in found)
    return sorted((replace(x, beside=crowd[x.line]) for x in found), key=lambda link: link.line)


def _found(text: str) -> Iterator[tuple[int, str, str]]:
    """Offset, label and target of each."""
    for one in _MARKDOWN.finditer(text):
        yield one.start(), one.group(1), one.group(2)
    for one in _HTML.finditer(text):
        yield one.start(), one.group(2), one.group(1)
    defined = {one.group(1).lower(): one.group(2) for one in _DEFINED.finditer(text)}
    for one in _NUMBERED.finditer(text) if defined else ():
        target = defined.get((one.group(2) or one.group(1)).lower())
        if target:
            yield one.start(), one.group(1), target


def _placed(text: str, starts: list[int], offset: int, label: str, target: str) -> Link:
    line = bisect_right(starts, offset)
    start = starts[line - 1]
    return Link(
        label=_words(label),
        target=target.strip(),
        line=line,
        before=text[max(start, offset - 120) : offset],
        bullet=_BULLET.match(text, start) is not None,
        row=text[start : start + 400].lstrip().startswith("|"),
    )


def _words(label: str) -> str:
    """The words a reader sees: text, alternative texts and badges."""
    seen = [_PICTURE.sub(" ", label)]
    seen += [a or b for a, b in _ALT.findall(label)]
    for path, value in _BADGE.findall(label):
        shown = unquote(path or value).replace("__", "_")
        # A badge's path ends in a colour, which is no word of the label.
        seen.append(" ".join(re.split(r"[-_+]", shown)[:-1]) if path else shown.replace("+", " "))
    return " ".join(" ".join(seen).split())
