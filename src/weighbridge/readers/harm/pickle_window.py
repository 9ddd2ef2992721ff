"""The bytes of a pickle as the machine sees them: a window that moves on, and values by place."""

import codecs
from dataclasses import dataclass, field

from weighbridge.readers.harm import pickle_opcodes as op
from weighbridge.readers.harm.piece import Piece

WINDOW = 4 << 20
"""Bytes held at once."""
MARGIN = 320
"""Bytes kept ahead, more than any opcode takes whose argument is shorter than 256 bytes."""
_LONGEST_LINE = 1 << 20
_LONGEST_TEXT = 4096
"""Bytes of a text that are decoded: no name of a module or class is longer."""


class DamagedPickleError(Exception):
    """The walk cannot go on: the cause, as a clause."""


@dataclass(slots=True)
class Window:
    """A stretch of a pickle in memory.

    Attributes:
        base: offset of the first byte held.
    """

    piece: Piece
    base: int = 0
    data: bytes = field(default=b"", init=False)

    def hold(self, offset: int) -> None:
        """Have the bytes from an offset at hand, and `MARGIN` more where there are any."""
        end = self.base + len(self.data)
        if self.base <= offset and (offset + MARGIN < end or end >= self.piece.size) and self.data:
            return
        self.base, self.data = offset, self.piece.at(offset, WINDOW)

    def limit(self) -> int:
        """Offset from which an opcode may reach out of the window."""
        end = self.base + len(self.data)
        return end if end >= self.piece.size else end - MARGIN

    def take(self, offset: int, length: int) -> bytes:
        """Some bytes, all of them.

        Raises:
            DamagedPickleError: the file ends before.
        """
        start = offset - self.base
        found = self.data[start : start + length] if start >= 0 else b""
        if len(found) < length:
            found = self.piece.at(offset, length)
        if len(found) < length:
            raise DamagedPickleError("it ends in the middle of an opcode")
        return found

    def number(self, offset: int, width: int) -> int:
        """An unsigned little-endian number."""
        return int.from_bytes(self.take(offset, width), "little")

    def line(self, offset: int) -> tuple[bytes, int]:
        """The bytes up to the end of the line, and the offset after it.

        Raises:
            DamagedPickleError: the line does not end within bounds.
        """
        start = offset - self.base
        end = self.data.find(b"\n", start, start + MARGIN) if start >= 0 else -1
        if end >= 0:
            return self.data[start:end], self.base + end + 1
        length = 256
        while True:
            found = self.piece.at(offset, length)
            end = found.find(b"\n")
            if end >= 0:
                return found[:end], offset + end + 1
            if len(found) < length or length >= _LONGEST_LINE:
                raise DamagedPickleError("a line in it does not end")
            length *= 16

    def text(self, offset: int) -> str | None:
        """The text that the opcode at an offset pushes; None if it pushes none."""
        opcode = self.take(offset, 1)[0]
        if opcode not in op.TEXTS:
            return None
        if opcode in op.LINES:
            return _from_line(opcode, self.line(offset + 1)[0])
        width = op.COUNTED[opcode]
        length = self.number(offset + 1, width)
        if length > _LONGEST_TEXT:
            return None
        raw = self.take(offset + 1 + width, length)
        return raw.decode("utf-8", "surrogateescape")

    def whole(self, offset: int) -> int | None:
        """The whole number that the opcode at an offset pushes; None if it pushes none."""
        opcode = self.take(offset, 1)[0]
        if opcode in op.INTEGERS:
            width = op.INTEGERS[opcode]
            return int.from_bytes(self.take(offset + 1, width), "little", signed=width == 4)
        if opcode == 0x8A:
            length = self.number(offset + 1, 1)
            return int.from_bytes(self.take(offset + 2, length), "little", signed=True)
        if opcode in b"IL":
            digits = self.line(offset + 1)[0].rstrip(b"L")
            return int(digits) if digits.isdigit() and len(digits) < 20 else None
        return None


def _from_line(opcode: int, raw: bytes) -> str | None:
    if opcode == ord("V"):
        return raw.decode("raw-unicode-escape", "replace")
    if opcode != ord("S") or len(raw) < 2 or raw[0] != raw[-1] or raw[:1] not in {b"'", b'"'}:
        return None
    try:
        return codecs.escape_decode(raw[1:-1])[0].decode("latin-1")
    except ValueError:
        return None
