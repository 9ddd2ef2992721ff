"""How much of a card was left open: whether it is a template that nobody completed."""

from collections.abc import Sequence

from weighbridge.readers.sections import ENOUGH, CardSection

_BARE = 3
"""Empty headings that make a template of a card without a single placeholder."""


def is_template(parts: Sequence[CardSection]) -> bool:
    """Whether more places of a card are open than filled.

    A place is a heading, or bold words that lead a line, with what stands under it before the
    next one. Open are those that hold a placeholder, a promise or nothing at all; a heading that
    only gathers others is none.
    """
    left_open = filled = promised = 0
    for number, part in enumerate(parts):
        promised += len(part.own.placeholders)
        if part.own.words >= ENOUGH:
            filled += 1
        elif part.own.placeholders or (part.heading and not _gathers(parts, number)):
            left_open += bool(part.own.placeholders) or not part.own.words
    return (promised > 0 or left_open >= _BARE) and left_open > filled


def _gathers(parts: Sequence[CardSection], number: int) -> bool:
    """Whether the next section lies below this one."""
    following = parts[number + 1 : number + 2]
    return bool(following) and following[0].chapter.level > parts[number].chapter.level
