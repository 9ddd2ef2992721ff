"""Members of a zip archive unpacked within bounds, those packed with zstandard too."""

import struct
import zlib
from io import BytesIO

from weighbridge.readers.placed import Placed
from weighbridge.readers.zip_directory import Member

_LOCAL = struct.Struct("<4s5H3L2H")
_ZSTANDARD = 93
"""Source: PKWARE APPNOTE 6.3.10, section 4.4.5."""
_WINDOW = 64 << 20


class NeedsZstandardError(Exception):
    """The package that unpacks a member is not installed."""


def unpacked(blob: Placed, member: Member, most: int) -> bytes:
    """A member's bytes.

    Raises:
        NeedsZstandardError: it is packed with zstandard, which is not installed.
        ValueError: it is damaged, packed by another method, or longer than `most`.
    """
    if member.size > most or member.packed > most:
        raise ValueError(f"its member {member.name[:80]} is too large to be read here")
    local = blob.at(member.offset, _LOCAL.size) if 0 <= member.offset < blob.size else b""
    if len(local) < _LOCAL.size or local[:4] != b"PK\x03\x04":
        raise ValueError(f"the header of its member {member.name[:80]} is damaged")
    name_length, extra_length = _LOCAL.unpack(local)[9:]
    packed = blob.at(member.offset + _LOCAL.size + name_length + extra_length, member.packed)
    data = _unpacked(packed, member, most)
    if len(data) != member.size:
        raise ValueError(f"its member {member.name[:80]} is cut short or damaged")
    return data


def _unpacked(packed: bytes, member: Member, most: int) -> bytes:
    match member.method:
        case 0:
            return packed
        case 8:
            try:
                return zlib.decompressobj(-15).decompress(packed, most + 1)
            except zlib.error as error:
                raise ValueError(f"its member {member.name[:80]} is damaged") from error
        case 93:
            return _zstandard(packed, member, most)
    raise ValueError(f"its member {member.name[:80]} is packed by method {member.method}")


def _zstandard(packed: bytes, member: Member, most: int) -> bytes:
    try:
        import zstandard  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise NeedsZstandardError from error
    engine = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    try:
        reader = engine.stream_reader(BytesIO(packed), read_across_frames=True)
        data: bytes = reader.read(most + 1)
    except (zstandard.ZstdError, MemoryError) as error:
        raise ValueError(f"its member {member.name[:80]} is damaged") from error
    return data
