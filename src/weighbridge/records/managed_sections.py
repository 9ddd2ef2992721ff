"""The marks of managed sections: what a program wrote in a file that a person also writes in.

A section stands between `<!-- weighbridge:begin NAME DIGEST -->` and
`<!-- weighbridge:end NAME -->`. The digest is of the words between; once a person changes them
they are that person's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

SECTION = re.compile(
    r"<!-- weighbridge:begin (?P<name>[\w-]+)(?: (?P<digest>[0-9a-f]{12}))? -->\n"
    r"(?P<words>.*?)<!-- weighbridge:end (?P=name) -->\n?",
    re.DOTALL,
)
_MARK = "<!-- weighbridge:"


@dataclass(frozen=True, slots=True)
class Managed:
    """One managed section of a text.

    Attributes:
        words: what stands between the marks.
        untouched: whether nobody changed them since they were written.
        lines: first and last line, marks included, counted from 1.
    """

    name: str
    words: str
    untouched: bool
    lines: tuple[int, int]


def written(name: str, words: str) -> str:
    """A managed section of some words, in which no mark is left."""
    body = f"{words.replace(_MARK, '<!- weighbridge:').strip()}\n"
    return (
        f"<!-- weighbridge:begin {name} {digest(body)} -->\n{body}<!-- weighbridge:end {name} -->\n"
    )


def find(text: str) -> Iterator[Managed]:
    """The managed sections of a text, in order."""
    line, before = 1, 0
    for found in SECTION.finditer(text) if "weighbridge:begin" in text else ():
        line += text.count("\n", before, found.start())
        before = found.start()
        last = line + found[0].rstrip("\n").count("\n")
        yield Managed(found["name"], found["words"], is_untouched(found), (line, last))


def is_untouched(found: re.Match[str]) -> bool:
    """Whether the words of a section are those it was written with."""
    return found["digest"] == digest(found["words"])


def digest(words: str) -> str:
    """The first 12 hex digits of the SHA-256 of a text."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]
