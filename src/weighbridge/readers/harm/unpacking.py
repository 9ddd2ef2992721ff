"""Bytes behind a compressor, unpacked within bounds, a window at a time and never to a disk."""

import zlib
from bz2 import BZ2Decompressor
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from lzma import FORMAT_ALONE, LZMADecompressor, LZMAError
from typing import Any

from weighbridge.readers.harm.piece import Piece

MOST = 1 << 30
"""Bytes that one compressed stream is unpacked to."""
RATIO, MUCH = 200, 256 << 20
"""Bytes that expand so many times, and to so many, are there to fill a disk or memory."""
_CHUNK = 1 << 20
_HELD, _TAIL, _WINDOW = 48 << 20, 1 << 17, 8 << 20
"""Bytes kept in memory of one stream: of its beginning, of its end, and of where it was read."""
_LITTLE = 1 << 8
_ZFILE = "joblib-zfile"
_MEMORY = 64 << 20
"""Bytes that a decompressor may take for itself."""
UNREAD = {
    b"Rar!": "RAR archive",
    b"\x02\x21\x4c\x18": "lz4 of the old kind",
    b"MSCF": "cabinet",
    b"xar!": "xar archive",
    b"\x1f\x9d": "compress",
    b"\x1f\xa0": "compress",
    b"LZIP": "lzip",
    b"**ACE**": "ACE archive",
    b"!<arch>\n": "ar archive",
    b"0707": "cpio archive",
    b"ITSF": "compiled help",
}
"""First bytes of packings that are not read here, and what they are called."""


class UnpackingError(Exception):
    """What cannot be unpacked here: the cause, as a clause."""


class BombError(UnpackingError):
    """It expands so far that nothing but harm can be meant."""


class MissingExtraError(UnpackingError):
    """The library that unpacks it is not installed."""


def compression(head: bytes) -> str:
    """The name of the compression some bytes begin with; empty for none that is read here."""
    for magic, form in _MAGIC:
        if head.startswith(magic):
            return form
    if head.startswith(b"BZh") and head[4:10] in {b"1AY&SY", b"\x17rE8P\x90"}:
        return "bzip2"
    if head.startswith(b"\x5d\x00\x00") and len(head) > 13 and head[12] in b"\x00\xff":
        return "lzma"
    if len(head) > 2 and head[0] == 0x78 and head[1] in b"\x01\x5e\x9c\xda":
        return "zlib" if not int.from_bytes(head[:2], "big") % 31 else ""
    return ""


_MAGIC = (
    (b"\x1f\x8b\x08", "gzip"), (b"ZF0x", _ZFILE), (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"), (b"\x04\x22\x4d\x18", "lz4"),
)  # fmt: skip


@dataclass(slots=True)
class _Stream:
    """One pass over what is unpacked, from the beginning.

    Attributes:
        position: bytes given so far.
        behind: the bytes given last, in case somebody goes back a little.
    """

    chunks: Iterator[bytes]
    position: int = 0
    behind: bytes = b""


@dataclass(slots=True)
class Unpacked:
    """What lies behind a compression, unpacked again where it is too much to be kept.

    Attributes:
        size: bytes unpacked.
        end: offset after the packed bytes.
    """

    piece: Piece
    open: Callable[[], Iterator[bytes]]
    size: int = 0
    end: int = 0
    _held: bytearray = field(default_factory=bytearray)
    _tail: bytes = b""
    _stream: _Stream | None = None

    def measure(self, most: int) -> None:
        """Go over everything once, which tells its length and whether it is a bomb.

        Raises:
            UnpackingError: it is damaged, too much, or a bomb.
        """
        tail = bytearray()
        for chunk in self.open():
            self.size += len(chunk)
            if self.size > MUCH and self.size > self.piece.size * RATIO:
                raise BombError(
                    f"it expands from {self.piece.size:,} bytes to more than {self.size:,}"
                )
            if self.size > most:
                raise UnpackingError(f"it expands to more than {most:,} bytes")
            if not self.piece.spend(len(chunk)):
                raise UnpackingError("everything in the file expands to more than is unpacked")
            if len(self._held) < _HELD:
                self._held += chunk
            tail += chunk
            del tail[:-_TAIL]
        self._tail = bytes(tail)

    def fetch(self, offset: int, length: int) -> bytes:
        """Some of the unpacked bytes."""
        if offset + length <= len(self._held) or len(self._held) >= self.size:
            return bytes(memoryview(self._held)[offset : offset + length])
        start = self.size - len(self._tail)
        if offset >= start:
            return self._tail[offset - start : offset - start + length]
        return self._streamed(offset, length)

    def _streamed(self, offset: int, length: int) -> bytes:
        stream = self._stream
        if stream is None or offset < stream.position - len(stream.behind):
            stream = self._stream = _Stream(self.open())
        while stream.position < offset + length:
            chunk = next(stream.chunks, b"")
            if not chunk or not self.piece.spend(len(chunk)):
                break
            stream.position += len(chunk)
            kept = max(_WINDOW, length)
            stream.behind = (stream.behind + chunk)[-kept:] if _near(stream, offset) else chunk
        begin = offset - (stream.position - len(stream.behind))
        return stream.behind[begin : begin + length] if begin >= 0 else b""


def _near(stream: _Stream, offset: int) -> bool:
    """Whether what was just read is near enough to what is wanted to be joined to it."""
    return stream.position + _WINDOW >= offset


def unpacked(piece: Piece, form: str, most: int = MOST) -> Unpacked:
    """What lies behind a compression.

    Raises:
        UnpackingError: it is damaged, more than `most`, a bomb, or its library is missing.
    """
    found = Unpacked(piece, lambda: _chunks(piece, form, found))
    found.measure(most)
    return found


def inflated(piece: Piece, method: int, most: int = MOST) -> Unpacked:
    """A member of a zip archive, as packed.

    Raises:
        UnpackingError: it is damaged, a bomb, or packed by a method that is not read here.
    """
    forms = {8: "deflate", 12: "bzip2", 93: "zstd", 95: "xz"}
    if method not in forms:
        raise UnpackingError(f"it is packed by method {method}, which is not read here")
    found = Unpacked(piece, lambda: _one(piece, forms[method], 0, found))
    found.measure(most)
    return found


def beginning(piece: Piece, method: int, most: int) -> bytes:
    """The first unpacked bytes of a member of a zip archive.

    Raises:
        UnpackingError: they are damaged, or packed by a method that is not read here.
    """
    forms = {8: "deflate", 12: "bzip2", 93: "zstd", 95: "xz"}
    if method not in forms:
        raise UnpackingError(f"it is packed by method {method}, which is not read here")
    return next(_one(piece, forms[method], 0, Unpacked(piece, lambda: iter(()))), b"")[:most]


def _chunks(piece: Piece, form: str, found: Unpacked) -> Iterator[bytes]:
    """Every stream of one file, one after another."""
    offset = 0 if form != _ZFILE else 21 + (piece.at(21, 1) == b" ")
    while offset < piece.size:
        yield from _one(piece, form, offset, found)
        offset = found.end
        if not piece.at(offset, 1) or compression(piece.at(offset, 16)) != form:
            break


def _one(piece: Piece, form: str, offset: int, found: Unpacked) -> Iterator[bytes]:
    """One stream of packed bytes, a chunk at a time."""
    inner, step = _decompressor(form), _CHUNK if form != "zstd" else _LITTLE
    try:
        while not inner.eof:
            data = piece.at(offset, step)
            if not data:
                raise UnpackingError("its compressed bytes are cut short")
            offset += len(data)
            yield from _given(inner, data)
    except (OSError, EOFError, ValueError, RuntimeError, zlib.error, LZMAError) as error:
        raise UnpackingError(f"its compressed bytes are damaged ({error})") from error
    found.end = offset - len(inner.unused_data or b"")


def _given(inner: Any, data: bytes) -> Iterator[bytes]:
    """All that some packed bytes give, never more than a chunk at once."""
    while True:
        if chunk := inner.decompress(data, _CHUNK):
            yield bytes(chunk)
        data = getattr(inner, "unconsumed_tail", b"")
        hungry = getattr(inner, "needs_input", not data and len(chunk) < _CHUNK)
        if inner.eof or hungry:
            return


class _Zstd:
    """The library's decompressor, given so little at once that it gives little."""

    needs_input = True

    def __init__(self) -> None:
        try:
            import zstandard  # noqa: PLC0415  # an extra
        except ImportError:
            raise MissingExtraError(_missing("zstd")) from None
        self.inner = zstandard.ZstdDecompressor(max_window_size=_MEMORY).decompressobj()
        self.damage = zstandard.ZstdError

    @property
    def eof(self) -> bool:
        """Whether the frame has ended."""
        return self.inner.eof

    @property
    def unused_data(self) -> bytes:
        """What follows the frame."""
        return self.inner.unused_data

    def decompress(self, data: bytes, _most: int) -> bytes:
        """All that some bytes give: at most 128 KiB for each four."""
        try:
            return self.inner.decompress(data)
        except self.damage as error:
            raise ValueError(str(error)) from error


def _missing(what: str) -> str:
    return f"{what} needs `pip install 'weighbridge[archives]'`"


def _decompressor(form: str) -> Any:
    if form == "lz4":
        try:
            from lz4.frame import LZ4FrameDecompressor  # noqa: PLC0415  # an extra
        except ImportError:
            raise MissingExtraError(_missing("lz4")) from None
        return LZ4FrameDecompressor()
    return _MAKERS[form]()


_MAKERS: dict[str, Callable[[], Any]] = {
    "gzip": lambda: zlib.decompressobj(16 + zlib.MAX_WBITS),
    "zlib": zlib.decompressobj,
    _ZFILE: zlib.decompressobj,
    "zstd": _Zstd,
    "deflate": lambda: zlib.decompressobj(-15),
    "bzip2": BZ2Decompressor,
    "lzma": lambda: LZMADecompressor(FORMAT_ALONE, memlimit=_MEMORY),
    "xz": lambda: LZMADecompressor(memlimit=_MEMORY),
}
