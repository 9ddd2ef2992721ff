"""What the first lines of a licence text say it is; the rest of the text may say something else."""

import re
from functools import cache
from itertools import islice
from typing import Any

from weighbridge import catalogs
from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses.expressions import normalise
from weighbridge.patterns import lazy

_MARKS = lazy(r"^[\s#*_=\-<>/!|]+|[\s#*_=\-<>/|:]+$")
_NAMED = lazy(r"\b(?:licen[sc]e|agreement|terms)\b", re.IGNORECASE)
_PROSE = lazy(
    r"^(?:copyright|this |the (?:following|contents)|all |unless|except|you |see |please )"
    r"|[.:]$|: |://|\bnotice\b"
)
_TAIL = lazy(r"(?: \([^)]*\)| public license| license| legal code)?")
_LINES = 10
_LONGEST = 100


def title_of(text: str) -> tuple[str, str, int] | None:
    """Expression, words and line number of the title; None when the first lines are no title."""
    lines = [
        (number, clean)
        for number, line in islice(enumerate(text.splitlines(), 1), 60)
        if (clean := " ".join(_MARKS.sub("", line).split()))
    ][:_LINES]
    for at, (number, line) in enumerate(lines):
        expression = _known([words for _, words in lines[at:]])
        if expression:
            return expression, line, number
    return _unknown(*lines[0]) if lines else None


def _known(lines: list[str]) -> str:
    """The licence whose text begins with these lines; empty for none."""
    lowered = [line.casefold().removeprefix("creative commons ") for line in lines]
    for title in _vocabulary()["titles"]:
        first, *more = title["lines"]
        following = lowered[1 : len(more) + 1]
        if (
            lowered[0].startswith(first)
            and _TAIL.fullmatch(lowered[0], len(first))
            and len(following) == len(more)
            and all(line.startswith(want) for line, want in zip(following, more, strict=True))
        ):
            expression: str = title["expression"]
            return expression
    return ""


def _unknown(number: int, line: str) -> tuple[str, str, int] | None:
    """A title that is in no table: the name of a licence all the same, or nothing."""
    lowered = line.casefold()
    if len(line) > _LONGEST or not _NAMED.search(line) or _PROSE.search(lowered):
        return None
    if lowered in _vocabulary()["generic"]:
        return None
    known = licenses.find(line)
    if known is not None and known.kind == "family":
        return None
    expression = normalise(line)
    return None if expression == "LicenseRef-unnamed" else (expression, line, number)


@cache
def _vocabulary() -> dict[str, Any]:
    return catalogs.entry("vocabularies", "license-titles")
