"""One file as a reader sees it: bounded bytes, and evidence that points back at them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import BinaryIO

from weighbridge.facts.distribution import Part
from weighbridge.facts.provenance import Evidence, Kind
from weighbridge.sources.stamps import Memory

KEPT = 8 << 20
"""Bytes of one file a reader may hold at once; longer texts are cut there."""
HASHED = 256 << 20
"""Files up to this size are hashed while they are read; larger ones have no digest here."""
_CHUNK = 1 << 20


@dataclass(slots=True)
class Blob:
    """One open file.

    Attributes:
        stream: seekable, open for reading.
        known_digest: sha256 the source knew without reading.
        kept: bytes of it that `data` and `text` give at most.
        hashed: bytes up to which it is read whole to hash it.
        memory: what earlier runs found out about files that are unchanged; None for none.
    """

    part: Part
    path: str
    size: int
    stream: BinaryIO
    executable: bool = False
    target: str | None = None
    known_digest: str | None = None
    kept: int = KEPT
    hashed: int = HASHED
    memory: Memory | None = None
    _head: bytes | None = field(default=None, init=False)
    _digest: str | None = field(default=None, init=False)

    @property
    def name(self) -> str:
        """Last component of the path."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The path without its last component; empty at the top."""
        return self.path.rpartition("/")[0]

    @property
    def suffix(self) -> str:
        """Extension in lower case, with its dot; empty if there is none."""
        stem, dot, suffix = self.name.rpartition(".")
        return f".{suffix.lower()}" if dot and stem else ""

    @property
    def cut(self) -> bool:
        """Whether `data` and `text` give only the beginning."""
        return self.size > self.kept

    @property
    def costly(self) -> bool:
        """Whether reading more than needed costs, as it does over a network."""
        return self.kept < KEPT

    def head(self, length: int = 4096) -> bytes:
        """The first bytes, at most `length` and at most `kept`."""
        held = self.size <= _CHUNK and not self.costly
        return self.data()[:length] if held else self.at(0, min(length, self.kept))

    def data(self) -> bytes:
        """The bytes from the start, at most `kept`."""
        if self._head is None:
            self._head = self.at(0, self.kept)
        return self._head

    def text(self) -> str:
        """The bytes as text: UTF-8 (or UTF-16 with its mark), unreadable ones replaced."""
        data = self.data()
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return data.decode("utf-16", "replace")
        return data.decode("utf-8-sig", "replace")

    def lines(self) -> Iterator[tuple[int, str]]:
        """Lines of the text, numbered from 1, without their ends."""
        return enumerate(self.text().splitlines(), 1)

    def at(self, offset: int, length: int) -> bytes:
        """Bytes from anywhere; fewer than `length` at the end of the file.

        Raises:
            OSError: the source cannot give them.
        """
        self.stream.seek(offset)
        return self.stream.read(length)

    def digest(self) -> str | None:
        """The sha256 of the whole file, in hex; None for one too large to hash here."""
        if self._digest is None:
            self._digest = self.known_digest or self._hashed()
        return self._digest or None

    def evidence(  # noqa: PLR0913  # the ways to point at bytes
        self,
        *,
        line: int | None = None,
        lines: tuple[int, int] | None = None,
        span: tuple[int, int] | None = None,
        kind: Kind = Kind.OBSERVED,
        link: str | None = None,
        quote: str | None = None,
    ) -> Evidence:
        """Evidence that points at this file, or at lines or bytes of it."""
        return Evidence(
            part=self.part.name,
            path=self.path,
            lines=(line, line) if line else lines,
            bytes=span,
            sha256=self.digest(),
            revision=self.part.revision,
            kind=kind,
            link=link,
            quote=" ".join(quote.split())[:160] if quote else None,
        )

    def _hashed(self) -> str:
        if self.size > self.hashed:
            return ""
        if self._head is not None and not self.cut:
            return sha256(self._head).hexdigest()
        state = sha256()
        self.stream.seek(0)
        while chunk := self.stream.read(_CHUNK):
            state.update(chunk)
        return state.hexdigest()
