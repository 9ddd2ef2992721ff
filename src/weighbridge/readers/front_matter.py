"""Front matter: the block of YAML that opens a card, read within bounds and as written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from weighbridge.patterns import lazy

LONGEST = 256 << 10
"""Characters of front matter that are read; longer ones are a defect."""
_VALUES = 50_000
"""Values it may expand to once its aliases are followed."""
_DEEPEST = 40
LONGEST_LINE = 1_000
"""Characters of a line that is looked into for words that mean two things."""
_MERGED = 16
"""Aliases a block with merge keys may hold: each may multiply the work of the ones before."""
_OPENS = lazy(r"\s{0,200}---[ \t]*\r?\n")
_CLOSES = lazy(r"^---[ \t\r]*$", re.MULTILINE)
_TRAP = lazy(
    r"^[ \t]*(?:-[ \t]+)?(?:[\w-]{1,60}[ \t]*:[ \t]+)?"
    r"(?P<flow>\[[^\]\n]{0,400}\]|(?:y|n|yes|no|on|off))[ \t]*(?:#.*)?\r?$",
    re.IGNORECASE,
)
_WORD = lazy(r"(?<![\w'\"-])(?:y|n|yes|no|on|off)(?![\w'\"-])", re.IGNORECASE)
"""What YAML 1.1 reads as true or false, and YAML 1.2 as text."""
_KEY = lazy(
    r"""(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s#:\-"'][^:\n]{0,200}?))[ \t]*:(?=\s|$)"""
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata of a card.

    Attributes:
        values: top-level keys and values, of plain types only.
        lines: first line of each key, counted from 1 in the file.
        first: line that opens the block.
        last: line that closes it.
        defects: what is wrong with it, one sentence each.
    """

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    first: int
    last: int
    defects: tuple[str, ...] = ()

    def line_of(self, key: str) -> int:
        """The line of a key; the opening line where it was not found."""
        return self.lines.get(key, self.first)


@lru_cache(maxsize=2)
def front_matter(text: str) -> FrontMatter | None:
    """The front matter that opens a text; None where there is none.

    Source: Hugging Face Hub documentation, "Model Cards" and "Dataset Cards" (YAML between two
    lines of three dashes at the top).
    """
    opened = _OPENS.match(text)
    closed = _CLOSES.search(text, opened.end()) if opened else None
    if opened is None or closed is None:
        return None
    block = text[opened.end() : closed.start()]
    first = text.count("\n", 0, opened.end())
    last = first + 1 + block.count("\n")
    if len(block) > LONGEST:
        return FrontMatter({}, {}, first, last, ("The front matter is too long to be read.",))
    lines, defects = _keys(block, first + 1)
    values, more = _mapping(block)
    return FrontMatter(values, lines, first, last, defects + more)


def _keys(block: str, start: int) -> tuple[dict[str, int], tuple[str, ...]]:
    lines: dict[str, int] = {}
    twice: dict[str, None] = {}
    for number, line in enumerate(block.split("\n"), start):
        found = _KEY.match(line)
        if found:
            key = found.group(1) or found.group(2) or found.group(3)
            if key in lines:
                twice[key] = None
            lines.setdefault(key, number)
    said = [f"The key {key} stands there more than once." for key in list(twice)[:20]]
    return lines, (*said, *_traps(block, start))


def _traps(block: str, start: int) -> Iterator[str]:
    """Words that readers of different versions of YAML take for different values.

    Source: YAML 1.1, "Boolean Language-Independent Type"; YAML 1.2.2, section 10.3.2.
    """
    for number, line in enumerate(block.split("\n"), start):
        trap = _TRAP.match(line) if len(line) < LONGEST_LINE else None
        word = _WORD.search(trap["flow"]) if trap else None
        if word:
            meant = "true" if word[0].lower() in {"y", "yes", "on"} else "false"
            yield f"Line {number}: YAML 1.1 reads {word[0]} as {meant}. Put it in quotes."


def values_of(block: str) -> tuple[Any, tuple[str, ...]]:
    """What a block of YAML says, in plain types, and what is wrong with it.

    Args:
        block: at most `LONGEST` characters; the caller sees to that.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415  # 24 ms that a release without cards need not pay

    if re.search(r"<<|merge", block) and block.count("*") > _MERGED:
        return None, ("The YAML merges too many aliases to be read.",)
    loader = YAML(typ="safe", pure=True)
    loader.allow_duplicate_keys = True
    try:
        return _plain(loader.load(block), [_VALUES]), ()
    except Exception as error:  # noqa: BLE001  # hostile YAML fails the parser in any way it likes
        cause = " ".join(str(getattr(error, "problem", None) or error).split())[:160]
        return None, (f"The YAML is not valid: {cause}.",)


def _mapping(block: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    loaded, defects = values_of(block)
    if isinstance(loaded, dict):
        return loaded, defects
    what = "empty" if loaded is None else "not a mapping"
    return {}, defects or (f"The front matter is {what}.",)


def _plain(value: Any, left: list[int], depth: int = 0) -> Any:
    """A copy of plain types only.

    Raises:
        ValueError: it is too deep, or its aliases expand to too many values.
    """
    left[0] -= 1
    if left[0] < 0 or depth > _DEEPEST:
        raise ValueError("its aliases expand too far")
    match value:
        case None | bool() | str():
            return value
        case int() if abs(value) < 1 << 63:
            return value
        case float() if value - value == 0:
            return value
        case dict():
            return {str(k)[:400]: _plain(v, left, depth + 1) for k, v in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(one, left, depth + 1) for one in value]
    return f"{value}"[:400]
