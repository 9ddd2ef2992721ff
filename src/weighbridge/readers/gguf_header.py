"""The header of a GGUF file as a stream of values, read in bounded pieces and without holding what
nobody asks for.
"""

import struct
from dataclasses import dataclass, field

from weighbridge.readers.placed import Placed

LONGEST = 32 << 20
"""Bytes a header may be long here; a vocabulary of 250,000 tokens with merges takes 12 MiB."""
_PIECE = 64 << 10
"""Bytes read first; then as many again as were read before."""
_LENGTH = struct.Struct("<Q")
_SCALARS = {
    0: struct.Struct("<B"), 1: struct.Struct("<b"), 2: struct.Struct("<H"), 3: struct.Struct("<h"),
    4: struct.Struct("<I"), 5: struct.Struct("<i"), 6: struct.Struct("<f"), 7: struct.Struct("<?"),
    10: _LENGTH, 11: struct.Struct("<q"), 12: struct.Struct("<d"),
}  # fmt: skip
"""Value types. Source: GGUF specification, `gguf_metadata_value_type`, read 2026-11-20."""
_STRING, _ARRAY = 8, 9
_KEPT = 4096
"""Characters of a string value that are kept."""


@dataclass(frozen=True, slots=True)
class Array:
    """An array in the metadata: only its length is kept."""

    length: int


Value = int | float | str | Array


@dataclass(slots=True)
class Header:
    """A place in a header.

    Every method moves on by what it reads, and raises ValueError where the file ends or `LONGEST`
    is passed.
    """

    blob: Placed
    position: int = 0
    _data: bytes = field(default=b"", init=False)

    def number(self, layout: struct.Struct = _LENGTH) -> int:
        """One number."""
        start = self._move(layout.size)
        value: int = layout.unpack_from(self._data, start)[0]
        return value

    def numbers(self, count: int) -> tuple[int, ...]:
        """Several 64-bit numbers."""
        start = self._move(8 * count)
        return struct.unpack_from(f"<{count}Q", self._data, start)

    def text(self) -> bytes:
        """One string, as its bytes."""
        length = self.number()
        start = self._move(length)
        return self._data[start : start + length]

    def value(self) -> Value:
        """One metadata value behind its type."""
        kind = self.number(_SCALARS[4])
        if kind == _STRING:
            return self.text()[:_KEPT].decode("utf-8", "replace")
        if kind == _ARRAY:
            return self._array()
        return self.number(_scalar(kind))

    def _array(self) -> Array:
        kind, length = self.number(_SCALARS[4]), self.number()
        if kind == _STRING:
            self._skip_strings(length)
        elif kind == _ARRAY:
            raise ValueError("it nests an array in an array")
        else:
            self._move(_scalar(kind).size * length)
        return Array(length)

    def _skip_strings(self, count: int) -> None:
        """Step over strings; a tight loop, for vocabularies are most of a header."""
        if count * 8 > LONGEST:
            raise ValueError(f"it claims an array of {count} strings")
        unpack, position = _LENGTH.unpack_from, self.position
        while count:
            data = self._data
            try:
                while count:
                    position += 8 + unpack(data, position)[0]
                    count -= 1
            except (struct.error, OverflowError):
                self.position = position
                self._move(8)
        self.position = position
        self._move(0)

    def _move(self, length: int) -> int:
        """Step on, with all that was stepped over at hand; gives the place before."""
        start = self.position
        end = start + length
        if end > min(self.blob.size, LONGEST):
            where = "the end of the file" if end > self.blob.size else f"{LONGEST} bytes"
            raise ValueError(f"its header goes on past {where}")
        if end > len(self._data):
            more = max(end - len(self._data), len(self._data), _PIECE)
            self._data += self.blob.at(len(self._data), min(more, LONGEST))
        if end > len(self._data):
            raise ValueError("its header ends early")
        self.position = end
        return start


def _scalar(kind: int) -> struct.Struct:
    if kind not in _SCALARS:
        raise ValueError(f"it has a value of unknown type {kind}")
    return _SCALARS[kind]
