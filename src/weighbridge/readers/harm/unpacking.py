"""Bytes behind a compressor, unpacked within bounds and never to a disk."""

import zlib
from bz2 import BZ2Decompressor
from lzma import FORMAT_ALONE, LZMADecompressor, LZMAError

from weighbridge.readers.harm.piece import Piece

MOST = 256 << 20
"""Bytes that one compressed stream is unpacked to."""
_CHUNK = 1 << 20
_ZFILE = "joblib-zfile"
_XZ_MEMORY = 128 << 20
UNREAD = {
    b"7z\xbc\xaf\x27\x1c": "7z archive",
    b"Rar!": "RAR archive",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\x04\x22\x4d\x18": "lz4",
    b"\x02\x21\x4c\x18": "lz4",
    b"MSCF": "cabinet",
    b"xar!": "xar archive",
    b"\x1f\x9d": "compress",
    b"LZIP": "lzip",
}
"""First bytes of compressions that are not read here, and what they are called."""


class UnpackingError(Exception):
    """What cannot be unpacked here: the cause, as a clause."""


def compression(head: bytes) -> str:  # noqa: PLR0911  # one answer a format
    """The name of the compression some bytes begin with; empty for none that is read here."""
    if head.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    if head.startswith(b"ZF0x"):
        return _ZFILE
    if head.startswith(b"BZh") and head[4:10] in {b"1AY&SY", b"\x17rE8P\x90"}:
        return "bzip2"
    if head.startswith(b"\xfd7zXZ\x00"):
        return "xz"
    if head.startswith(b"\x5d\x00\x00") and len(head) > 13 and head[12] in b"\x00\xff":
        return "lzma"
    if len(head) > 2 and head[0] == 0x78 and head[1] in b"\x01\x5e\x9c\xda":
        return "zlib" if not int.from_bytes(head[:2], "big") % 31 else ""
    return ""


def unpacked(piece: Piece, form: str, most: int = MOST) -> tuple[bytes, int]:
    """The bytes behind a compression, and the offset after it.

    Raises:
        UnpackingError: they are damaged, or more than `most`.
    """
    found, offset, length = bytearray(), _header(piece, form), 0
    while offset < piece.size:
        inner, more = _decompressor(form), True
        while more:
            data = piece.at(offset, _CHUNK)
            offset += len(data)
            step = _step(inner, data, most + 1 - length)
            found += step
            length += len(step)
            if length > most or not piece.spend(len(step)):
                raise UnpackingError(f"it expands to more than {most:,} bytes")
            more = not inner.eof
            if more and not data:
                raise UnpackingError("its compressed bytes are cut short")
        offset -= len(inner.unused_data)
        if not piece.at(offset, 1) or not compression(piece.at(offset, 16)):
            break
    return bytes(found), offset


def _header(piece: Piece, form: str) -> int:
    """Bytes before the compressed ones: joblib once wrote a length there."""
    return 0 if form != _ZFILE else 21 + (piece.at(21, 1) == b" ")


def inflated(data: bytes, method: int, most: int) -> bytes:
    """A member's bytes, as its zip archive packed them; at most `most`.

    Raises:
        UnpackingError: they are damaged, or packed by a method that is not read here.
    """
    match method:
        case 0:
            return data[:most]
        case 8:
            inner: object = zlib.decompressobj(-15)
        case 12:
            inner = BZ2Decompressor()
        case _:
            raise UnpackingError(f"it is packed by method {method}, which is not read here")
    return _step(inner, data, most)


def _decompressor(form: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  # the library's own types differ
    match form:
        case "gzip":
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        case "zlib" | "joblib-zfile":
            return zlib.decompressobj()
        case "bzip2":
            return BZ2Decompressor()
        case "lzma":
            return LZMADecompressor(FORMAT_ALONE, memlimit=_XZ_MEMORY)
    return LZMADecompressor(memlimit=_XZ_MEMORY)


def _step(inner, data: bytes, most: int) -> bytes:  # type: ignore[no-untyped-def]  # noqa: ANN001  # as above
    try:
        found = inner.decompress(data, max(most, 1))
        return bytes(found)
    except (OSError, EOFError, ValueError, zlib.error, LZMAError) as error:
        raise UnpackingError(f"its compressed bytes are damaged ({error})") from error
