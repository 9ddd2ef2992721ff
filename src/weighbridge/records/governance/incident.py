"""An incident: something went wrong, who was hurt, and what was done."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class IncidentStatus(StrEnum):
    """Where an incident stands."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    CONTAINED = "contained"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident.

    Attributes:
        severity: `low`, `medium`, `high` or `critical`.
        affected: who was hurt.
        versions: versions of the release in which it happened.
        actions: what was done, in order.
        risks: ids of the risks that came true.
    """

    title: str = ""
    status: IncidentStatus = IncidentStatus.REPORTED
    severity: str = ""
    occurred: date | None = None
    detected: date | None = None
    reported: date | None = None
    description: str = ""
    affected: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    owner: str = ""
    evidence: tuple[str, ...] = ()
