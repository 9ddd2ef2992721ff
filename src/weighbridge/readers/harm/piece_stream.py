"""A piece as libraries want it: a stream that keeps its place."""

from weighbridge.readers.harm.piece import Piece
from weighbridge.sources.placed import Placed


class PieceStream(Placed):
    """Reads a piece from anywhere."""

    def __init__(self, piece: Piece) -> None:
        super().__init__(piece.size)
        self._piece = piece

    def readinto(self, buffer: "bytearray | memoryview", /) -> int:  # type: ignore[override]  # the library's own types are wider
        """The next bytes, as many as fit."""
        found = self._piece.at(self._position, len(buffer))
        buffer[: len(found)] = found
        self._position += len(found)
        return len(found)
