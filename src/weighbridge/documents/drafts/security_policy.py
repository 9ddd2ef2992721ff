"""The security policy: what counts, where to report it, and what happens then."""

from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper
from weighbridge.documents.record import Record

NAME = "security-policy"
TITLE = "Security policy (SECURITY.md)"
DEFAULT = True


def draft(record: Record) -> Draft | None:
    """Draft it; where to report and how soon an answer comes is for a person to say."""
    path = str(record.value("governance.security") or "SECURITY.md")
    return paper(path, "security_policy.md.j2", record)
