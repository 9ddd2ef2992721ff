"""Text in columns: words wrapped to a width that counts cells, as a terminal does."""

import unicodedata
from collections.abc import Iterator

_TIE = "\u00a0"
_LEAST = 20
"""Columns that a line may always fill, however narrow the terminal says it is."""


def cells(text: str) -> int:
    """Columns a terminal gives to a text: two to a wide letter, none to a combining mark."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> str:
    """Words in lines that do not pass a width.

    Args:
        first: what stands before the first line.
        rest: what stands before the others; None for as many spaces.
    """
    following = " " * cells(first) if rest is None else rest
    room = max(width - cells(following), _LEAST)
    lines, line = [], ""
    for word in _words(text, room):
        if line and cells(line) + 1 + cells(word) > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    text = "\n".join((following if number else first) + one for number, one in enumerate(lines))
    return text.replace(_TIE, " ").rstrip()


def whole(text: str) -> str:
    """A phrase that `wrapped` keeps on one line where it fits."""
    return text.replace(" ", _TIE)


def padded(text: str, width: int) -> str:
    """A text filled with spaces to a width."""
    return text + " " * max(width - cells(text), 0)


def _words(text: str, room: int) -> Iterator[str]:
    """Words, and phrases tied together; what fits no line comes in pieces that do."""
    for phrase in text.split(" "):
        for word in phrase.split(_TIE) if cells(phrase) > room else (phrase,):
            yield from _pieces(word, room)


def _pieces(word: str, room: int) -> Iterator[str]:
    rest = word
    while cells(rest) > room:
        cut = room
        while cells(rest[:cut]) > room:
            cut -= 1
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
