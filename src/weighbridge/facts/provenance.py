"""Where a fact comes from, down to the bytes, and how far it can be trusted."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a fact came to be known."""

    OBSERVED = "observed"
    """Read or computed from bytes."""
    DECLARED = "declared"
    """Stated by the publisher."""
    ATTESTED = "attested"
    """Stated under a signature that binds it to digests."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The bytes a conclusion rests on.

    Attributes:
        part: name of the part of the release.
        path: path inside the part, with forward slashes; empty for the part as a whole.
        lines: first and last line, counted from 1.
        bytes: offset of the first byte and of the byte after the last.
        sha256: hex digest of the whole file, where it was computed.
        revision: commit or version of the part, where its source has one.
        kind: how the fact came to be known.
        link: address the bytes point at, for a linked component.
        quote: the words themselves, shortened to one line.
    """

    part: str
    path: str = ""
    lines: tuple[int, int] | None = None
    bytes: tuple[int, int] | None = None
    sha256: str | None = None
    revision: str | None = None
    kind: Kind = Kind.OBSERVED
    link: str | None = None
    quote: str | None = None

    @property
    def place(self) -> str:
        """Path and line as people write them: `docs/card.md:12`."""
        where = self.path or self.part
        if self.lines:
            return f"{where}:{self.lines[0]}"
        return where


class Reading(StrEnum):
    """A view of the facts by which kinds of provenance count; never a different check."""

    CLAIMS = "claims"
    """All that is declared."""
    EVIDENCE = "evidence"
    """Only what bytes or pinned links show."""
    UNBLANKETED = "evidence-unblanketed"
    """As `EVIDENCE`, and no licence is stretched from code over data and weights."""
