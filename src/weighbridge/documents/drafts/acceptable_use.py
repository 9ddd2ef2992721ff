"""The acceptable use policy: uses to refrain from, among which a person chooses."""

from weighbridge import catalogs
from weighbridge.documents import plain_licenses
from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper
from weighbridge.documents.record import Record

NAME = "acceptable-use"
TITLE = "Acceptable use policy (ACCEPTABLE_USE.md)"
DEFAULT = False


def draft(record: Record) -> Draft | None:
    """Draft it from the catalogue of use restrictions, and from what the licences ask already."""
    path = str(record.value("governance.acceptable-use") or "ACCEPTABLE_USE.md")
    told = plain_licenses.told(record)
    return paper(
        path,
        "acceptable_use.md.j2",
        record,
        uses=catalogs.entry("vocabularies", "use-restrictions")["uses"],
        licenses=[one for one in told if one.restricted],
        open_terms=[one for one in told if one.known and not one.restricted],
        unknown=[one for one in told if not one.known and not one.restricted],
    )
