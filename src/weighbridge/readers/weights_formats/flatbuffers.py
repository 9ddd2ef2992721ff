"""A walk over flat buffers: tables and vectors by place, with every step inside the bytes.

Source: FlatBuffers, "FlatBuffer Internals".
"""

import struct

from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats.port import UnreadError

_WINDOW = 1 << 16
_MOST = 2_000_000


class Buffer:
    """A flat buffer within a piece, read through a window that moves."""

    def __init__(self, piece: Piece, base: int = 0) -> None:
        self.piece, self.base = piece, base
        self._start, self._data = 0, b""

    def number(self, place: int, width: int = 4, *, signed: bool = False) -> int:
        """A number of some bytes.

        Raises:
            UnreadError: it lies outside.
        """
        start = place - self._start
        if start < 0 or start + width > len(self._data):
            self._start, self._data, start = place, self.piece.at(place, _WINDOW), 0
            if place < 0 or len(self._data) < width:
                raise UnreadError("a place in it lies outside of it")
        found = self._data[start : start + width]
        return int.from_bytes(found, "little", signed=signed)

    def root(self) -> int:
        """The place of the outermost table."""
        return self.base + self.number(self.base)

    def field(self, table: int, index: int) -> int:
        """The place of a table's field; 0 where it is absent."""
        names = table - self.number(table, signed=True)
        entry = 4 + 2 * index
        if entry + 2 > self.number(names, 2):
            return 0
        offset = self.number(names + entry, 2)
        return table + offset if offset else 0

    def scalar(self, table: int, index: int, width: int = 4) -> int:
        """A number in a table; 0 where it is absent."""
        place = self.field(table, index)
        return self.number(place, width) if place else 0

    def inner(self, table: int, index: int) -> int:
        """The place of what a field points at; 0 where it is absent."""
        place = self.field(table, index)
        return place + self.number(place) if place else 0

    def vector(self, table: int, index: int) -> tuple[int, int]:
        """Place of the first entry and their number; nothing where the field is absent.

        Raises:
            UnreadError: it claims more entries than the file can hold.
        """
        place = self.inner(table, index)
        if not place:
            return 0, 0
        count = self.number(place)
        if count > self.piece.size:
            raise UnreadError("a list in it is longer than the file")
        return place + 4, count

    def tables(self, table: int, index: int) -> list[int]:
        """The places of the tables a field lists."""
        place, count = self.vector(table, index)
        if count > _MOST:
            raise UnreadError(f"a list in it has more than {_MOST:,} entries")
        return [at + self.number(at) for at in range(place, place + 4 * count, 4)]

    def numbers(self, table: int, index: int, most: int = 64) -> tuple[int, ...]:
        """The 32-bit numbers a field lists, at most some."""
        place, count = self.vector(table, index)
        data = self.piece.at(place, 4 * min(count, most))
        return struct.unpack(f"<{len(data) // 4}i", data[: len(data) // 4 * 4]) if place else ()

    def text(self, table: int, index: int, most: int = 300) -> str:
        """A text; empty where it is absent."""
        place, count = self.vector(table, index)
        return self.piece.at(place, min(count, most)).decode("utf-8", "replace") if place else ""
