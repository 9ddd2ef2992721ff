"""The copyright line of a licence text, as it was written or left from the template."""

import re

from weighbridge.patterns import lazy

_LINES = 80
"""Lines from the top among which the first copyright line of a licence stands."""
_LONGEST = 200
_LINE = lazy(
    r"^[\W_]{0,12}(?:portions\s+)?(?:copyright\b(?!\s+(?:holders?|owners?|law|notice|license|and\b|in\b"
    r"|interest|statement|act\b|or\b|grant))|\(c\)\s|©)",
    re.IGNORECASE,
)


def copyright_of(text: str) -> str:
    """The first copyright line of a text; empty if it has none."""
    for line in text.splitlines()[:_LINES]:
        if _LINE.match(line):
            return " ".join(line.split())[:_LONGEST]
    return ""
