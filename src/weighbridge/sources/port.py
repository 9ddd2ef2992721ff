"""The port every source keeps to, and finding the source for a location."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO, Protocol, runtime_checkable

from weighbridge import shelf

Opened = Callable[[], AbstractContextManager[BinaryIO]]


class SourceError(Exception):
    """A location cannot be read at all: the path first, the cause, then the remedy."""


class FetchError(SourceError):
    """What lies elsewhere could not be fetched; it may be there, and another time it may work."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a source hands out before it stops and says so.

    Attributes:
        files: files in one part.
        expanded: bytes that an archive may expand to in all.
        ratio: how many times its stored size one archive member may expand to.
    """

    files: int = 1_000_000
    expanded: int = 1 << 40
    ratio: int = 1_000


@dataclass(frozen=True, slots=True)
class SourceFile:
    r"""One file as a source gives it.

    Attributes:
        path: inside the part, forward slashes, always valid Unicode: bytes that are not UTF-8
            stand as `\xNN`.
        size: bytes.
        open: opens it for reading, seekable; good only until the next file is asked for.
        executable: whether an execute bit is set.
        target: where a symbolic link points, as written; else None. A link that stays inside
            the part is opened as what it points at.
        digest: sha256 where the source knows it without reading; else None.
        kept: bytes that may be read at once where reading costs; a longer file is never read
            whole, not even to hash it. None where reading is cheap.
    """

    path: str
    size: int
    open: Opened
    executable: bool = False
    target: str | None = None
    digest: str | None = None
    kept: int | None = None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something a source could not give.

    Attributes:
        reason: the cause, as a sentence.
        remedy: what the user can do, as a sentence; may be empty.
    """

    path: str
    reason: str
    remedy: str = ""


@runtime_checkable
class Source(Protocol):
    """One place that files come from."""

    @property
    def name(self) -> str:
        """The source's own name: `folder`, `archive` or `git`, for instance."""
        ...

    @property
    def location(self) -> str:
        """What was asked for, as the user wrote it."""
        ...

    @property
    def revision(self) -> str | None:
        """Commit or digest that fixes every byte, where there is one."""
        ...

    def files(self, limits: Limits) -> Iterator[SourceFile | Obstacle]:
        """Every file, sorted by path where the place allows it, and every obstacle."""
        ...


def open_source(location: str) -> Source:
    """The source that reads a location: the first on the shelf that accepts it.

    Raises:
        SourceError: no source accepts it, or the one that does cannot read it.
    """
    for name in shelf.names("weighbridge.sources", _folder(), deep=False):
        module = shelf.load(name)
        accepts = getattr(module, "accepts", None)
        if accepts is not None and accepts(location):
            source: Source = module.open_location(location)
            return source
    raise SourceError(
        f"{location}: there is no such folder or archive, and no source reads it as an address. "
        "Give a folder, an archive (zip, wheel, tar), git+PATH@REVISION, or hf://OWNER/NAME."
    )


def _folder() -> str:
    from weighbridge import sources  # noqa: PLC0415  # the room's own path, once it exists

    return str(sources.__path__[0])
