"""Markdown as chapters: headings in all the ways people write them, and the lines below each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from weighbridge.patterns import lazy

LONGEST = 1 << 19
"""Characters of one document that are read."""
_MOST = 5_000
"""Headings of one document; what follows them counts as text."""
_WIDEST = 500
"""Characters of a heading."""
_FENCE = lazy(r"[ \t>]*(`{3,}|~{3,})([^\n]*)")
_ATX = lazy(r" {0,3}(#{1,6})(?:[ \t]+|(?<=##)(?=[^\s#]))(?=\S)")
_RULE = lazy(r" {0,3}(?:={3,}|-{3,})[ \t]*$")
_HTML = lazy(r"<h([1-6])\b[^<>]{0,300}>(.{0,800}?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
_TAGS = lazy(r"<[^<>]{0,400}>")


class Line(NamedTuple):
    """One line: its number in the file, its text, and whether it stands in a code block."""

    number: int
    text: str
    fenced: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and what follows it, up to the next heading of any level.

    Attributes:
        level: 1 to 6; 0 for what precedes the first heading.
        first: line of the heading.
        last: last line of the chapter.
    """

    level: int
    heading: str
    first: int
    last: int
    lines: tuple[Line, ...]


@lru_cache(maxsize=2)
def chapters(text: str, skipped: int = 0) -> tuple[Chapter, ...]:
    """The chapters of a document, comments taken out.

    Args:
        skipped: lines at the top that are not Markdown.
    """
    visible = without_comments(text[:LONGEST])
    lines = visible.split("\n")
    found: list[tuple[int, str, int]] = [(0, "", skipped + 1)]
    bodies: list[list[Line]] = [[]]
    for item in _items(lines, _html_headings(visible), skipped):
        match item:
            case Line():
                bodies[-1].append(item)
            case (_, heading, number) if len(found) > _MOST:
                bodies[-1].append(Line(abs(number), heading))
            case (level, heading, number):
                if number < 0:  # set off by the rule below it: the line before is the heading
                    bodies[-1].pop()
                found.append((level, heading, abs(number)))
                bodies.append([])
    ends = [first - 1 for _, _, first in found[1:]] + [len(lines)]
    return tuple(
        Chapter(level, heading, first, max(first, end), tuple(body))
        for (level, heading, first), end, body in zip(found, ends, bodies, strict=True)
    )


def without_comments(text: str) -> str:
    """The text with HTML comments blanked, every line kept in its place."""
    kept, start = [], 0
    while (opened := text.find("<!--", start)) >= 0:
        closed = text.find("-->", opened)
        if closed < 0:
            break
        kept += [text[start:opened], "\n" * text.count("\n", opened, closed)]
        start = closed + 3
    return "".join([*kept, text[start:]])


def plain(heading: str) -> str:
    """A heading as it reads on the page."""
    text = _TAGS.sub(" ", re.sub(r"!?\[([^\]]{0,200})\]\([^)]{0,400}\)", r"\1", heading))
    return " ".join(text.strip(" \t#*_:").split())


def _items(
    lines: list[str], html: dict[int, tuple[int, str, int]], skipped: int
) -> Iterator[Line | tuple[int, str, int]]:
    """Lines, and headings as (level, text, line); the line is negative where a rule made it one."""
    fence, until, before = "", 0, ""
    for number, text in enumerate(lines[skipped:], skipped + 1):
        text = text.rstrip("\r")  # noqa: PLW2901  # line ends of other systems
        opened = _FENCE.match(text) if "```" in text or "~~~" in text else None
        if fence:
            closes = opened and opened[1].startswith(fence) and not opened[2].strip()
            yield Line(number, "" if closes else text, not closes)
            fence = "" if closes else fence
        elif opened and "`" not in opened[2]:
            fence = opened[1]
            yield Line(number, "")
        elif number <= until:
            continue
        elif number in html:
            level, heading, until = html[number]
            yield level, heading, number
        elif atx := _ATX.match(text):
            yield len(atx[1]), plain(text[atx.end() : atx.end() + _WIDEST]), number
        elif _RULE.match(text) and _underlined(before):
            yield 1 if "=" in text else 2, plain(before), -(number - 1)
        else:
            yield Line(number, text)
            before = text
            continue
        before = ""


def _underlined(before: str) -> bool:
    """Whether a line can be the heading above a rule."""
    text = before.strip()
    return bool(text) and len(text) < 200 and "|" not in text and text[0] not in "-*+>#<:"


def _html_headings(text: str) -> dict[int, tuple[int, str, int]]:
    """First line of each HTML heading → its level, its text and its last line."""
    found: dict[int, tuple[int, str, int]] = {}
    line, seen = 1, 0
    for heading in _HTML.finditer(text) if "</h" in text.lower() else ():
        line, seen = line + text.count("\n", seen, heading.start()), heading.start()
        words = plain(heading[2])
        if words:
            found[line] = (int(heading[1]), words, line + heading[0].count("\n"))
    return found
