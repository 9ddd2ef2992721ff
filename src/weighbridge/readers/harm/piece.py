"""A stretch of bytes to look into: a file, a member of an archive, or something unpacked."""

from collections.abc import Callable
from dataclasses import dataclass, field

from weighbridge.readers.blob import Blob

UNPACKED = 4 << 30
"""Bytes that everything in one file is unpacked to, all its archives in archives together."""
_LEAST = 4096
"""What a member costs at least, so that their number is bounded too."""
_DEEPEST = 6
"""Archives inside archives that are opened."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that a reader asks for by place.

    Attributes:
        path: of the file or member, as its container names it; no extension is trusted.
        within: the members that lead here, as evidence writes them; empty for a file itself.
        size: bytes.
        depth: containers around it.
        kept: bytes of a text or an unknown format that may be fetched where reading costs, as it
            does over a network; 0 where it does not.
        budget: bytes that may still be unpacked, shared by all that comes from one file.
    """

    path: str
    size: int
    fetch: Callable[[int, int], bytes]
    within: str = ""
    depth: int = 0
    executable: bool = False
    kept: int = 0
    budget: list[int] = field(default_factory=lambda: [UNPACKED])

    def at(self, offset: int, length: int) -> bytes:
        """Bytes from anywhere; fewer than `length` at the end."""
        if offset < 0 or offset >= self.size or length <= 0:
            return b""
        return self.fetch(offset, min(length, self.size - offset))

    def head(self, length: int = 4096) -> bytes:
        """The first bytes."""
        return self.at(0, length)

    def tail(self, length: int) -> bytes:
        """The last bytes."""
        return self.at(max(0, self.size - length), length)

    @property
    def name(self) -> str:
        """Last component of the path, in lower case."""
        return self.path.rpartition("/")[2].lower()

    @property
    def suffix(self) -> str:
        """Extension in lower case, with its dot; empty if there is none."""
        stem, dot, suffix = self.name.rpartition(".")
        return f".{suffix}" if dot and stem else ""

    def spend(self, size: int) -> bool:
        """Take what unpacking costs from what the whole file may cost; False when it is used up."""
        self.budget[0] -= max(size, _LEAST)
        return self.budget[0] >= 0

    @property
    def too_deep(self) -> bool:
        """Whether containers inside it stay closed."""
        return self.depth >= _DEEPEST

    def where(self, offset: int | None = None) -> str:
        """A place in it, as evidence writes it."""
        steps = [self.within] if self.within else []
        return ", ".join(steps if offset is None else [*steps, f"byte {offset}"])

    def part(self, start: int, size: int, step: str = "") -> "Piece":
        """A stretch of it that stands for itself."""
        size = max(0, min(size, self.size - start))
        return self._inside(size, lambda offset, length: self.at(start + offset, length), step)

    def member(self, step: str, data: bytes) -> "Piece":
        """Bytes that were unpacked from it."""
        return self._inside(len(data), lambda offset, length: data[offset : offset + length], step)

    def _inside(self, size: int, fetch: Callable[[int, int], bytes], step: str) -> "Piece":
        within = " > ".join(one for one in (self.within, step) if one)
        depth = self.depth + bool(step)
        name = step or self.path
        return Piece(name, size, fetch, within, depth, kept=self.kept, budget=self.budget)


def of_blob(blob: Blob) -> Piece:
    """A whole file."""
    kept = blob.kept if blob.costly else 0
    return Piece(blob.path, blob.size, blob.at, executable=blob.executable, kept=kept)
