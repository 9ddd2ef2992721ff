"""Seeking where there is only forward: the beginning is held, and going back behind it starts the
stream again; and a window onto a stretch of a file.
"""

import io
from collections.abc import Callable, Generator
from typing import BinaryIO

from weighbridge.sources.placed import Placed

HELD = 64 << 20
"""Bytes at the beginning of a stream that stay in memory."""

Pieces = Generator[bytes, None, None]


class Forward(Placed):
    """A stream of known size, read from pieces; nothing is written to a disk.

    Args:
        start: begins the stream anew; raises OSError, then or later, when it cannot be read.
        size: bytes after which the stream ends, whatever more there is.
    """

    def __init__(self, start: Callable[[], Pieces], size: int) -> None:
        super().__init__(size)
        self._start = start
        self._pieces = start()
        self._head = bytearray()
        self._piece, self._piece_at = b"", 0

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # always a view
        """Fill the buffer as far as one piece goes."""
        found = self._from(self._position)[: min(len(buffer), self._size - self._position)]
        buffer[: len(found)] = found
        self._position += len(found)
        return len(found)

    def close(self) -> None:
        """Let go of the pieces."""
        self._pieces.close()
        super().close()

    def _from(self, position: int) -> bytes | memoryview:
        """Bytes from a position on; none at the end."""
        if position >= self._size:
            return b""
        if position < len(self._head):
            return bytes(self._head[position : position + io.DEFAULT_BUFFER_SIZE * 16])
        if position < self._piece_at:
            self._pieces.close()
            self._pieces, self._piece, self._piece_at = self._start(), b"", 0
        while position >= self._piece_at + len(self._piece):
            self._step()
        return memoryview(self._piece)[position - self._piece_at :]

    def _step(self) -> None:
        self._piece_at += len(self._piece)
        self._piece = next(self._pieces, b"")
        if not self._piece:
            raise OSError(f"it ends after {self._piece_at} of {self._size} bytes")
        if self._piece_at == len(self._head) and self._piece_at < HELD:
            self._head += self._piece


class Window(Placed):
    """A stretch of a file that others read too."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        super().__init__(size)
        self._file, self._start = file, start

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # always a view
        """Fill the buffer from the stretch."""
        wanted = max(0, min(len(buffer), self._size - self._position))
        self._file.seek(self._start + self._position)
        found = self._file.read(wanted)
        buffer[: len(found)] = found
        self._position += len(found)
        return len(found)
