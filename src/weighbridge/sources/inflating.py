"""Compressed bytes, piece by piece and within limits, whatever the compressor claims."""

import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol

from weighbridge.sources.forward import Pieces
from weighbridge.sources.members import DamagedError
from weighbridge.sources.port import Limits

CHUNK = 1 << 16
"""Bytes read, or inflated, at once."""
_XZ_MEMORY = 128 << 20
"""Bytes an xz stream may ask for; `xz -9` asks for 65 MiB. Source: xz(1), "--memlimit"."""


class Decompressor(Protocol):
    """What the standard library's bz2 and lzma decompressors have in common."""

    @property
    def eof(self) -> bool:
        """Whether the stream's end was read."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether all that was given is used up."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What follows the stream's end."""
        ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most `max_length` bytes more."""
        ...


class Gunzip:
    """zlib's gzip reader in the manner of the other two."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        """Whether the stream's end was read, and its checksum found right."""
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        """Whether all that was given is used up."""
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What follows the stream's end."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = 0) -> bytes:
        """At most `max_length` bytes more."""
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def decompressor(head: bytes) -> Callable[[], Decompressor] | None:
    """What decompresses a file that starts so; None when it is not compressed.

    Source: RFC 1952 2.3.1 (gzip), bzip2 1.0 format, .xz format 1.2 section 2.1.1.1.
    """
    if head.startswith(b"\x1f\x8b"):
        return Gunzip
    if head.startswith(b"BZh"):
        from bz2 import BZ2Decompressor  # noqa: PLC0415  # only where it is needed

        return BZ2Decompressor
    if head.startswith(b"\xfd7zXZ\x00"):
        from lzma import LZMADecompressor  # noqa: PLC0415  # only where it is needed

        return lambda: LZMADecompressor(memlimit=_XZ_MEMORY)
    return None


def inflated(file: BinaryIO, make: Callable[[], Decompressor], limits: Limits) -> Pieces:
    """The bytes of every compressed stream in a file, from where it stands.

    Raises:
        DamagedError: the streams are damaged or cut short, or expand over a limit.
    """
    start, produced = file.tell(), 0
    current, data = make(), file.read(CHUNK)
    while True:
        piece = _more(current, data)
        produced += len(piece)
        allowed = min(limits.ratio * (file.tell() - start), limits.expanded)
        if within := piece[: max(0, len(piece) - max(0, produced - allowed))]:
            yield within
        if produced > limits.expanded:
            raise DamagedError(f"it expands over the limit of {limits.expanded} bytes in all")
        if produced > allowed:
            raise DamagedError(f"it expands over the limit of {limits.ratio} times")
        if current.eof:
            data = (current.unused_data or file.read(CHUNK)).lstrip(b"\0")
            if not data:
                return
            current = make()
            continue
        data = file.read(CHUNK) if current.needs_input else b""
        if not data and not piece:
            raise DamagedError("its compressed bytes are cut short")


def _more(current: Decompressor, data: bytes) -> bytes:
    from lzma import LZMAError  # noqa: PLC0415  # only where it is needed

    try:
        return current.decompress(data, CHUNK)
    except (OSError, EOFError, ValueError, zlib.error, LZMAError) as error:
        raise DamagedError(f"its compressed bytes are damaged ({error})") from error
