"""A file's plain text, whatever it is written in: PDF, HTML, RTF, a word processor's archive."""

import re
from dataclasses import dataclass
from html import unescape

from weighbridge.patterns import lazy
from weighbridge.readers.license_texts.decoding import MOST, decoded
from weighbridge.readers.license_texts.office import is_office, of_office
from weighbridge.readers.license_texts.pdf import is_pdf, of_pdf
from weighbridge.readers.license_texts.unread import Unread

_RICH = 8 << 20
"""Bytes of a file that is more than its words."""
_HTML = lazy(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b", re.DOTALL
)
_HIDDEN = lazy(
    r"<(script|style|head|nav|noscript|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_ENDS = lazy(r"</?(?:p|div|br|li|tr|h[1-6]|pre|section|title|table|ul|ol)\b[^<>]*>", re.IGNORECASE)
_TAG = lazy(r"<[!/?a-z][^<>]*>", re.IGNORECASE)
_BLANK_LINES = lazy(r"\n\s*\n\s*")
_RTF_SKIPPED = lazy(
    r"\{\\(?:\*|fonttbl|colortbl|stylesheet|info|pict)[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}"
)
_RTF_WORD = lazy(r"\\(?:'([0-9a-fA-F]{2})|u(-?\d{1,6})\s?\??|([a-z]{1,32})(-?\d{0,10}) ?|([^a-z]))")
_RTF_MARKS = {"par": "\n", "line": "\n", "tab": " ", "emdash": "-", "endash": "-", "bullet": "*"}
_RTF_QUOTES = {"lquote": "'", "rquote": "'", "ldblquote": '"', "rdblquote": '"'}


@dataclass(frozen=True, slots=True)
class PlainText:
    """What a file says.

    Attributes:
        text: empty for a file that could not be read.
        unread: why it could not, and what helps.
    """

    text: str
    unread: Unread | None = None


def read_limit(head: bytes) -> int:
    """Bytes worth reading of a file that begins so."""
    return _RICH if is_pdf(head) or is_office(head) or head.startswith(b"{\\rtf") else MOST


def plain_text(data: bytes) -> PlainText:
    """The text of a file; of a long one only the beginning. Never raises."""
    if is_pdf(data) or is_office(data):
        data = data[:_RICH]
        text = of_pdf(data) if is_pdf(data) else of_office(data)
        return PlainText("", text) if isinstance(text, Unread) else PlainText(text[:MOST])
    if data.startswith(b"{\\rtf"):
        return PlainText(_of_rtf(data[: 2 * MOST].decode("latin-1"))[:MOST])
    text = decoded(data)
    return PlainText(_of_html(text) if _HTML.match(text[:4096].lower()) else text)


def _of_html(text: str) -> str:
    """The words of a page; what a browser does not show is none of them.

    Source: HTML Living Standard, 13.1 (elements), as far as words go.
    """
    shown = _TAG.sub(" ", _ENDS.sub("\n\n", _HIDDEN.sub(" ", text)))
    return _BLANK_LINES.sub("\n\n", unescape(shown)).strip()


def _of_rtf(text: str) -> str:
    """The words of rich text.

    Source: Rich Text Format specification 1.9.1, "Control word", "Unicode text", "Destinations".
    """
    words = _RTF_WORD.sub(_rtf_word, _RTF_SKIPPED.sub("", text).replace("\r", " "))
    return words.replace("{", "").replace("}", "").strip()


def _rtf_word(found: re.Match[str]) -> str:
    code, number, word, _, symbol = found.groups()
    if code:
        return bytes([int(code, 16)]).decode("cp1252", "replace")
    if number:
        point = int(number) & 0xFFFF
        return "\ufffd" if 0xD800 <= point < 0xE000 else chr(point)
    if symbol:
        return " " if symbol == "~" else "\n" if symbol == "\n" else symbol * (symbol in "\\{}-")
    return _RTF_MARKS.get(word, _RTF_QUOTES.get(word, ""))
