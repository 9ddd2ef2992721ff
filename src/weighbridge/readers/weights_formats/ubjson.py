"""Universal Binary JSON, read within bounds: small values as Python's, long arrays by length.

Source: Universal Binary JSON specification, draft 12.
"""

import struct
from typing import Any

from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats.port import UnreadError

_NUMBERS = {
    b"i": struct.Struct(">b"), b"U": struct.Struct(">B"), b"I": struct.Struct(">h"),
    b"l": struct.Struct(">i"), b"L": struct.Struct(">q"), b"d": struct.Struct(">f"),
    b"D": struct.Struct(">d"),
}  # fmt: skip
_CONSTANTS = {b"Z": None, b"N": None, b"T": True, b"F": False}
_MOST = 2_000_000
_DEEPEST = 60
_LONGEST_TEXT = 1 << 20
_WINDOW = 1 << 20


class Length(int):
    """An array of numbers, of which only the length is kept."""


class Reader:
    """Reads values one after another."""

    def __init__(self, piece: Piece) -> None:
        self.piece, self.left = piece, _MOST
        self.base, self.data = 0, b""

    def take(self, offset: int, length: int) -> bytes:
        """Some bytes, all of them."""
        start = offset - self.base
        if start < 0 or start + length > len(self.data):
            self.base, self.data, start = offset, self.piece.at(offset, max(_WINDOW, length)), 0
            if len(self.data) < length:
                raise UnreadError("it ends in the middle of a value")
        return self.data[start : start + length]

    def value(self, offset: int = 0, depth: int = 0, kind: bytes = b"") -> tuple[Any, int]:
        """A value and the offset after it.

        Raises:
            UnreadError: it is damaged, or longer than is read.
        """
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            raise UnreadError("it has more values than are looked at")
        if not kind:
            kind, offset = self.take(offset, 1), offset + 1
        if kind in _NUMBERS:
            layout = _NUMBERS[kind]
            return layout.unpack(self.take(offset, layout.size))[0], offset + layout.size
        if kind in _CONSTANTS:
            return _CONSTANTS[kind], offset
        match kind:
            case b"S" | b"H":
                return self._text(offset)
            case b"C":
                return self.take(offset, 1).decode("latin-1"), offset + 1
            case b"[":
                return self._array(offset, depth)
            case b"{":
                return self._object(offset, depth)
        raise UnreadError("it has a value of no known kind")

    def _length(self, offset: int) -> tuple[int, int]:
        length, offset = self.value(offset)
        if type(length) is not int or length < 0:
            raise UnreadError("a length in it is none")
        return length, offset

    def _text(self, offset: int) -> tuple[str, int]:
        length, offset = self._length(offset)
        if length > self.piece.size:
            raise UnreadError("a text in it is longer than the file")
        data = self.take(offset, min(length, _LONGEST_TEXT))
        return data.decode("utf-8", "replace"), offset + length

    def _header(self, offset: int) -> tuple[bytes, int, int]:
        """Type and number of a container's entries, as far as it states them; -1 for no number."""
        kind, count = b"", -1
        if self.take(offset, 1) == b"$":
            kind, offset = self.take(offset + 1, 1), offset + 2
        if self.take(offset, 1) == b"#":
            count, offset = self._length(offset + 1)
        return kind, count, offset

    def _array(self, offset: int, depth: int) -> tuple[Any, int]:
        kind, count, offset = self._header(offset)
        if kind in _NUMBERS and count >= 0:
            end = offset + count * _NUMBERS[kind].size
            if end > self.piece.size:
                raise UnreadError("an array in it is longer than the file")
            if count > 16:
                return Length(count), end
        found: list[Any] = []
        while count != len(found):
            if count < 0 and self.take(offset, 1) == b"]":
                return found, offset + 1
            one, offset = self.value(offset, depth + 1, kind)
            found.append(one)
        return found, offset

    def _object(self, offset: int, depth: int) -> tuple[dict[str, Any], int]:
        kind, count, offset = self._header(offset)
        found: dict[str, Any] = {}
        done = 0
        while count != done:
            if count < 0 and self.take(offset, 1) == b"}":
                return found, offset + 1
            key, offset = self._text(offset)
            found[key], offset = self.value(offset, depth + 1, kind)
            done += 1
        return found, offset
