"""A badge as SVG: the class that was reached, never a score."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from weighbridge.formats import PLAIN, Look
from weighbridge.formats._badges import Badge, badge
from weighbridge.formats._columns import cells
from weighbridge.verdicts.report import Report

NAME = "badge"
TITLE = "A badge as SVG: the class that was reached"
MEDIA_TYPE = "image/svg+xml"
STREAMS = False

_HEIGHT, _GAP, _PADDING = 20, 4, 8
_NARROW, _WIDE = frozenset("iIjltf.,:;'|!()[]- ·"), frozenset("mwMWOQGCD@%…")
_WIDTHS = (4.2, 6.8, 9.6)
"""Widths of narrow, other and wide letters at 11 px; the text is then set to the sum exactly."""


def render(reports: Sequence[Report], look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write one picture; several badges stand below one another."""
    drawn = [badge(report) for report in reports]
    width = max((_width(b.label) + _width(b.message) for b in drawn), default=0)
    height = len(drawn) * (_HEIGHT + _GAP) - _GAP if drawn else 0
    title = _safe("; ".join(b.title for b in drawn))
    rows = "\n".join(_drawn(b, number * (_HEIGHT + _GAP)) for number, b in enumerate(drawn))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">\n'
        f'<title id="title">{title}</title>\n'
        '<g font-family="Verdana, DejaVu Sans, sans-serif" font-size="11" fill="#fff">\n'
        f"{rows}\n</g>\n</svg>\n"
    )


def _drawn(shown: Badge, top: int) -> str:
    left, right = _width(shown.label), _width(shown.message)
    return (
        f'<rect y="{top}" width="{left}" height="{_HEIGHT}" fill="#32383f"/>'
        f'<rect x="{left}" y="{top}" width="{right}" height="{_HEIGHT}" fill="{shown.color}"/>'
        f"{_text(shown.label, 0, top)}{_text(shown.message, left, top)}"
    )


def _text(text: str, start: int, top: int) -> str:
    length = _width(text) - 2 * _PADDING
    return (
        f'<text x="{start + _PADDING}" y="{top + 14}" textLength="{length}" '
        f'lengthAdjust="spacingAndGlyphs">{_safe(text)}</text>'
    )


def _width(text: str) -> int:
    """Pixels of a text and the room at both its ends."""
    return round(sum(_letter(letter) for letter in text)) + 2 * _PADDING


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return _WIDTHS[0]
    return 11.0 if cells(letter) == 2 else _WIDTHS[2 if letter in _WIDE else 1]


def _safe(text: str) -> str:
    """Words as character data; XML admits two of Unicode's non-characters nowhere."""
    return escape(text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))
