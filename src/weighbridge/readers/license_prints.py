"""Whole licence texts by a print of their words: the many plain ones are told without the index.

A print is the digest of every word of a text but those of its copyright lines. A text that is not
printed here may still be any licence: `license_texts` looks closer.
"""

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files

from weighbridge.catalogs import licenses
from weighbridge.patterns import lazy

_WORD = lazy(r"\w+")
_NOTICE = lazy(
    r"^\W*(?:copyright\W*(?:\(c\)|©|\d{4}|[\[<{]|notice\W*$)|\(c\)\s|©|all rights reserved\W*$)",
    re.IGNORECASE,
)
_MORE = lazy(
    r"\b(?:commercial|only|not?|non|except|without|unless|restrict\w*|prohibit\w*|must|may|shall"
    r"|licen[sc]\w*|terms|use[ds]?|permission|output\w*|academic|research)\b|[^\x00-\x7f]{12}",
    re.IGNORECASE,
)
"""Words that no mere copyright line has; a line with one of them is part of the text."""
_LONGEST_TITLE = 10


def known_as(text: str) -> str:
    """The licence that a text is word for word; empty when its print is not known.

    Its first line may be a title of that very licence, which copies have or lack.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    whole = _prints().get(print_of(lines), "")
    if whole or not lines or len(lines[0].split()) > _LONGEST_TITLE:
        return whole
    rest = _prints().get(print_of(lines[1:]), "")
    titled = licenses.find(" ".join(_WORD.findall(lines[0]))) if rest else None
    return rest if titled is not None and titled.id == rest else ""


def print_of(lines: list[str]) -> str:
    """The print of a text, as 16 hexadecimal digits."""
    kept = (line for line in lines if not _NOTICE.match(line) or _MORE.search(line))
    words = (word for line in kept for word in _WORD.findall(line.lower()))
    return sha256(" ".join(words).encode()).hexdigest()[:16]


@cache
def _prints() -> dict[str, str]:
    """Print → licence id."""
    table = files("weighbridge.catalogs").joinpath("license_texts", "prints.tsv")
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) > 1}
