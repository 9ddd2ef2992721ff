"""BibTeX entries in a text: type, fields and place; values as written, their braces taken off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.patterns import lazy
from weighbridge.readers.identifiers import Identifier, identify

_ENTRY = lazy(r"^[ \t>]*@([A-Za-z]+)[ \t]*\{[ \t]*([^,\n{}]{0,200}),", re.MULTILINE)
_FIELD = lazy(r"(?:^|[,\n])[ \t>]*([A-Za-z][\w-]{0,30})[ \t]*=[ \t]*")
_LONGEST = 20_000
"""Characters of one entry that are read; author lists of large projects fit."""
_MOST = 2_000
"""Entries of one text that are read."""
_PLACES = ("eprint", "doi", "url", "journal", "booktitle", "note", "howpublished", "number", "pdf")
"""Fields that name a paper, the most telling ones first."""
_NOT_WORKS = {"string", "comment", "preamble"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    Attributes:
        kind: entry type in lower case: `article`.
        fields: values by field name in lower case.
        lines: first and last line in the text, counted from 1.
    """

    kind: str
    fields: dict[str, str]
    lines: tuple[int, int]

    @property
    def title(self) -> str:
        """Title without braces and line breaks; empty if there is none."""
        return " ".join(re.sub(r"[{}]", "", self.fields.get("title", "")).split())

    @property
    def identifier(self) -> Identifier | None:
        """What names the work in an archive."""
        for name in _PLACES:
            value = self.fields.get(name, "")
            if name == "eprint":
                bare = re.fullmatch(
                    r"\s*(?:arxiv:)?(\d{4}\.\d{4,5})(?:v\d+)?\s*", value, re.IGNORECASE
                )
                value = f"arXiv:{bare.group(1)}" if bare else ""
            elif name == "doi" and value.strip().startswith("10."):
                value = f"doi:{value.strip()}"
            if found := identify(value):
                return found
        return None

    @property
    def authors(self) -> frozenset[frozenset[str]]:
        """Names of the authors, each as its words in lower case, in whatever order."""
        text = re.sub(r"[{}\\~\"']", " ", self.fields.get("author", ""))
        people = re.split(r"\s+and\s+", text)
        if len(people) == 1 and text.count(",") > 1:
            people = text.split(",")
        names = (frozenset(re.findall(r"[^\W\d_]+", one.lower())) for one in people)
        return frozenset(name for name in names if len(name) > 1)


def entries(text: str) -> Iterator[Entry]:
    """The entries of a text; what is broken is read as far as it goes."""
    line, offset = 1, 0
    for count, found in enumerate(_ENTRY.finditer(text)):
        if count == _MOST:
            return
        body = _balanced(text[found.end() : found.end() + _LONGEST])
        line += text.count("\n", offset, found.start())
        offset = found.start()
        kind = found.group(1).lower()
        if kind not in _NOT_WORKS:
            length = text.count("\n", found.start(), found.end()) + body.count("\n")
            yield Entry(kind, dict(_fields(body)), (line, line + length))


def _balanced(text: str) -> str:
    """Up to the brace that closes the entry."""
    depth = 1
    for brace in re.finditer(r"[{}]", text):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return text[: brace.start()]
    return text.partition("\n\n")[0]


def _fields(body: str) -> Iterator[tuple[str, str]]:
    position = 0
    while found := _FIELD.search(body, position):
        value, position = _value(body, found.end())
        yield found.group(1).lower(), value.strip()


def _value(body: str, start: int) -> tuple[str, int]:
    """A value that starts at `start`, and where what follows it starts."""
    match body[start : start + 1]:
        case "{":
            value = _balanced(body[start + 1 :])
            return value, start + 1 + len(value) + 1
        case '"':
            end = body.find('"', start + 1)
            end = len(body) if end < 0 else end
            return body[start + 1 : end], end + 1
    plain = re.compile(r"[^,\n]*").match(body, start)
    return (plain.group(), plain.end()) if plain else ("", start)
