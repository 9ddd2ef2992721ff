"""A walk over protocol buffers: field numbers and where their bytes lie, with nothing decoded that
nobody asks for.

Source: Protocol Buffers documentation, "Encoding".
"""

from collections.abc import Iterator

from weighbridge.readers.harm.piece import Piece

Field = tuple[int, int, int]
"""Number of a field, and the offset and length of its bytes; for a number, length -1."""
_HELD = 1 << 16


class DamagedMessageError(Exception):
    """Bytes that are no message."""


class Reader:
    """Walks messages within a piece, through a window that moves on."""

    def __init__(self, piece: Piece, most: int) -> None:
        self.piece, self.left = piece, most
        self.base, self.data = 0, b""

    def fields(self, start: int, end: int) -> Iterator[Field]:
        """The fields of the message between two offsets.

        Raises:
            DamagedMessageError: it is none, or it has more fields than are walked.
        """
        while start < end:
            tag, start = self.number(start)
            kind = tag & 7
            self.left -= 1
            if not tag >> 3:
                raise DamagedMessageError("a field in it has no number")
            if self.left < 0:
                raise DamagedMessageError("it has more fields than are looked at")
            if kind == 0:
                value, start = self.number(start)
                yield tag >> 3, value, -1
                continue
            length = {1: 8, 5: 4}.get(kind, 0)
            if kind == 2:
                length, start = self.number(start)
            elif not length:
                raise DamagedMessageError("it has a field of no known kind")
            if start + length > end:
                raise DamagedMessageError("a field in it is longer than the message")
            yield tag >> 3, start, length
            start += length

    def number(self, offset: int) -> tuple[int, int]:
        """A variable-length number, and the offset after it."""
        value = shift = 0
        while shift < 70:
            byte = self._byte(offset)
            offset += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value, offset
            shift += 7
        raise DamagedMessageError("a number in it does not end")

    def bytes(self, start: int, length: int, most: int = 4096) -> bytes:
        """The bytes of a field, at most some."""
        place, size = start - self.base, min(length, most)
        if place >= 0 and place + size <= len(self.data):
            return self.data[place : place + size]
        return self.piece.at(start, size)

    def text(self, start: int, length: int) -> str:
        """A field's text."""
        return self.bytes(start, length).decode("utf-8", "replace")

    def _byte(self, offset: int) -> int:
        place = offset - self.base
        if not 0 <= place < len(self.data):
            self.base, self.data, place = offset, self.piece.at(offset, _HELD), 0
            if not self.data:
                raise DamagedMessageError("it ends in the middle of a field")
        return self.data[place]
