"""What a source file is for: the signs in its contents, weighed as the vocabulary says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from weighbridge import catalogs
from weighbridge.facts.code import Role
from weighbridge.patterns import lazy

SCANNED = 256 << 10
"""Characters of one file that are looked at."""
_DOCSTRING = lazy(r'("""|\'\'\').*?\1', re.DOTALL)
_WORD = lazy(r"\w+")
_COMMENT = lazy(r"^[ \t]*#(?!!).*$", re.MULTILINE)
_OCCURRENCES = 200
"""Places of one literal in one file that are looked at."""
_LIKE_PYTHON = frozenset({"python", "notebook"})


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign.

    Attributes:
        literals: looked for first, each with the longest word in it; the pattern is tried on the
            lines where one of them stands.
        lines: number of lines the pattern may look at from there.
        generic: whether it says nothing by itself, only beside others.
        languages: languages it is valid in.
        in_name: whether it looks at the file name rather than the contents.
    """

    title: str
    pattern: re.Pattern[str]
    literals: tuple[tuple[str, str], ...] = ()
    lines: int = 1
    weight: int = 1
    generic: bool = False
    role: Role = Role.LIBRARY
    languages: frozenset[str] = _LIKE_PYTHON
    in_name: bool = False

    def shows(self, text: str, words: str) -> bool:
        """Whether the pattern holds where one of its literals stands.

        Args:
            words: the different words of the text; a tenth of it, so looked at first.
        """
        return any(
            self.pattern.search(text, start, end)
            for literal, word in self.literals
            if word in words and literal in text
            for start, end in _windows(text, literal, self.lines)
        )


def roles_of(text: str, path: str, language: str) -> tuple[tuple[Role, str], ...]:
    """The roles a file has, with the title of every sign that shows it."""
    code = _without_prose(text[:SCANNED], language)
    words = _words(code)
    name = path.rpartition("/")[2].lower()
    found = [
        sign
        for sign in _signs(language)
        if (sign.pattern.search(name) if sign.in_name else sign.shows(code, words))
    ]
    roles = _enough(found, language).keys() - _never(path.lower())
    return tuple((sign.role, sign.title) for sign in found if sign.role in roles)


def _enough(found: list[Sign], language: str) -> dict[Role, int]:
    """The roles whose signs weigh enough, with their weights."""
    record = _vocabulary()
    weights: dict[Role, int] = {}
    for sign in found:
        weights[sign.role] = weights.get(sign.role, 0) + sign.weight
    said = {sign.role for sign in found if not sign.generic}
    roles = {
        role: weight
        for role, weight in weights.items()
        if role in said and weight >= record["enough"][role.value]
    }
    named = {sign.role for sign in found if sign.in_name}
    for weaker, stronger in record["yields"].items():
        if language != "notebook" and Role(stronger) in roles and Role(weaker) not in named:
            roles.pop(Role(weaker), None)
    return roles


def _never(path: str) -> set[Role]:
    """The roles that no file at this place has."""
    places: dict[str, str] = _vocabulary()["never"]
    return {Role(role) for role, place in places.items() if re.search(place, path)}


def _windows(text: str, literal: str, lines: int) -> Iterator[tuple[int, int]]:
    """Start and end of the lines in which a literal stands, the first `_OCCURRENCES` of them."""
    end = 0
    for _ in range(_OCCURRENCES):
        place = text.find(literal, end)
        if place < 0:
            return
        start, end = text.rfind("\n", 0, place) + 1, place
        for _ in range(lines):
            end = text.find("\n", end + 1)
            if end < 0:
                end = len(text)
                break
        yield start, end
        end = max(end, place + 1) if lines == 1 else place + 1


def is_entry_point(text: str, language: str) -> bool:
    """Whether a file can be started as a program."""
    if language in {"shell", "notebook", "make", "powershell"} or text.startswith("#!"):
        return True
    text = text[:SCANNED]
    return language == "python" and any(sign.shows(text, text) for sign in _entries())


def language_of(path: str, head: bytes = b"") -> str:
    """The language of a source file; empty when the name and the first line tell none."""
    name = path.rpartition("/")[2].lower()
    if name in {"makefile", "gnumakefile"} or name.endswith(".mk"):
        return "make"
    _, dot, suffix = name.rpartition(".")
    language: str = _vocabulary()["languages"].get(f".{suffix}" if dot else "", "")
    if not language and head.startswith(b"#!"):
        first = head.split(b"\n", 1)[0]
        return "python" if b"python" in first else "shell" if b"sh" in first else ""
    return language


@cache
def ignored(path: str) -> bool:
    """Whether a file is no evidence for a component: tests, other people's code, build scripts."""
    *folders, name = path.lower().split("/")
    record = _vocabulary()["ignored"]
    if not set(folders).isdisjoint(record["folders"]):
        return True
    return any(fnmatchcase(name, pattern) for pattern in record["files"])


@cache
def named_for(path: str) -> frozenset[Role]:
    """The roles that a file's name states; its contents may say something else."""
    name = path.lower()
    return frozenset(s.role for s in _every() if s.in_name and s.pattern.search(name))


def _without_prose(text: str, language: str) -> str:
    """The text without comments and docstrings, which speak of what other code does; a command
    that goes on over several lines stands on one.
    """
    if language not in _LIKE_PYTHON:
        return _COMMENT.sub("", text).replace("\\\n", " ")
    return _COMMENT.sub("", _DOCSTRING.sub('""', text))


def _words(text: str) -> str:
    return "\n".join(set(_WORD.findall(text)))


@cache
def _signs(language: str) -> tuple[Sign, ...]:
    return tuple(sign for sign in _every() if language in sign.languages)


@cache
def _every() -> tuple[Sign, ...]:
    return tuple(_sign(record) for record in _vocabulary()["signs"])


@cache
def _entries() -> tuple[Sign, ...]:
    return tuple(_sign(record) for record in _vocabulary()["entries"])


@cache
def _vocabulary() -> dict[str, Any]:
    return catalogs.entry("vocabularies", "code-signs")


def _sign(record: dict[str, Any]) -> Sign:
    in_name = record.get("on") == "name"
    everywhere = _LIKE_PYTHON | {"shell", "make", "powershell"}
    spoken = everywhere if in_name else _LIKE_PYTHON
    return Sign(
        title=record["title"],
        pattern=re.compile(record["pattern"], re.MULTILINE),
        literals=tuple(
            (literal, max(_WORD.findall(literal), key=len))
            for literal in record.get("literals", ())
        ),
        lines=record.get("lines", 1),
        weight=record.get("weight", 1),
        generic=record.get("generic", False),
        role=Role(record.get("role", Role.LIBRARY)),
        languages=frozenset(record.get("languages", spoken)),
        in_name=in_name,
    )
