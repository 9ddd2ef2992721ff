"""The governance file: who decides, how, and how one comes to decide."""

from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper
from weighbridge.documents.record import Record

NAME = "governance"
TITLE = "Governance (GOVERNANCE.md)"
DEFAULT = False


def draft(record: Record) -> Draft | None:
    """Draft the questions such a file answers; the answers are the people's own."""
    path = str(record.value("governance.governance") or "GOVERNANCE.md")
    return paper(path, "governance.md.j2", record)
