"""GGUF: counts and sizes that overflow their readers, and the chat templates in the metadata.

Source: GGUF specification, "File Structure".
"""

import struct
from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm import jinja_templates
from weighbridge.readers.harm.found import Found, gathered
from weighbridge.readers.harm.piece import Piece

_WIDTHS = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_STRING, _ARRAY = 8, 9
_PIECE, _SPARING = 1 << 20, 1 << 16
_LONGEST_HEADER = 256 << 20
_LONGEST_TEMPLATE = 1 << 20
_U32, _U64 = struct.Struct("<I"), struct.Struct("<Q")


class _OverflowingError(Exception):
    """A count or length that no file can hold."""


class _CutShortError(Exception):
    """The header ends early."""


class _Header:
    def __init__(self, piece: Piece) -> None:
        self.piece, self.position, self.base, self.data = piece, 4, 0, b""

    def take(self, length: int) -> bytes:
        if length > 1 << 48:
            raise _OverflowingError(f"it claims a length of {length:,} bytes")
        self.step(length)
        start = self.position - length - self.base
        if start < 0 or start + length > len(self.data):
            self.base, start = self.position - length, 0
            self.data = self.piece.at(
                self.base, max(length, _SPARING if self.piece.kept else _PIECE)
            )
        return self.data[start : start + length]

    def step(self, length: int) -> None:
        self.position += length
        if self.position > self.piece.size:
            raise _CutShortError("its header goes on past the end of the file")
        if self.position > _LONGEST_HEADER:
            raise _CutShortError("its header is longer than is looked at")

    def number(self, layout: struct.Struct = _U64) -> int:
        value: int = layout.unpack(self.take(layout.size))[0]
        return value

    def text(self) -> bytes:
        length = self.number()
        if length > 1 << 48:
            raise _OverflowingError(f"it claims a text of {length:,} bytes")
        if length > _LONGEST_TEMPLATE:
            self.step(length)
            return b""
        return self.take(length)

    def skip(self, kind: int) -> None:
        if kind == _STRING:
            self.step(self.number())
        elif kind == _ARRAY:
            inner, count = self.number(_U32), self.number()
            if count * _WIDTHS.get(inner, 8) > 1 << 48:
                raise _OverflowingError(f"it claims an array of {count:,} values")
            if inner in _WIDTHS:
                self.step(count * _WIDTHS[inner])
            elif inner == _STRING:
                self.skip_texts(count)
            else:
                raise _CutShortError("it nests arrays")
        elif kind in _WIDTHS:
            self.step(_WIDTHS[kind])
        else:
            raise _CutShortError(f"it has a value of unknown type {kind}")

    def skip_texts(self, count: int) -> None:
        """Step over texts in a tight loop: a vocabulary is most of a header."""
        unpack, most = _U64.unpack_from, min(self.piece.size, _LONGEST_HEADER)
        while count:
            length = _SPARING if self.piece.kept else _PIECE
            data, base = self.piece.at(self.position, length), self.position
            place, last = 0, len(data) - 8
            while count and place <= last:
                place += 8 + unpack(data, place)[0]
                count -= 1
                if place > last and base + place > most:
                    raise _CutShortError("a text in it is longer than the file")
            if not place:
                raise _CutShortError("its header goes on past the end of the file")
            self.position = base + place


def read_gguf(piece: Piece) -> Found:
    """Walk a header up to its tensors."""
    return gathered("gguf", _reasons(piece))


def _reasons(piece: Piece) -> Iterator[Reason]:
    header = _Header(piece)
    try:
        version, tensors, values = header.number(_U32), header.number(), header.number()
        if version not in {2, 3}:
            raise _CutShortError(f"it is of version {version}, which is not read here")  # noqa: TRY301
        if max(tensors, values) > 1 << 32:
            raise _OverflowingError(f"it claims {tensors:,} tensors and {values:,} values")  # noqa: TRY301
        for _ in range(values):
            yield from _value(piece, header)
        for _ in range(tensors):
            _tensor(header)
    except _OverflowingError as error:
        message = f"Its header overflows its readers' memory: {error}."
        yield Reason(Harm.DANGEROUS, "gguf-overflow", message, piece.where(header.position))
    except (_CutShortError, struct.error) as error:
        message = f"Its header cannot be read: {error}."
        yield Reason(Harm.INCOMPLETE, "model-damaged", message, piece.where(header.position))


def _value(piece: Piece, header: _Header) -> Iterator[Reason]:
    key, kind = header.text().decode("utf-8", "replace"), header.number(_U32)
    if key.startswith("tokenizer.chat_template") and kind == _STRING:
        at = header.position
        template = header.text().decode("utf-8", "replace")
        if header.position - at > _LONGEST_TEMPLATE:
            message = "Its chat template is too long to be parsed."
            yield Reason(Harm.INCOMPLETE, "template-unread", message, piece.where(at))
        yield from jinja_templates.reasons(template, piece.where(at))
    else:
        header.skip(kind)


def _tensor(header: _Header) -> None:
    header.text()
    rank, size = header.number(_U32), 1
    if rank > 64:
        raise _OverflowingError(f"a tensor claims {rank:,} dimensions")
    for _ in range(rank):
        size *= header.number()
    if size >= 1 << 60:
        raise _OverflowingError(f"a tensor claims {size:,} elements")
    header.take(12)
