"""Whether two licence statements say the same, and how to quote one."""

from collections.abc import Sequence

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.licensing import LicenseClaim

_SPEAKERS = {
    "attestation": "an attestation",
    "bom": "the bill of materials",
    "card": "the card",
    "citation": "the citation file",
    "croissant": "the Croissant metadata",
    "header": "the file's header",
    "license-file": "the title of the licence file",
    "license-text": "the licence text",
    "manifest": "the manifest",
    "package": "the package metadata",
    "prose": "the prose",
    "reuse": "the REUSE annotation",
}
_TEXTS = frozenset({"license-file", "license-text"})
_ANY = frozenset({"LicenseRef-Other", "LicenseRef-Unknown"})
_LATER = ("-only", "-or-later", "+")
_CLASSIFIER = "License :: "
_QUOTED = 80


def told(claim: LicenseClaim) -> str:
    """Who says what, in whose words, and where."""
    speaker = _SPEAKERS.get(claim.source, claim.source)
    words = " ".join((claim.raw or "").split())
    words = words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
    stated = claim.expression or "nothing is licensed"
    quote = f"“{words}”, " if words and words != stated else ""
    return f"{speaker} says {stated} ({quote}{claim.at.place})"


def agree(one: LicenseClaim, other: LicenseClaim, every: Sequence[LicenseClaim]) -> bool | None:
    """Whether two of several statements say the same; None when that cannot be told.

    The texts of two licences agree where a statement names both. Where none does, nobody says
    whether one may choose.
    """
    answer = same(one, other)
    if answer is not False or not {one.source, other.source} <= _TEXTS:
        return answer
    stating = (claim for claim in every if claim.source not in _TEXTS)
    return any(same(one, c) and same(other, c) for c in stating) or None


def same(one: LicenseClaim, other: LicenseClaim) -> bool | None:
    """Whether two statements say the same; None when that cannot be told.

    A text is one side of a choice, or one of several licences that hold at once. "GPL-3.0" leaves
    open whether later versions do too, and agrees with both answers. The name of a family, and
    two names that nobody knows, tell nothing; but a classifier of a package has no other word for
    a member of its family ("Apache Software License" for Apache-2.0).
    """
    if one.expression == other.expression:
        return True
    if not one.expression or not other.expression:
        return False
    mine, theirs = expressions.ids(one.expression), expressions.ids(other.expression)
    if _is_part(one, mine, theirs) or _is_part(other, theirs, mine):
        return True
    if set(map(_open, mine)) == set(map(_open, theirs)) and _leaves_open(mine, theirs):
        return True
    for claim, ids, others in ((one, mine, theirs), (other, theirs, mine)):
        if _is_vague(ids, others):
            return True if claim.raw.startswith(_CLASSIFIER) else None
    return False


def _is_part(text: LicenseClaim, ids: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a licence text is among the licences another statement names."""
    return text.source in _TEXTS and {_open(i) for i in ids} <= {_open(i) for i in whole}


def _open(license_id: str) -> str:
    """An id without what says whether later versions count."""
    return next(
        (license_id.removesuffix(end) for end in _LATER if license_id.endswith(end)), license_id
    )


def _leaves_open(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether one side, where they differ, says nothing about later versions."""
    return all(
        a == b or a == _open(a) or b == _open(b)
        for a, b in zip(sorted(mine), sorted(theirs), strict=True)
    )


def _is_vague(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether names may mean the others."""
    for name in names:
        known = licenses.find(name)
        if name in _ANY:
            return True
        if known is None and not name.startswith("LicenseRef-Modified-"):
            if any(licenses.find(other) is None for other in others):
                return True
        elif known is not None and known.kind == "family":
            family = known.id.removeprefix("LicenseRef-").lower()
            return any(family in other.lower() for other in others)
    return False
