"""The plan of what the publisher does once an incident is reported."""

from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper
from weighbridge.documents.record import Record

NAME = "incident-response"
TITLE = "Incident response plan (INCIDENT_RESPONSE.md)"
DEFAULT = False


def draft(record: Record) -> Draft | None:
    """Draft the steps; who takes them, and how soon, is for a person to say."""
    return paper("INCIDENT_RESPONSE.md", "incident_response.md.j2", record)
