"""YAML as nodes that know their place in the text; nothing is constructed, so nothing expands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_WORDS = {
    **dict.fromkeys(("", "~", "null"), "null"),
    **dict.fromkeys(("true", "false"), "truth value"),
}
_OTHER = (
    (re.compile(r"[-+]?\d[\d_]*|0o[0-7]+|0x[\da-fA-F]+"), "number"),
    (re.compile(r"[-+]?(?:\d[\d_]*\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?"), "number"),
    (re.compile(r"[-+]?\.inf|\.nan", re.IGNORECASE), "number"),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?"), "date"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One node of a document.

    Attributes:
        kind: `scalar`, `mapping` or `sequence`.
        value: a scalar's text as YAML unfolds it.
        plain: whether a scalar is written without quotes or tag, so that YAML guesses its type.
        pairs: keys and values of a mapping, in order, doubles included.
        items: of a sequence.
        flow: whether it is written in brackets or braces.
        fixed: whether an anchor, tag or alias hangs on its text.
        line: counted from 1.
        column: characters before it on its line.
        start: offset of its first character.
        end: offset after its last.
    """

    kind: str
    value: str = ""
    plain: bool = False
    pairs: tuple[tuple["Node", "Node"], ...] = ()
    items: tuple["Node", ...] = ()
    flow: bool = False
    fixed: bool = False
    line: int = field(default=1, kw_only=True)
    column: int = field(default=0, kw_only=True)
    start: int = field(default=0, kw_only=True)
    end: int = field(default=0, kw_only=True)

    def get(self, key: str) -> "Node | None":
        """The value of a key, the first if there are several; None for any other node."""
        return next((value for name, value in self.pairs if name.value == key), None)

    def scalars(self) -> Iterator[tuple[str, "Node"]]:
        """Keys and values of a mapping whose values are scalars."""
        return ((key.value, value) for key, value in self.pairs if value.kind == "scalar")

    @property
    def reads(self) -> str:
        """What YAML takes a scalar for: `text`, `null`, `truth value`, `number` or `date`."""
        return guessed(self.value) if self.plain else "text"


def guessed(text: str) -> str:
    """The type YAML 1.2, and the tool's parser, see in a scalar without quotes.

    Source: YAML 1.2.2, section 10.3.2 (core schema), and the timestamps of YAML 1.1.
    """
    if len(text) > 40:
        return "text"
    known = _WORDS.get(text.lower())
    return known or next((name for form, name in _OTHER if form.fullmatch(text)), "text")
