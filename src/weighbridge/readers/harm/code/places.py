"""Places in a text, as reasons name them."""

from weighbridge.readers.harm.piece import Piece


def at_line(piece: Piece, line: int) -> str:
    """A line of a piece, from 1."""
    return ", ".join(one for one in (piece.where(), f"line {line}") if one)


def line_of(text: str, offset: int) -> int:
    """The line that an offset lies in, from 1."""
    return text.count("\n", 0, offset) + 1
