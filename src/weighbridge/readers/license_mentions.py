"""Names of licences in running text, and what each one means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs
from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses.expressions import normalise
from weighbridge.patterns import lazy

_OWN = lazy(
    r"(?:[A-Z0-9][\w.+\-]*\s+){1,6}(?:[Ll]icen[sc]e|LICENSE)(?:\s+(?:Agreement|AGREEMENT))?"
    r"(?:\s+(?:Version\s+|v)?\d+(?:\.\d+)+)?(?:\s+for\s+(?:[A-Z][\w.\-]*\s?)+)?"
)
_CHINESE = lazy(r"《([^《》\n]{0,60}(?:许可|协议)[^《》\n]{0,20})》")
_UNNAMED = "LicenseRef-Model-License"
"""Stands for a licence of the publisher's own whose name has no letter that an id may have."""
_NO_NAME = lazy(
    r"^(?:the|this|our|its?|see|under|an?|open|source|code|free|permissive|same|full|commercial"
    r"|software|use|user|usage|public|\s|[-.])*(?:licen[sc]e|agreement|\s)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One licence named in a text.

    Attributes:
        start, end: offsets in the text.
    """

    expression: str
    raw: str
    start: int
    end: int


def mentions_in(text: str, *, own: bool) -> list[Mention]:
    """The licences a text names, in order.

    Args:
        own: whether to take licences of the publisher's own too, by their capitals.
    """
    known = sorted(_known(text), key=lambda m: (m.start, -m.end))
    found = [*known, *_own(text)] if own else known
    kept: list[Mention] = []
    for one in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def expression_of(words: str) -> str:
    """What a label means that is nothing but the name of a licence; empty when it names none."""
    clean = " ".join(words.split())
    found = mentions_in(clean, own=False)
    bare = re.sub(r"\s*licen[sc]e\s*", "", clean, flags=re.IGNORECASE)
    if found and len(found[0].raw) >= len(bare):
        return found[0].expression
    known = licenses.find(clean)
    return known.id if known is not None and known.kind != "family" else ""


def _known(text: str) -> Iterator[Mention]:
    for pattern, expression in _patterns():
        for found in pattern.finditer(text):
            version = next((v for v in found.groupdict().values() if v), "")
            yield Mention(expression.replace("{v}", version), found[0], found.start(), found.end())


def _own(text: str) -> Iterator[Mention]:
    for found in _OWN.finditer(text):
        raw = found[0]
        known = licenses.find(raw)
        if not _NO_NAME.match(raw) and (known is None or known.kind != "family"):
            yield Mention(normalise(raw), raw, found.start(), found.end())
    for found in _CHINESE.finditer(text):
        expression = normalise(found[1])
        named = _UNNAMED if expression == "LicenseRef-unnamed" else expression
        yield Mention(named, found[1], found.start(), found.end())


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    record = catalogs.entry("vocabularies", "license-mentions")
    return tuple(
        (re.compile(one["pattern"], re.IGNORECASE), one["expression"]) for one in record["mentions"]
    )
