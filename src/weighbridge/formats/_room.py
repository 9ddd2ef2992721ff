"""Blocks of text that share a limited room: what does not fit is left out, and said so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NOTICE = 300
"""Bytes kept free for the words that say what was left out."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together.

    Attributes:
        before: what opens it.
        rows: what may be cut short.
        noun: what one row is.
        after: what closes it.
    """

    before: str
    rows: tuple[str, ...] = ()
    noun: str = "row"
    after: str = ""


def fitted(blocks: Iterable[Block], most: int, instead: str) -> str:
    """As much of some blocks as fits, in order.

    Args:
        most: bytes of UTF-8.
        instead: where to find what is left out, as a sentence.
    """
    written: list[str] = []
    room = most - _NOTICE
    for block in blocks:
        frame = _size(block.before) + _size(block.after)
        if frame > room:
            written.append(f"\n**The rest was left out to keep this short.** {instead}\n")
            break
        shown = tuple(_fitting(block.rows, room - frame))
        written += [f"{block.before}\n", *(f"{row}\n" for row in shown)]
        if block.after:
            written.append(f"{block.after}\n")
        room -= frame + sum(map(_size, shown))
        if len(shown) < len(block.rows):
            left = len(block.rows) - len(shown)
            words = f"{left:,} more {block.noun}{'s' * (left > 1)} left out to keep this short."
            written.append(f"\n**{words}** {instead}\n")
            break
    return "".join(written)


def _fitting(rows: Iterable[str], room: int) -> Iterator[str]:
    for row in rows:
        room -= _size(row)
        if room < 0:
            return
        yield row


def _size(text: str) -> int:
    """Bytes of a line, its end included; none for no line."""
    return len(text.encode()) + 1 if text else 0
