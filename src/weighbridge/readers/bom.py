"""A bill of materials beside what it is of: that it is there, and the digests it claims."""

from collections.abc import Iterator

from weighbridge.catalogs.licenses.expressions import together
from weighbridge.facts.bom import BilledFile, BillOfMaterials
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import KEPT, Blob
from weighbridge.readers.places import is_borrowed, is_for_tests
from weighbridge.readers.port import reader
from weighbridge.records.bills.bill import Bill
from weighbridge.records.bills.bill import Kind as Component
from weighbridge.records.bills.loading import BillError, loaded
from weighbridge.records.bills.reading import bill_of

_MARKS = (b"CycloneDX", b"spdxVersion", b"spdx.org/rdf/3")
_FORMS = {"cyclonedx": "CycloneDX", "spdx-2": "SPDX", "spdx-3": "SPDX"}
_LARGEST = 4 * KEPT
_MOST = 50_000
"""Files of one bill that are told."""


@reader(
    names=("*.cdx.json", "*.spdx.json", "*.spdx3.json", "*bom*.json"),
    gives=(BillOfMaterials, BilledFile, Sighting, Gap),
    topic="provenance",
    whole=True,
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a bill; its licence is another reader's.

    Source: CycloneDX 1.7 JSON schema; SPDX 2.3 JSON schema; SPDX 3.0.1 JSON-LD serialization.
    """
    bill_like = any(mark in blob.data() for mark in _MARKS)
    if not bill_like or is_borrowed(blob.path) or is_for_tests(blob.path):
        return
    if blob.size > _LARGEST or (blob.costly and blob.cut):
        reason = (
            f"{blob.path} holds {blob.size:,} bytes, more than are read of a bill of materials."
        )
        yield Gap(
            blob.evidence(), reason, "Check it by itself: weighbridge bom check.", "provenance"
        )
        return
    try:
        bill = bill_of(loaded(blob.at(0, blob.size) if blob.cut else blob.data()))
    except (BillError, UnicodeDecodeError) as error:
        reason = f"{blob.path} is no readable bill of materials: {error}"
        yield Gap(blob.evidence(), reason, "Write the bill again.", "provenance")
        return
    if bill is not None:
        yield from _facts(blob, bill)


def _facts(blob: Blob, bill: Bill) -> Iterator[Fact]:
    root, form = bill.root, _FORMS[bill.form]
    at = blob.evidence(kind=Kind.DECLARED)
    yield BillOfMaterials(
        at=at,
        form=form,
        version=bill.version,
        subject=root.name if root else "",
        license=together(list(root.licenses)) if root and root.licenses else "",
        parameters=root.parameters if root else None,
    )
    if root is not None:
        note = f"{form} {bill.version} bill of materials"
        yield Sighting("model-metadata", Presence.PRESENT, blob.evidence(), note)
    told = 0
    for one in bill.of(Component.FILE):
        for algorithm, digest in one.digests:
            if algorithm == "SHA-256" and told < _MOST:
                told += 1
                yield BilledFile(at, one.name, digest)
