"""Notices: short texts that name a licence, or send their reader to one, and give none."""

import re

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.patterns import lazy
from weighbridge.readers.license_mentions import mentions_in
from weighbridge.readers.license_texts.page import Page
from weighbridge.readers.license_texts.titles import named_in

_READ = 20_000
"""Characters of a notice that are read."""
_GENERIC = lazy(r"^LicenseRef-(?:the|this|a|your|open|software)-licen[sc]e$|unnamed", re.IGNORECASE)
_GRANTS = lazy(
    r"\b(?:licen[sc]ed|released|distributed|available|provided|published|covered|dual.licen[sc]ed"
    r"|governed|subject to|made available|shared)\b[^.]{0,80}?\b(?:under|by|to)\b|under the terms"
    r"|\bSPDX-License-Identifier|licen[sc]e:|choice of",
    re.IGNORECASE,
)
_POINTS = lazy(
    r"\blicen[sc]ed?\b.{0,200}(?:https?://|licen[sc]e\b|terms)"
    r"|(?:under|subject to).{0,80}\blicen[sc]e",
    re.IGNORECASE | re.DOTALL,
)


def noticed(page: Page) -> tuple[str, ...]:
    """The licences a notice says things are under, in order."""
    found: dict[str, None] = {}
    text = page.words.text[:_READ]
    for paragraph in re.split(r"\n\s*\n", text):
        if _GRANTS.search(paragraph):
            found.update(dict.fromkeys(sorted(named_in(paragraph))))
    return tuple(found)


def unnamed_in(text: str) -> bool:
    """Whether a text names a licence that is not known."""
    each = (
        mention.expression
        for paragraph in re.split(
            r"\n\s*\n|\n(?=\W*(?:copyright|licen[sc]ed)\b)", text, flags=re.IGNORECASE
        )
        for clean in [" ".join(paragraph.split())]
        for mention in mentions_in(clean, own=True)
        if not clean[mention.end : mention.end + 1].isalpha()
    )
    return any(
        licenses.find(i) is None and not _GENERIC.search(i)
        for expression in each
        for i in expressions.ids(expression)
    )


def points_elsewhere(page: Page) -> bool:
    """Whether a short text sends its reader to a licence elsewhere."""
    text = page.words.text
    return len(page.words.words) <= 60 and bool(_POINTS.search(text))
