"""A walk over flatbuffers: the tables, vectors and texts that somebody asks for.

Source: FlatBuffers documentation, "Internals".
"""

from collections.abc import Iterator

from weighbridge.readers.harm.piece import Piece

_MOST = 10_000


class DamagedBufferError(Exception):
    """Offsets that lead nowhere: the cause, as a clause."""


def root(piece: Piece) -> int:
    """Offset of the outermost table."""
    return _number(piece, 0, 4)


def field(piece: Piece, table: int, index: int) -> int:
    """Offset of a field of a table; 0 where the table does not have it."""
    types = table - _signed(piece, table)
    if types < 0 or 4 + 2 * index + 2 > _number(piece, types, 2):
        return 0
    shift = _number(piece, types + 4 + 2 * index, 2)
    return table + shift if shift else 0


def tables(piece: Piece, place: int) -> Iterator[int]:
    """Offsets of the tables in the vector that a field leads to."""
    if not place:
        return
    start = place + _number(piece, place, 4)
    count = _number(piece, start, 4)
    if count > _MOST:
        raise DamagedBufferError("a list in it is longer than is looked at")
    for index in range(count):
        at = start + 4 + 4 * index
        yield at + _number(piece, at, 4)


def text(piece: Piece, place: int) -> str:
    """The text that a field leads to; empty where there is none."""
    if not place:
        return ""
    start = place + _number(piece, place, 4)
    length = min(_number(piece, start, 4), 4096)
    return piece.at(start + 4, length).decode("utf-8", "replace")


def _number(piece: Piece, offset: int, width: int) -> int:
    found = piece.at(offset, width)
    if len(found) < width:
        raise DamagedBufferError("it ends in the middle of a table")
    return int.from_bytes(found, "little")


def _signed(piece: Piece, offset: int) -> int:
    number = _number(piece, offset, 4)
    return number - (1 << 32) if number >> 31 else number
