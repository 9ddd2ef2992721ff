"""Licence files as bytes, PDF among them, to what they are."""

from importlib import import_module
from io import BytesIO
from typing import Any

from weighbridge.readers.license_texts.decoding import MOST, decoded
from weighbridge.readers.license_texts.identification import Identification, Verdict
from weighbridge.readers.license_texts.verdicts import identify

_PAGES = 60
"""Pages of a PDF that are read; a licence has fewer."""
_PDF = b"%PDF-"
_MOST_PDF = 8 << 20


def read_limit(head: bytes) -> int:
    """Bytes worth reading of a file that begins so."""
    return _MOST_PDF if head.startswith(_PDF) else MOST


def identify_bytes(data: bytes) -> Identification:
    """Say what a file is; of a long one only the beginning counts. Never raises."""
    if data.startswith(_PDF):
        return _identify_pdf(data[:_MOST_PDF])
    return identify(decoded(data))


def _identify_pdf(data: bytes) -> Identification:
    try:
        pypdf: Any = import_module("pypdf")
    except ImportError:
        note = "It is a PDF: install pypdf to read it, or publish the text as plain text."
        return Identification(Verdict.UNKNOWN, note=note)
    try:
        pages = pypdf.PdfReader(BytesIO(data)).pages
        text = "\n\n".join(pages[n].extract_text() for n in range(min(len(pages), _PAGES)))
    except Exception as error:  # noqa: BLE001  # whatever a broken PDF makes the library raise
        return Identification(
            Verdict.UNKNOWN, note=f"The PDF could not be read: {type(error).__name__}."
        )
    return identify(text[:MOST])
