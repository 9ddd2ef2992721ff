"""Where people get help, and what a question should hold."""

from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper
from weighbridge.documents.record import Record

NAME = "support"
TITLE = "Support template (SUPPORT.md)"
DEFAULT = False


def draft(record: Record) -> Draft | None:
    """Draft it with what the release shows people should state."""
    return paper("SUPPORT.md", "support.md.j2", record)
