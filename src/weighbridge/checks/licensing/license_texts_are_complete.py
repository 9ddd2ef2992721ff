"""Every licence text is all there, word for word.

A text that breaks off grants what nobody can read to the end, and one with words put in or left
out is another licence than its title says. Copyright lines, filled-in names, markup and the
appendix on how to apply a licence do not count. Where a text was made from restricted terms of
which several versions are about, a difference is no answer; nor is a text that nobody knows.

Source: SPDX specification 2.3, annex B (licence matching guidelines).

## How to fix

Copy the licence anew from its steward or from the SPDX list, as it is; put terms of your own into
a file of their own, under a name of their own.
"""

from collections.abc import Iterator

from weighbridge.catalogs import licenses
from weighbridge.facts.licensing import LicenseText, Licensing
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed, unknown

_WHOLE = frozenset({"exact", "near", "contains"})
_COPY = "Copy the licence's text anew, whole, from its steward or the SPDX list."
_NAME = "Give altered terms a name of their own, or use the licence as it is."
_KNOWN = "Name the licence's version and its source, so that readers can compare."
_PLAIN = "Publish the licence as plain text."


@check(severity=Severity.MEDIUM, since="0.1")
def license_texts_are_complete(licensing: Licensing) -> Iterator[Finding]:
    """Judge each licence text by its own words."""
    texts = [text for text in licensing.texts if text.role == "license"]
    for text in texts:
        yield _judged(text)
    if not texts:
        absent = unknown if licensing.gaps else not_applicable
        yield absent("No licence text was found in the release.")


def _judged(text: LicenseText) -> Finding:
    place, base = text.at.place, text.nearest
    if not text.is_read:
        return unknown(f"{place} could not be read.", text.at, remedy=_PLAIN)
    if text.identified and text.verdict in _WHOLE:
        return passed(f"{place} is the whole text of {_list(text.identified)}.", text.at)
    if text.verdict == "truncated":
        lacks = f": it {text.differs}" if text.differs else ""
        return failed(f"{place} is a part of {base} only{lacks}.", text.at, remedy=_COPY)
    if text.verdict == "variant-of":
        known = licenses.find(base)
        answer = failed if known is not None and known.open else unknown
        differs = f": it {text.differs}" if text.differs else ""
        message = f"{place} was made from {base}, and is not its text{differs}."
        return answer(message, text.at, remedy=_NAME)
    if text.verdict == "reference-only":
        named = f" of {base}" if base else ""
        message = f"{place} names a licence, and does not hold the text{named}."
        return failed(message, text.at, remedy=_COPY)
    return unknown(f"{place} holds no text that is known.", text.at, remedy=_KNOWN)


def _list(ids: tuple[str, ...]) -> str:
    return " and ".join(ids)
