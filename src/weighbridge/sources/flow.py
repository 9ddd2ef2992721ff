"""The bytes of a tar archive in one direction: seeking on where the file is plain, inflating and
dropping where it is compressed.
"""

from typing import BinaryIO

from weighbridge.sources.forward import Pieces
from weighbridge.sources.inflating import CHUNK, decompressor, inflated
from weighbridge.sources.members import DamagedError
from weighbridge.sources.port import Limits


class Flow:
    """One pass over an archive.

    Attributes:
        position: bytes of the uncompressed archive that were passed.
        length: its bytes in all where it is plain; else None.
    """

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        head = file.read(8)
        file.seek(0)
        make = decompressor(head)
        self.position = 0
        self.length = None if make else file.seek(0, 2)
        file.seek(0)
        self._file = file
        self._pieces = inflated(file, make, limits) if make else None
        self._piece = b""

    def read(self, length: int) -> bytes:
        """Exactly so many bytes; none at the very end.

        Raises:
            DamagedError: the archive ends within them.
        """
        found = bytearray()
        while len(found) < length and (piece := self._next(length - len(found))):
            found += piece
        if found and len(found) < length:
            raise DamagedError("it is cut short")
        return bytes(found)

    def skip_to(self, position: int) -> None:
        """Go on to a position.

        Raises:
            DamagedError: it was passed already, or a compressed archive ends before it; a plain
                one just has nothing more to read.
        """
        if self.length is not None:
            self.position = min(position, self.length)
            self._file.seek(self.position)
            return
        while self.position < position:
            if not self._next(position - self.position):
                raise DamagedError("it is cut short")
        if self.position > position:
            raise DamagedError("another member was read over it")

    def stretch(self, start: int, length: int) -> Pieces:
        """The bytes from here, as long as nobody else reads on."""
        passed = 0
        while passed < length and (piece := self._expected(start + passed, length - passed)):
            passed += len(piece)
            yield piece

    def _expected(self, position: int, length: int) -> bytes:
        if self.position != position:
            raise DamagedError("another member was asked for before its end")
        return self._next(length)

    def _next(self, length: int) -> bytes:
        """Some bytes more, at most so many; none at the end."""
        if self._pieces is None:
            found = self._file.read(min(length, CHUNK))
        else:
            piece = self._piece or next(self._pieces, b"")
            found, self._piece = piece[:length], piece[length:]
        self.position += len(found)
        return found
