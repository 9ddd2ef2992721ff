"""A bill of materials in SPDX 3, beside the release it is of."""

from weighbridge.documents import bom
from weighbridge.documents.bom.leaving_out import DRAFTS, without
from weighbridge.documents.drafts import Draft
from weighbridge.documents.record import Record

NAME = "bom-spdx"
TITLE = "Bill of materials in SPDX 3.0.1"
DEFAULT = False  # a bill lists digests: it is best written last, when every other file is done


def draft(record: Record) -> Draft | None:
    """The bill of every other file; None where there is none."""
    held = without(record, DRAFTS)
    if not held.files:
        return None
    written = bom.write(held, "spdx-3.0.1")
    return Draft(DRAFTS[1], written.text, open=written.open)
