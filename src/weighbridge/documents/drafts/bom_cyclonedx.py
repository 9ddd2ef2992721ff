"""A bill of materials in CycloneDX, beside the release it is of."""

from weighbridge.documents import bom
from weighbridge.documents.bom.leaving_out import DRAFTS, without
from weighbridge.documents.drafts import Draft
from weighbridge.documents.record import Record

NAME = "bom-cyclonedx"
TITLE = "Bill of materials in CycloneDX 1.7"
DEFAULT = False  # a bill lists digests: it is best written last, when every other file is done


def draft(record: Record) -> Draft | None:
    """The bill of every other file; None where there is none."""
    held = without(record, DRAFTS)
    if not held.files:
        return None
    written = bom.write(held, "cyclonedx-1.7")
    return Draft(DRAFTS[0], written.text, open=written.open)
