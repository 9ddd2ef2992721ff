"""The form on which somebody reports an incident with the model."""

from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper
from weighbridge.documents.record import Record

NAME = "incident-report"
TITLE = "Incident report form (INCIDENT_REPORT.md)"
DEFAULT = False


def draft(record: Record) -> Draft | None:
    """Draft the form; whoever reports fills it in."""
    return paper("INCIDENT_REPORT.md", "incident_report.md.j2", record)
