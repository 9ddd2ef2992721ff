"""Licence files as bytes to what they are."""

from weighbridge.readers.license_texts.identification import Identification, Verdict
from weighbridge.readers.license_texts.plain_text import plain_text, read_limit
from weighbridge.readers.license_texts.verdicts import identify

__all__ = ["identify_bytes", "read_limit"]


def identify_bytes(data: bytes) -> Identification:
    """Say what a file is; of a long one only the beginning counts. Never raises."""
    found = plain_text(data)
    if found.unread is not None:
        return Identification(Verdict.UNKNOWN, note=found.unread.note)
    return identify(found.text)
