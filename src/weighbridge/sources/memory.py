"""Files held in memory: for tests, and for callers that have bytes and no disk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from weighbridge.sources.port import Limits, Obstacle, SourceFile


@dataclass(frozen=True)
class Memory:
    """A part whose files are a mapping from path to bytes."""

    contents: Mapping[str, bytes]
    name: str = "memory"
    location: str = "memory"
    revision: str | None = None

    def files(self, limits: Limits) -> Iterator[SourceFile | Obstacle]:
        """Every file, sorted by path."""
        for number, (path, data) in enumerate(sorted(self.contents.items())):
            if number >= limits.files:
                yield Obstacle(path, f"More than {limits.files} files; the rest was not read.")
                return
            yield SourceFile(path, len(data), open=partial(BytesIO, data))
