"""The members of a zip archive by its central directory, read within bounds; nothing is unpacked
beyond the first bytes that are asked for.
"""

import struct
import zlib
from dataclasses import dataclass

from weighbridge.readers.placed import Placed

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST = 16 << 20
"""Bytes of central directory that are read; an archive of 150,000 tensors has as much."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member.

    Attributes:
        method: 0 stored, 8 deflated.
        size: bytes when unpacked.
        packed: bytes in the archive.
        offset: of its local header in the file.
    """

    name: str
    method: int
    size: int
    packed: int
    offset: int


def members(blob: Placed) -> tuple[Member, ...]:
    """Every member the central directory lists, in its order.

    Source: PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16.

    Raises:
        ValueError: there is no readable central directory, or it is longer than is read here.
    """
    start, size, shift = _directory(blob)
    if not 0 <= start <= blob.size or size > _LONGEST:
        raise ValueError("its central directory is misplaced or too long")
    data = blob.at(start, size)
    found, position = [], 0
    while position + _ENTRY.size <= len(data):
        fields = _ENTRY.unpack_from(data, position)
        if fields[0] != b"PK\x01\x02":
            raise ValueError("its central directory is damaged")
        name_length, extra_length, comment_length = fields[10:13]
        name_end = position + _ENTRY.size + name_length
        name = data[name_end - name_length : name_end].decode("utf-8", "replace")
        sizes = _wide(data[name_end : name_end + extra_length], fields[9], fields[8], fields[16])
        found.append(Member(name, fields[4], sizes[0], sizes[1], sizes[2] + shift))
        position = name_end + extra_length + comment_length
    return tuple(found)


def beginning(blob: Placed, member: Member, length: int) -> bytes:
    """The first bytes of a member, unpacked; fewer where it is damaged.

    Raises:
        ValueError: it is packed by a method that is not read here, or its header is damaged.
    """
    inside = 0 <= member.offset < blob.size
    local = blob.at(member.offset, _LOCAL.size) if inside else b""
    if len(local) < _LOCAL.size or local[:4] != b"PK\x03\x04":
        raise ValueError(f"the header of its member {member.name[:80]} is damaged")
    name_length, extra_length = _LOCAL.unpack(local)[9:]
    start = member.offset + _LOCAL.size + name_length + extra_length
    packed = blob.at(start, min(max(length, 4096), member.packed))
    match member.method:
        case 0:
            return packed[:length]
        case 8:
            try:
                return zlib.decompressobj(-15).decompress(packed, length)
            except zlib.error as error:
                raise ValueError(f"its member {member.name[:80]} is damaged") from error
    raise ValueError(f"its member {member.name[:80]} is packed by method {member.method}")


def _directory(blob: Placed) -> tuple[int, int, int]:
    """Offset and size of the central directory, and bytes that stand before the archive."""
    tail_start = max(0, blob.size - _END.size - 0xFFFF)
    tail = blob.at(tail_start, blob.size - tail_start)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or place + _END.size > len(tail):
        raise ValueError("it has no central directory")
    size, offset = _END.unpack_from(tail, place)[5:7]
    end = tail_start + place
    locator = blob.at(max(0, end - _LOCATOR_64.size), _LOCATOR_64.size)
    if locator[:4] == b"PK\x06\x07":
        end = min(_LOCATOR_64.unpack(locator)[2], blob.size)
        wide = blob.at(end, _END_64.size)
        if len(wide) < _END_64.size or wide[:4] != b"PK\x06\x06":
            raise ValueError("its 64-bit directory is damaged")
        size, offset = _END_64.unpack(wide)[8:]
    return end - size, size, end - size - offset


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Sizes and offset, from the 64-bit field where the 32-bit ones are full."""
    values = [size, packed, offset]
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == 1:
            numbers = list(struct.iter_unpack("<Q", extra[4 : 4 + length // 8 * 8]))
            for index, value in enumerate(values):
                if value == 0xFFFFFFFF and numbers:
                    values[index] = numbers.pop(0)[0]
        extra = extra[4 + length :]
    return values[0], values[1], values[2]
