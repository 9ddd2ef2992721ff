"""The terms of a licence in plain words, each with the licence's own words behind it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from weighbridge import catalogs
from weighbridge.catalogs.licenses.terms import Cap, Naming, Terms


def sentences(terms: Terms) -> tuple[tuple[str, str, str], ...]:
    """Each recorded term as its name, what it says, and what grounds it.

    The last is a quotation, `not verified` where no text was read, or `the text is silent` where
    it was read and says nothing of the term.
    """
    return tuple((label, words, _ground(terms, key)) for key, label, words in _told(terms))


def title(key: str) -> str:
    """How people call a term: `outputs` is "Training other models on its outputs"."""
    return str(_vocabulary().get(key, {}).get("title", "")) or _TITLES[key]


def word(key: str, value: str) -> str:
    """A value of a term in plain words."""
    return str(_vocabulary()[key].get(value, value))


_TITLES = {
    "use-restrictions": "Not to be used for",
    "policy": "Policy it refers to",
    "naming": "Naming duty",
    "notice-text": "Notice",
    "territory-excluded": "Territory excluded",
    "dated": "Dated",
}
_UNTOLD = "not mentioned"
_UNREAD = "not known"


@cache
def _vocabulary() -> dict[str, Any]:
    return catalogs.entry("vocabularies", "license-terms")


def _ground(terms: Terms, key: str) -> str:
    if phrase := terms.grounded.get(key):
        return f"“{phrase}”"
    return "the text is silent" if key in terms.silent else "not verified"


def _told(terms: Terms) -> Iterator[tuple[str, str, str]]:
    told = {
        "commercial": _word("commercial", terms.commercial),
        "cap": _cap(terms.cap),
        "use-restrictions": "; ".join(terms.use_restrictions),
        "policy": _policy(terms),
        "outputs": _word("outputs", terms.outputs),
        "naming": _naming(terms.naming),
        "notice-text": f"begins “{terms.notice_text}”" if terms.notice_text else "",
        "flow-down": ", ".join(word("flow-down", one) for one in terms.flow_down),
        "relicensing": _word("relicensing", terms.relicensing),
        "share-alike": _word("share-alike", terms.share_alike),
        "derivatives": _word("derivatives", terms.derivatives),
        "territory-excluded": ", ".join(terms.territory_excluded),
        "patent": _word("patent", terms.patent),
        "termination": "; ".join(word("termination", one) for one in terms.termination),
        "dated": terms.dated,
    }
    without = {**dict.fromkeys(terms.silent, _UNTOLD), **dict.fromkeys(terms.unverified, _UNREAD)}
    said = {key: words or without.get(key, "") for key, words in told.items()}
    yield from ((key, title(key), words) for key, words in said.items() if words)


def _word(key: str, value: str) -> str:
    return word(key, value) if value else ""


def _cap(cap: Cap | None) -> str:
    if cap is None:
        return ""
    counted = " ".join(filter(None, (f"{cap.value:,}", cap.unit, word("cap", cap.kind))))
    return f"{counted}, in {cap.window}" if cap.window else counted


def _policy(terms: Terms) -> str:
    changes = {True: ", which can change", False: ", which cannot change", None: ""}
    return f"{terms.policy}{changes[terms.policy_can_change]}" if terms.policy else ""


def _naming(naming: Naming) -> str:
    parts = []
    if naming.prefix:
        parts.append(f"names of models made from it begin with “{naming.prefix}”")
    if naming.display:
        parts.append("shown: " + " or ".join(f"“{one}”" for one in naming.display))
    above = f" (above {naming.above})" if naming.above else ""
    return "; ".join(parts) + above if parts else ""
