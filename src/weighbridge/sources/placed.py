"""A stream of known size that keeps its place: what every seekable source has in common."""

import io


class Placed(io.RawIOBase):
    """Goes anywhere without reading; how bytes are had is its children's affair.

    Attributes:
        _size: bytes after which the stream ends.
        _position: where the next byte is read; may lie behind the end.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size
        self._position = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go anywhere; nothing is read until it is asked for."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, origin + offset)
        return self._position
