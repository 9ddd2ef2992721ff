"""Every licence that lets people go by its copyright line has one, with a name in it.

MIT, BSD and ISC ask that "the above copyright notice" be kept: with `[year] [fullname]` left as the
template has it, or with no notice at all, nobody can tell who grants the rights, and nobody can
keep the notice. Licences whose terms stand without one, such as Apache-2.0, are not asked.

Source: texts of the MIT, ISC and BSD licences ("the above copyright notice").

## How to fix

Write the year and the holder above the licence's text: `Copyright (c) 2026 Ada Example`.
"""

import re
from collections.abc import Iterator

from weighbridge.facts.licensing import LicenseText, Licensing
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed, unknown
from weighbridge.patterns import lazy

_ASKING = frozenset({
    "MIT", "ISC", "BSD-1-Clause", "BSD-2-Clause", "BSD-2-Clause-Patent", "BSD-3-Clause",
    "BSD-3-Clause-Clear", "BSD-4-Clause", "NCSA", "PostgreSQL", "X11", "MIT-CMU", "HPND",
})  # fmt: skip
"""Licences whose terms ask for the notice above them."""
_BLANK = lazy(
    r"[\[<{(]+\s*(?:y{2,4}|x{4}|years?|20xx|full ?name"
    r"|(?:your|author|copyright)?[ -]*(?:name|holders?|owners?|authors?|organi[sz]ation|company)"
    r"(?: of [a-z ]{1,30})?|name of [a-z ]{1,30}|name here)[\s,.;:]*[\]>})]+"
    r"|\b(?:yyyy|20xx|your name|fullname|author name"
    r"|name of (?:author|copyright (?:owner|holder)))\b",
    re.IGNORECASE,
)
_YEARS = lazy(r"(?:19|20)\d\d(?:\s*[-–—]\s*(?:\d{2,4}|present|now))?", re.IGNORECASE)
_NO_NAME = lazy(
    r"copyright|\(c\)|©|all rights reserved|portions|\bby\b|\bthe\b|present|spdx-filecopyrighttext",
    re.IGNORECASE,
)
_REMEDY = "Write the year and the holder's name into the copyright line."


@check(severity=Severity.MEDIUM, since="0.1")
def copyright_lines_are_filled_in(licensing: Licensing) -> Iterator[Finding]:
    """Judge each text of a licence that asks for a copyright line."""
    asking = [text for text in licensing.texts if _asks(text)]
    for text in asking:
        yield _judged(text)
    if asking:
        return
    unread = any(text.role == "license" and not text.is_read for text in licensing.texts)
    absent = unknown if unread or licensing.gaps else not_applicable
    yield absent("No text of a licence that asks for a copyright line was found.")


def _asks(text: LicenseText) -> bool:
    ids = text.identified or ((text.nearest,) if text.verdict == "variant-of" else ())
    return text.role == "license" and any(one in _ASKING for one in ids)


def _judged(text: LicenseText) -> Finding:
    ids = " and ".join(text.identified or (text.nearest,))
    place, line = text.at.place, text.copyright
    if not line:
        message = f"{place} holds {ids} without the copyright line its terms speak of."
        return failed(message, text.at, remedy=_REMEDY)
    if _BLANK.search(line):
        message = f"{place} has the copyright line of the template: “{line}”."
        return failed(message, text.at, remedy=_REMEDY)
    if not any(c.isalpha() for c in _NO_NAME.sub("", _YEARS.sub("", line))):
        return failed(f"{place} names no holder: “{line}”.", text.at, remedy=_REMEDY)
    return passed(f"{place} says “{line}”.", text.at)
