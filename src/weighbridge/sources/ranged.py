"""A file that lies elsewhere, read by stretches: only what is asked for, and a little after it."""

from collections.abc import Callable

from weighbridge.sources.placed import Placed

FIRST = 32 << 10
"""Bytes fetched of every longer file; the headers of most weights files fit in."""
_LARGEST = 1 << 20
"""Bytes that one reading on fetches at most beyond what was asked for."""
_ONCE = 8 << 20
"""Bytes of one request at most."""
_KEPT = 8
"""Stretches that stay in memory."""

Fetch = Callable[[int, int], bytes]
"""Gives exactly so many bytes from an offset, or raises OSError."""


class Ranged(Placed):
    """A stream of known size; every stretch that was fetched is twice as long as the one before.

    Args:
        fetch: asked for what lies inside the size only.
        first: bytes at the beginning that are known.

    Attributes:
        fetched: bytes fetched so far, the first ones included.
    """

    def __init__(self, fetch: Fetch, size: int, first: bytes = b"") -> None:
        super().__init__(size)
        self._fetch = fetch
        self._stretches = [(0, first)]
        self._step = FIRST
        self.fetched = len(first)

    def read(self, size: int | None = -1, /) -> bytes:
        """All that was asked for; less at the end of the file only."""
        start, wanted = self._position, self._size if size is None or size < 0 else size
        end = min(self._size, start + wanted)
        pieces = []
        while self._position < end:
            pieces.append(self._from(self._position, end))
            self._position += len(pieces[-1])
        return b"".join(pieces)

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # always a view
        """Fill the buffer."""
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def _from(self, position: int, end: int) -> bytes:
        """Bytes from a position on, up to an end or to that of the stretch they are in."""
        for start, data in self._stretches:
            if start <= position < start + len(data):
                return data[position - start : end - start]
        length = min(max(end - position, self._step), self._size - position, _ONCE)
        found = self._fetch(position, length)
        self._step = min(self._step * 2, _LARGEST)
        self.fetched += len(found)
        self._stretches = [self._stretches[0], *self._stretches[1:][1 - _KEPT :], (position, found)]
        return found[: end - position]
