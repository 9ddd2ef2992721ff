"""Signatures that lie in a release: which files they name, before any key is asked."""

from dataclasses import dataclass

from weighbridge.facts.distribution import FileEntry, Gap
from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class SignedFile:
    """One file that a signature names.

    Attributes:
        path: inside the part, as the inventory has it.
        sha256: hex digest that is signed; empty where another digest, or stretches, are.
    """

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SignatureFile:
    """One signature bundle, unverified: what it says, anyone could have written.

    Attributes:
        method: `key`, `certificate` or `keyless`.
        digest: of the whole, as it is signed, in hex.
    """

    at: Evidence
    method: str
    digest: str
    files: tuple[SignedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of a release, beside its files."""

    signatures: tuple[SignatureFile, ...] = ()
    entries: tuple[FileEntry, ...] = ()
    gaps: tuple[Gap, ...] = ()
