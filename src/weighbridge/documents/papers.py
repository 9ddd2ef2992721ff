"""Papers of a release from templates: every value is shown as text, every open question is told."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from weighbridge.documents import managed
from weighbridge.documents.drafts import Draft
from weighbridge.documents.record import Record

if TYPE_CHECKING:
    from jinja2 import Environment

OPEN = "[More Information Needed]"
"""What stands where only a person can answer; card readers count it as nothing."""
_MARKS = str.maketrans(
    {mark: f"\\{mark}" for mark in "\\`*[]#|~"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
)
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
"""Underscores that can mean something; inside a word they stand for themselves.

Source: CommonMark 0.31, "Emphasis and strong emphasis".
"""
_LONGEST = 400


class Ready(str):
    """Text that is Markdown already."""

    __slots__ = ()


def paper(
    path: str,
    template: str,
    record: Record,
    *,
    covered: tuple[str, ...] | None = None,
    **values: Any,
) -> Draft:
    """A paper from its template.

    A file that is there keeps what it holds: its managed sections are written anew and none is
    added, unless `covered` says which ones a person has written.
    """
    sheet = _Sheet()
    text = (
        environment()
        .get_template(template)
        .render(record=record, ask=sheet.ask, managed=sheet.section, **values)
    )
    there = standing(record, path)
    kept = covered
    if kept is None:
        kept = tuple(sheet.sections) if there else ()
    questions = dict.fromkeys(words for name, words in sheet.asked if name not in kept)
    return Draft(there or path, f"{text.strip()}\n", kept, tuple(questions))


def standing(record: Record, path: str) -> str:
    """The file of the release that has this path, letters of either case; empty for none."""
    return next((one.path for one in record.files if one.path.lower() == path.lower()), "")


def shown(value: object) -> str:
    """A value as one line of Markdown that means nothing but itself."""
    if isinstance(value, Ready):
        return value
    line = " ".join(str(value).split())[:_LONGEST]
    seen = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    return _EMPHASIS.sub(r"\\_", seen.translate(_MARKS))


def code(value: object) -> Ready:
    """A value as a span of code; backticks in it become apostrophes."""
    line = "".join(c if c.isprintable() else " " for c in str(value))
    return Ready(f"`{_unmarked(' '.join(line.split())[:_LONGEST].replace('`', chr(39)))}`")


def link(path: str) -> Ready:
    """A path of the release as a link to it."""
    escaped = "".join(c if c.isalnum() or c in "/._-" else f"%{ord(c):02X}" for c in path)
    return Ready(f"[{shown(path)}]({escaped})")


def block(value: object) -> Ready:
    """Lines that stand in a block of code, which nothing in them can end."""
    return Ready(_unmarked(str(value).replace("```", "'''")))


def _unmarked(text: str) -> str:
    """Text in which no comment begins: inside code nothing else could hide a section's marker."""
    return text.replace("<!--", "<! --")


@cache
def environment() -> "Environment":
    """The templates of all papers."""
    from jinja2 import (  # noqa: PLC0415  # 60 ms that only drafts pay
        Environment,
        PackageLoader,
        StrictUndefined,
    )

    made = Environment(
        loader=PackageLoader("weighbridge.documents", "templates"),
        autoescape=False,  # noqa: S701  # Markdown: `shown` escapes what means something there
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    made.filters |= {"code": code, "link": link, "block": block, "size": size}
    return made


def size(count: int) -> str:
    """Bytes as people read them, in powers of 1024."""
    value, units = float(count), ["bytes", "KiB", "MiB", "GiB", "TiB"]
    while value >= 1024 and len(units) > 1:
        value, units = value / 1024, units[1:]
    return f"{value:,.1f} {units[0]}" if units[0] != "bytes" else f"{count:,} bytes"


def question(words: str) -> Ready:
    """An open place: the question in a comment, and a placeholder."""
    said = " ".join(words.replace("--", "- -").split())
    return Ready(f"<!-- {said} -->\n{OPEN}")


@dataclass(slots=True)
class _Sheet:
    """What a template made: its managed sections, and the questions in each of them."""

    sections: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def ask(self, words: str) -> Ready:
        """An open place in the section that is being written."""
        self.asked.append((self.sections[-1] if self.sections else "", " ".join(words.split())))
        return question(words)

    def section(self, name: str, caller: Callable[[], str]) -> Ready:
        """A managed section of what a template says between `call` and `endcall`."""
        self.sections.append(name)
        return Ready(managed.section(name, caller()))
