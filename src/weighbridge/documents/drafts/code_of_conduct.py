"""The code of conduct: how people treat one another, and whom to turn to."""

from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper
from weighbridge.documents.record import Record

NAME = "code-of-conduct"
TITLE = "Code of conduct (CODE_OF_CONDUCT.md)"
DEFAULT = False


def draft(record: Record) -> Draft | None:
    """Draft it in our own words; whom to turn to is for a person to say."""
    path = str(record.value("governance.conduct") or "CODE_OF_CONDUCT.md")
    return paper(path, "code_of_conduct.md.j2", record)
