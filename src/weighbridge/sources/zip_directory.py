"""The central directory of a zip archive, entry by entry, without ever holding all of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import BinaryIO

from weighbridge.sources.members import DamagedError

_END = Struct("<4s4H2LH")
_END_64 = Struct("<4sQ2H2L4Q")
_LOCATOR_64 = Struct("<4sLQL")
_ENTRY = Struct("<4s6H3L5H2L")
_COMMENT = 65_535
"""Longest comment after the end record, in bytes."""
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
"""What a field holds whose value stands in its 64-bit twin."""
_ZIP64 = 1
_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the central directory lies.

    Attributes:
        start: offset of its first entry in the file.
        size: its bytes.
        shift: bytes that stand before the archive, which its own offsets do not count.
    """

    start: int
    size: int
    shift: int


@dataclass(frozen=True, slots=True)
class Entry:
    r"""One entry.

    Attributes:
        name: as text, bytes that are not UTF-8 as `\xNN` where UTF-8 was promised.
        raw_name: as bytes.
        size: bytes once inflated, as declared.
        stored: bytes in the archive.
        offset: where the member's own header lies in the file.
        mode: Unix mode; 0 where the archive has none.
    """

    name: str
    raw_name: bytes
    flags: int
    method: int
    checksum: int
    size: int
    stored: int
    offset: int
    mode: int


def find_directory(file: BinaryIO) -> Directory:
    """Find the central directory from the file's end.

    Raises:
        DamagedError: there is none, or it spans several disks.

    Source: APPNOTE 6.3.10, 4.3.14 to 4.3.16.
    """
    length = file.seek(0, 2)
    tail_at = max(0, length - _END.size - _COMMENT)
    file.seek(tail_at)
    tail = file.read()
    found = tail.rfind(b"PK\5\6")
    if found < 0 or len(tail) - found < _END.size:
        raise DamagedError("it has no central directory, as a zip archive has at its end")
    _, disk, _, here, count, size, offset, _ = _END.unpack_from(tail, found)
    end = tail_at + found
    if _FULL_16 in {here, count} or _FULL_32 in {size, offset}:
        end, size, offset = _end_64(file, end, size, offset)
    elif disk or here != count:
        raise DamagedError("it is one of several disks of an archive")
    shift = end - size - offset
    if shift < 0:
        raise DamagedError("its central directory claims more bytes than there are")
    return Directory(offset + shift, size, shift)


def entries(file: BinaryIO, directory: Directory) -> Iterator[Entry]:
    """Every entry, in the directory's order.

    Args:
        file: nobody else may move it meanwhile.

    Raises:
        DamagedError: the directory cannot be read further.

    Source: APPNOTE 6.3.10, 4.3.12.
    """
    file.seek(directory.start)
    left = directory.size
    while left > 0:
        fixed = file.read(_ENTRY.size)
        if len(fixed) < _ENTRY.size or not fixed.startswith(b"PK\1\2"):
            raise DamagedError("its central directory is damaged")
        fields = _ENTRY.unpack(fixed)
        lengths = fields[10:13]
        rest = file.read(sum(lengths))
        left -= _ENTRY.size + len(rest)
        if len(rest) < sum(lengths) or left < 0:
            raise DamagedError("its central directory is cut short")
        yield _entry(
            fields, rest[: lengths[0]], rest[lengths[0] : lengths[0] + lengths[1]], directory.shift
        )


def _end_64(file: BinaryIO, end: int, size: int, offset: int) -> tuple[int, int, int]:
    """Place of the end record, and size and offset of the directory, where they need 64 bits."""
    start = end - _LOCATOR_64.size - _END_64.size
    if start < 0:
        return end, size, offset
    file.seek(start)
    records = file.read(_LOCATOR_64.size + _END_64.size)
    if not (records.startswith(b"PK\6\6") and records[_END_64.size :].startswith(b"PK\6\7")):
        return end, size, offset
    fields = _END_64.unpack_from(records)
    return start, fields[8], fields[9]


def _entry(fields: tuple[int, ...], name: bytes, extra: bytes, shift: int) -> Entry:
    _, system, _, flags, method, _, _, checksum, stored, size = fields[:10]
    attributes, offset = fields[15:17]
    wide = _wide(extra)
    size, stored, offset = (
        next(wide, value) if value == _FULL_32 else value for value in (size, stored, offset)
    )
    unix = system >> 8 == 3
    return Entry(
        name=name.decode("utf-8", "backslashreplace") if flags & _UTF8 else name.decode("cp437"),
        raw_name=name,
        flags=flags,
        method=method,
        checksum=checksum,
        size=size,
        stored=stored,
        offset=offset + shift,
        mode=attributes >> 16 if unix else 0,
    )


def _wide(extra: bytes) -> Iterator[int]:
    """The 64-bit values of an entry, in the order in which they are needed.

    Source: APPNOTE 6.3.10, 4.5.3.
    """
    at = 0
    while at + 4 <= len(extra):
        kind = int.from_bytes(extra[at : at + 2], "little")
        length = int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == _ZIP64:
            body = extra[at + 4 : at + 4 + length]
            for start in range(0, len(body) - 7, 8):
                yield int.from_bytes(body[start : start + 8], "little")
            return
        at += 4 + length
