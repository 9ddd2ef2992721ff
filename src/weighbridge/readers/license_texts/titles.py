"""What the lines around a licence's terms name: that licence, another one, or none."""

import re

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.patterns import lazy
from weighbridge.readers.license_mentions import mentions_in
from weighbridge.readers.license_texts.plain_words import adds
from weighbridge.readers.license_texts.vocabulary import vocabulary
from weighbridge.readers.license_titles import title_of

_MARKS = lazy(r"^[\s#*_=\-<>/!|;]+|[\s#*_=\-<>/|:;.]+$")
_TITLE = lazy(r"\b(?:licen[sc]es?|agreement|terms of use)\b|许可|协议", re.IGNORECASE)
_LONGEST = 12
_BARE = lazy(r"^the\s+|[\s,]+licen[sc]e$", re.IGNORECASE)
_PART = lazy(r"[a-z]+|\d+")
_PHRASE = lazy(
    r"((?:[A-Z0-9][\w.\-&]*(?:\s+|\s*\([\w.\- ]+\)\s*)){1,9}(?:Public |Community )?"
    r"[Ll]icen[sc]e(?:\s+Agreement)?)"
)
_GNU = lazy(
    r"GNU (?:(Lesser|Library|Affero) )?General Public Licen[sc]e.{0,120}?version (\d(?:\.\d)?)"
    r"(?:.{0,60}?\b(any later version))?",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = lazy(r"SPDX-License-Identifier:\s*([\w.+\-() ]{2,100})")


_IN_TITLES = frozenset({
    "version", "terms", "provided", "notice", "clause", "model", "models", "weights", "data",
    "dataset", "datasets", "distribution", "include", "including", "free", "subject", "with", "use",
})  # fmt: skip
"""Words that lines which only name a licence may have."""


def titled(text: str) -> str:
    """The known licence a text's first lines say it is; empty when they name none."""
    found = title_of(text)
    for one in expressions.ids(found[0]) if found else ():
        known = licenses.find(one)
        if known is not None and known.kind != "family":
            return known.id
    return ""


def named_in(line: str) -> frozenset[str]:
    """The licences a line names."""
    header = _HEADER.search(line)
    if header:
        return frozenset(expressions.ids(expressions.normalise(header[1].strip())))
    clean = _MARKS.sub("", " ".join(line.split()))
    whole = _id(clean) if len(clean.split()) <= _LONGEST else ""
    if whole:
        return frozenset({whole})
    found = {i for m in mentions_in(clean, own=False) for i in expressions.ids(m.expression)}
    found |= {one for name in _PHRASE.findall(clean) if (one := _phrase(name))}
    found |= {_gnu(m) for m in _GNU.finditer(clean)}
    return frozenset(found)


def _id(name: str) -> str:
    for one in (name, f"Creative Commons {name}"):
        known = licenses.find(one)
        if known is not None and known.kind != "family":
            return known.id
    return ""


def _phrase(name: str) -> str:
    """The licence a phrase names that ends with "License": the longest tail that is a name."""
    words = name.split()
    for start in range(len(words) - 1):
        found = _id(" ".join(words[start:]))
        if found:
            return found
    return ""


def _gnu(found: re.Match[str]) -> str:
    """The id of a GNU notice."""
    letter = {"lesser": "L", "library": "L", "affero": "A"}.get((found[1] or "").lower(), "")
    version = found[2] if "." in found[2] else f"{found[2]}.0"
    return f"{letter}GPL-{version}" + ("-or-later" if found[3] else "")


def is_title_of(line: str, license_id: str) -> bool:
    """Whether a line is nothing but a name of the licence (`The MIT License (MIT)`)."""
    if len(line.split()) > _LONGEST:
        return False
    if named_in(line) == {license_id} and _is_plain(line, license_id):
        return True
    title = title_of(line)
    if title is not None and title[0] == license_id:
        return True
    known = licenses.find(_BARE.sub("", _MARKS.sub("", line)))
    if known is not None and known.id == license_id:
        return True
    return _bears(line, license_id)


def _is_plain(line: str, license_id: str) -> bool:
    """Whether a line that names a licence says nothing more of it ("for research only")."""
    known, words = licenses.find(license_id), vocabulary()
    own = " ".join((license_id, *((known.name, *known.aliases) if known else ())))
    plain = re.sub(r"\bnon[-\s]+", "non", line.lower())
    rest = set(_PART.findall(plain)) - set(_PART.findall(own.lower())) - _IN_TITLES
    return not adds(line) and (words.signals | words.unfit | words.unfit_in_few).isdisjoint(rest)


def _bears(line: str, license_id: str) -> bool:
    """Whether a line has the parts of an id of ours in a row (`Licence of llama3.1:8b`)."""
    if not license_id.startswith("LicenseRef-"):
        return False
    parts = _PART.findall(license_id.removeprefix("LicenseRef-").lower())
    words = _PART.findall(line.lower())
    for start in range(len(words) - len(parts) + 1):
        if words[start : start + len(parts)] == parts and any(p.isdigit() for p in parts):
            return not re.search(rf"{re.escape(parts[-1])}\.\d", line)
    return False


def is_title(line: str) -> bool:
    """Whether a line looks like the title of some licence."""
    words = line.split()
    return len(words) <= _LONGEST and bool(_TITLE.search(line)) and not line.rstrip().endswith(".")
