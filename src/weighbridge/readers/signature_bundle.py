"""Signature bundles in a release, read and not verified: no key is at hand."""

from collections.abc import Iterator

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.facts.signatures import SignatureFile, SignedFile
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader
from weighbridge.records.signatures import SignatureError, bundle, statement

_LONGEST = 32 << 20
_MARK = b"dev.sigstore.bundle"


@reader(
    names=("*.sig", "*.sigstore", "*.sigstore.json"),
    gives=(SignatureFile, Gap),
    topic="provenance",
    whole=True,
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a bundle; a signature of another kind under such a name says nothing here."""
    if _MARK not in blob.head() or (blob.cut and blob.costly):
        return
    if blob.size > _LONGEST:
        reason = f"{blob.path} is too large a signature to be read here."
        yield Gap(blob.evidence(), reason, "Verify it with weighbridge verify.", "provenance")
        return
    try:
        found = bundle.parse(blob.at(0, blob.size) if blob.cut else blob.data())
        stated = statement.parse(found.payload)
    except SignatureError as error:
        reason = f"{blob.path} is no readable signature: {error}"
        yield Gap(blob.evidence(), reason, "Sign the release again.", "provenance")
        return
    yield SignatureFile(
        at=blob.evidence(kind=Kind.DECLARED),
        method=found.method.value,
        digest=stated.root,
        files=tuple(_files(blob, stated)),
    )


def _files(blob: Blob, stated: statement.Statement) -> Iterator[SignedFile]:
    """The files it names, each once, by their paths in the part."""
    folder = f"{blob.folder}/" if blob.folder else ""
    plain = stated.algorithm == "sha256" and stated.shard is None
    for path, digest in {one.path: one.digest for one in stated.resources}.items():
        inside = stated.name if path == statement.WHOLE else path
        yield SignedFile(folder + inside, digest.lower() if plain else "")
