"""What keeps a waiver from holding on a day; the register and the gate say the same of it."""

from datetime import date

from weighbridge.findings.register import is_named
from weighbridge.records.governance import Waiver


def lacking(waiver: Waiver, today: date) -> str:
    """Why a waiver does not hold, as a phrase that follows its name; empty if it does."""
    for part in ("check", "reason", "owner", "author", "approver"):
        if not is_named(getattr(waiver, part)):
            return f"names no {part}"
    if waiver.author.strip().casefold() == waiver.approver.strip().casefold():
        return "was approved by its author"
    if waiver.until is None:
        return "has no end"
    return f"ended on {waiver.until}" if waiver.until < today else ""
