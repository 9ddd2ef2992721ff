"""What a check says: outcome, sentence, evidence; this room never reads a release and never
decides about one.
"""

from weighbridge.facts.provenance import Evidence, Kind
from weighbridge.findings.check import Check, DecidedBy, check
from weighbridge.findings.finding import (
    Finding,
    Outcome,
    Persona,
    Severity,
    failed,
    not_applicable,
    passed,
    unknown,
)

__all__ = [
    "Check",
    "DecidedBy",
    "Evidence",
    "Finding",
    "Kind",
    "Outcome",
    "Persona",
    "Severity",
    "check",
    "failed",
    "not_applicable",
    "passed",
    "unknown",
]
