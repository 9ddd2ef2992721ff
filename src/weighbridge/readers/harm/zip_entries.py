"""The members of a zip archive as its directory lists them and as their own headers say.

Source: PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16 and 4.4.
"""

import struct
from dataclasses import dataclass

from weighbridge.readers.harm.piece import Piece

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST = 64 << 20
_FULL = 0xFFFFFFFF
DIRECTORY_END = b"PK\x05\x06"
LOCAL = b"PK\x03\x04"


class DamagedArchiveError(Exception):
    """An archive that cannot be read: the cause, as a clause."""


@dataclass(frozen=True, slots=True)
class Header:
    """What one header says of a member.

    Attributes:
        flags: general purpose bits.
        method: 0 stored, 8 deflated.
        packed: bytes in the archive.
    """

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One member.

    Attributes:
        offset: of its own header in the file.
        mode: UNIX mode, where the archive states it.
        local: what its own header says; None where there is none.
        start: offset of its bytes.
    """

    listed: Header
    offset: int
    mode: int
    local: Header | None
    start: int

    @property
    def name(self) -> str:
        """As the directory lists it."""
        return self.listed.name.decode("utf-8", "replace")

    @property
    def end(self) -> int:
        """Offset after its bytes."""
        return self.start + self.listed.packed


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory of an archive.

    Attributes:
        start: offset of its first byte.
        shift: bytes before the archive begins.
        after: bytes after its end that its comment does not account for.
        rivals: ends of other directories that a reader may find first.
    """

    entries: tuple[Entry, ...]
    start: int
    shift: int
    after: int
    rivals: int


def read_directory(piece: Piece) -> Directory:
    """Read the directory and the header of every member it lists.

    Raises:
        DamagedArchiveError: there is no readable directory.
    """
    tail = piece.tail(_END.size + 0xFFFF)
    place = tail.rfind(DIRECTORY_END)
    if place < 0 or place + _END.size > len(tail):
        raise DamagedArchiveError("it has no directory")
    fields = _END.unpack_from(tail, place)
    size, offset, comment = fields[5:8]
    end = piece.size - len(tail) + place
    after = piece.size - end - _END.size - comment
    end, size, offset = _wide_end(piece, end, size, offset)
    start = end - size
    if not 0 <= start <= piece.size or size > _LONGEST:
        raise DamagedArchiveError("its directory is misplaced or too long")
    rivals = tail.count(DIRECTORY_END, 0, place) if comment or after else 0
    entries = _entries(piece, piece.at(start, size), start - offset)
    return Directory(tuple(entries), start, start - offset, after, rivals)


def _wide_end(piece: Piece, end: int, size: int, offset: int) -> tuple[int, int, int]:
    locator = piece.at(end - _LOCATOR_64.size, _LOCATOR_64.size)
    if len(locator) < _LOCATOR_64.size or locator[:4] != b"PK\x06\x07":
        return end, size, offset
    wide = piece.at(end - _LOCATOR_64.size - _END_64.size, _END_64.size)
    if len(wide) < _END_64.size or wide[:4] != b"PK\x06\x06":
        raise DamagedArchiveError("its 64-bit directory is damaged")
    size, offset = _END_64.unpack(wide)[8:]
    return end - _LOCATOR_64.size - _END_64.size, size, offset


def _entries(piece: Piece, data: bytes, shift: int) -> list[Entry]:
    found, position = [], 0
    while position + _ENTRY.size <= len(data):
        fields = _ENTRY.unpack_from(data, position)
        if fields[0] != b"PK\x01\x02":
            raise DamagedArchiveError("its directory is damaged")
        name_length, extra_length, comment_length = fields[10:13]
        name_start = position + _ENTRY.size
        name = data[name_start : name_start + name_length]
        extra = data[name_start + name_length : name_start + name_length + extra_length]
        size, packed, offset = _wide(extra, fields[9], fields[8], fields[16])
        listed = Header(name, fields[3], fields[4], fields[7], packed, size)
        found.append(_entry(piece, listed, offset + shift, fields[15] >> 16))
        position = name_start + name_length + extra_length + comment_length
    return found


def _entry(piece: Piece, listed: Header, offset: int, mode: int) -> Entry:
    raw = piece.at(offset, _LOCAL.size + len(listed.name) + 64)
    if len(raw) < _LOCAL.size or raw[:4] != LOCAL:
        return Entry(listed, offset, mode, None, offset)
    fields = _LOCAL.unpack_from(raw)
    name_length, extra_length = fields[9:]
    name_end = _LOCAL.size + name_length
    if len(raw) < name_end + min(extra_length, 64):
        raw = piece.at(offset, name_end + extra_length)
    extra = raw[name_end : name_end + extra_length]
    size, packed, _ = _wide(extra, fields[8], fields[7], 0)
    name = raw[_LOCAL.size : name_end]
    local = Header(name, fields[2], fields[3], fields[6], packed, size)
    return Entry(listed, offset, mode, local, offset + name_end + extra_length)


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Sizes and offset, from the 64-bit field where the 32-bit ones are full."""
    values = [size, packed, offset]
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == 1:
            field = extra[4 : 4 + length // 8 * 8]
            numbers = [number for (number,) in struct.iter_unpack("<Q", field)]
            for index, value in enumerate(values):
                if value == _FULL and numbers:
                    values[index] = numbers.pop(0)
        extra = extra[4 + length :]
    return values[0], values[1], values[2]
