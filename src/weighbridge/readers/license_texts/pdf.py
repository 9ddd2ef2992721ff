"""The text of a PDF, by pypdf, within bounds that no file can lift."""

from importlib import import_module
from io import BytesIO
from typing import Any

from weighbridge.readers.license_texts.unread import Unread

_MARK = b"%PDF-"
_PAGES = 60
"""Pages that are read; a licence has fewer."""
_PAGE = 1 << 20
"""Bytes of one page's drawing, uncompressed."""
_STEPS = 200_000
"""Drawing steps of a whole file; a page of text has some hundreds."""
_CHARACTERS = 1 << 20
_EXTRA = "Run `pip install 'weighbridge[pdf]'`, or publish the licence as plain text."


class _TooMuchError(Exception):
    """A file asks for more steps than a text has."""


def is_pdf(data: bytes) -> bool:
    """Whether bytes begin like a PDF."""
    return data.startswith(_MARK)


def of_pdf(data: bytes) -> str | Unread:
    """The text of the first pages; why not, for a file whose text cannot be had.

    Source: ISO 32000-2, 9.10 (extraction of text content).
    """
    try:
        pypdf: Any = import_module("pypdf")
    except ImportError:
        return Unread("is a PDF, and pypdf is not installed", _EXTRA)
    try:
        text = _read(pypdf, data)
    except _TooMuchError:
        return Unread("is a PDF that asks for more work than a licence does")
    except Exception as error:  # noqa: BLE001  # whatever a broken PDF makes the library raise
        return Unread(f"is a PDF that could not be read ({type(error).__name__})")
    return text if text.strip() else Unread("is a PDF without text, for instance a scan")


def _read(pypdf: Any, data: bytes) -> str:
    pages = pypdf.PdfReader(BytesIO(data)).pages
    budget = _Budget()
    found: list[str] = []
    for number in range(min(len(pages), _PAGES)):
        page = pages[number]
        drawing = page.get_contents()
        if drawing is not None and len(drawing.get_data()) > _PAGE:
            raise _TooMuchError
        found.append(page.extract_text(visitor_operand_before=budget))
        if sum(map(len, found)) > _CHARACTERS:
            break
    return "\n\n".join(found)


class _Budget:
    """Counts drawing steps over all pages, those of drawings within drawings too."""

    def __init__(self) -> None:
        self.left = _STEPS

    def __call__(self, *_step: Any) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooMuchError
