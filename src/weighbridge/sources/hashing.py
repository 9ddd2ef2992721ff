"""A source whose large files are hashed on every core before they are given, or are remembered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from weighbridge.sources.digests import Digest, Stretch, digests
from weighbridge.sources.port import Limits, Obstacle, Source, SourceFile
from weighbridge.sources.stamps import LEAST, Memory

_ON_DISK = frozenset({"folder", "single"})
"""Sources whose files can be opened at any time, several at once."""
_TOGETHER = 4096


@dataclass(frozen=True)
class Hashing:
    """Another source, with digests.

    Attributes:
        memory: asked before a file is read, and told after.
        largest: bytes of the largest file to be hashed; None for all.
    """

    source: Source
    memory: Memory | None = None
    largest: int | None = None

    @property
    def name(self) -> str:
        """The other source's own name."""
        return self.source.name

    @property
    def location(self) -> str:
        """What was asked for."""
        return self.source.location

    @property
    def revision(self) -> str | None:
        """Commit or digest that fixes every byte, where there is one."""
        return self.source.revision

    def files(self, limits: Limits) -> Iterator[SourceFile | Obstacle]:
        """Every file, those that were hashed with their digest."""
        together = _TOGETHER if self.source.name in _ON_DISK else 1
        left = self.source.files(limits)
        for batch in iter(partial(_taken, left, together), []):
            wanted = [self._wanted(one) for one in batch]
            found = digests(filter(None, wanted), memory=self.memory)
            for one, stretch in zip(batch, wanted, strict=True):
                outcome = next(found) if stretch is not None else None
                if isinstance(one, SourceFile) and isinstance(outcome, Digest):
                    yield replace(one, digest=outcome.hex)
                else:
                    yield one

    def _wanted(self, one: SourceFile | Obstacle) -> Stretch | None:
        """What is to be hashed of a file here; whoever reads a small one hashes it, too."""
        if isinstance(one, Obstacle) or one.digest is not None or one.kept is not None:
            return None
        if self.source.name not in _ON_DISK and self.largest is not None:
            return None
        if one.size < LEAST or (self.largest is not None and one.size > self.largest):
            return None
        return Stretch(one.open, one.size)


def _taken(left: Iterator[SourceFile | Obstacle], most: int) -> list[SourceFile | Obstacle]:
    return list(islice(left, most))
