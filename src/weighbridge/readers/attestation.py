"""The data information attestation of a release, as the answers its publisher gives."""

from collections.abc import Iterator

from weighbridge.facts.data import AttestedAnswer
from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.identifiers import is_pinned
from weighbridge.readers.port import reader
from weighbridge.records.attestation import AttestationError, parse

_PLACES = {"data-information.toml", "governance/data-information.toml"}


@reader(names=("data-information.toml",), gives=(AttestedAnswer, Gap), topic="data")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the answers; one of another project, deeper in the tree, is not this release's."""
    if blob.path.lower() not in _PLACES:
        return
    try:
        attestation = parse(blob.text())
    except AttestationError as error:
        reason = f"{blob.path} is not a readable attestation: {error}"
        cause, _, remedy = reason.rpartition(". ")
        yield Gap(blob.evidence(), f"{cause}.", remedy, "data")
        return
    for answer in attestation.answers:
        yield AttestedAnswer(
            at=blob.evidence(lines=answer.lines, kind=Kind.DECLARED),
            question=answer.question,
            holds=answer.holds,
            evidence=answer.evidence,
            by=answer.by,
            pinned=tuple(one for one in answer.evidence if is_pinned(one)),
        )
