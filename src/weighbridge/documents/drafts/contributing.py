"""The contribution guide: how a change is proposed, tried and accepted."""

from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper
from weighbridge.documents.plain_licenses import stated
from weighbridge.documents.record import Record

NAME = "contributing"
TITLE = "Contribution guide (CONTRIBUTING.md)"
DEFAULT = False


def draft(record: Record) -> Draft | None:
    """Draft it around the code, the commands and the licences that are there."""
    path = str(record.value("governance.contributing") or "CONTRIBUTING.md")
    return paper(path, "contributing.md.j2", record, licenses=tuple(stated(record).items()))
