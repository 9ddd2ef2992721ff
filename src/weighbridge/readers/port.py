"""What a reader is: a generator of facts, with the names and magic bytes of the files it reads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import get_type_hints

from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob

_WILD = lazy(r"[*?[]")


@dataclass(frozen=True)
class Reader:
    """A reader of one format.

    Attributes:
        names: shell patterns of file names in lower case; one with a slash is matched against the
            whole path. Empty when only the magic bytes decide.
        magic: first bytes of the format; a file that starts with one is read whatever its name.
        gives: the kinds of fact it can yield.
        topic: the topic left without facts when it fails.
        whole: whether a part of a file says nothing to it.
    """

    name: str
    read: Callable[[Blob], Iterator[Fact]]
    names: tuple[str, ...]
    magic: tuple[bytes, ...]
    gives: tuple[type, ...]
    topic: str
    whole: bool = False

    def takes(self, path: str, head: bytes) -> bool:
        """Whether it reads a file of this path (in lower case) and these first bytes."""
        if self.magic and head.startswith(self.magic):
            return True
        name = path.rpartition("/")[2]
        if name in self._whole_names or (self._endings and name.endswith(self._endings)):
            return True
        return any(
            tail in path and fnmatchcase(path if "/" in p else name, p)
            for p, tail in self._patterns
        )

    @cached_property
    def _whole_names(self) -> frozenset[str]:
        return frozenset(name for name in self.names if not _WILD.search(name) and "/" not in name)

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        """What `*.json` and its like ask for; most patterns do, and no pattern is as fast."""
        tails = (name[1:] for name in self.names if name.startswith("*"))
        return tuple(tail for tail in tails if not _WILD.search(tail) and "/" not in tail)

    @cached_property
    def _patterns(self) -> tuple[tuple[str, str], ...]:
        """The other patterns, each with its longest plain piece: what lacks it cannot match."""
        simple = {*self._whole_names, *(f"*{tail}" for tail in self._endings)}
        return tuple(
            (name, "" if "[" in name else max(_WILD.split(name), key=len))
            for name in self.names
            if name not in simple
        )


@dataclass(frozen=True)
class Deriver:
    """A reader of facts: what only several files together show."""

    name: str
    derive: Callable[..., Iterator[Fact]]
    gives: tuple[type, ...]
    topic: str

    @cached_property
    def needs(self) -> dict[str, type]:
        """Parameter names and the topics they ask for."""
        hints = get_type_hints(self.derive)
        hints.pop("return", None)
        return hints


def reader(  # what a reader declares, each by name
    *,
    gives: tuple[type, ...],
    topic: str,
    names: tuple[str, ...] = (),
    magic: tuple[bytes, ...] = (),
    whole: bool = False,
) -> Callable[[Callable[[Blob], Iterator[Fact]]], Reader]:
    """Turn a generator over one file into a reader."""

    def wrap(read: Callable[[Blob], Iterator[Fact]]) -> Reader:
        return Reader(read.__module__, read, names, magic, gives, topic, whole)

    return wrap


def derives(
    *, gives: tuple[type, ...], topic: str
) -> Callable[[Callable[..., Iterator[Fact]]], Deriver]:
    """Turn a generator over topic views into a deriver; it runs once all files are read."""

    def wrap(derive: Callable[..., Iterator[Fact]]) -> Deriver:
        return Deriver(derive.__module__, derive, gives, topic)

    return wrap
