"""Which licence suits a kind of component and the publisher's aims, with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from weighbridge import catalogs
from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import terms
from weighbridge.catalogs.licenses.plain import title

KINDS = {"code": "code", "weights": "data", "data": "data", "documents": "document"}
"""What advice is asked for → the component type that a licence is made for."""
_FREEDOMS = ("use", "study", "modify", "share")
_TERMS = {"patents": "patent", "copyleft": "share-alike", "misuse-limits": "use-restrictions"}
"""Aim → the term that serves it."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One licence that may be chosen.

    Attributes:
        license: its id.
        serves: those of the aims that it serves.
        misses: those that it does not.
        reasons: why, one sentence each.
        consequences: what the frameworks make of it, one sentence each.
    """

    license: str
    name: str
    serves: tuple[str, ...]
    misses: tuple[str, ...]
    reasons: tuple[str, ...]
    consequences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    license: str
    serves: tuple[str, ...]
    why: str
    but: str


def aims() -> dict[str, str]:
    """Every aim, and what it means."""
    return dict(_advice_data()["aims"])


def advise(kind: str, wanted: Sequence[str]) -> tuple[Advice, ...]:
    """Licences for a kind of component, those that serve most of the aims first.

    Only licences that serve an aim are named; without aims, all that are made for the kind.

    Args:
        kind: `code`, `weights`, `data` or `documents`.
        wanted: names of aims.
    """
    fitting = [_candidates()[name] for name in _advice_data()["order"][kind]]
    serving = [one for one in fitting if not wanted or set(wanted) & set(one.serves)]
    ranked = sorted(serving, key=lambda one: -len(set(wanted) & set(one.serves)))
    return tuple(_advice(one, kind, wanted) for one in ranked)


def _advice(one: _Candidate, kind: str, wanted: Sequence[str]) -> Advice:
    known = licenses.find(one.license)
    return Advice(
        license=one.license,
        name=known.name if known else one.license,
        serves=tuple(aim for aim in wanted if aim in one.serves),
        misses=tuple(aim for aim in wanted if aim not in one.serves),
        reasons=(one.why, *_grounds(one, wanted), one.but),
        consequences=(_framework(one.license, kind), _definition(one.license)),
    )


def _grounds(one: _Candidate, wanted: Sequence[str]) -> tuple[str, ...]:
    """The licence's own words for the aims it serves."""
    words = terms.of(one.license).grounded
    keys = (_TERMS[aim] for aim in wanted if aim in one.serves and aim in _TERMS)
    return tuple(f"{title(key)}: “{words[key]}”." for key in keys if key in words)


def _framework(license_id: str, kind: str) -> str:
    """What the Model Openness Framework makes of it."""
    known = licenses.find(license_id)
    about = "Model Openness Framework"
    if known is None or not known.open:
        return f"{about}: it is not open, and counts for no class."
    if KINDS[kind] in known.suits:
        return f"{about}: it is open, counts, and is made for {kind}."
    return f"{about}: it is open and counts, and it is not made for {kind}."


def _definition(license_id: str) -> str:
    """What the Open Source AI Definition makes of it."""
    about = "Open Source AI Definition"
    limited = [one for one in _FREEDOMS if licenses.grants(license_id, one) is not True]
    if limited:
        return f"{about}: it limits the freedom to {' and '.join(limited)}, which rules it out."
    return f"{about}: it leaves the freedoms to use, study, modify and share."


@cache
def _candidates() -> dict[str, _Candidate]:
    return {
        one["license"]: _Candidate(one["license"], tuple(one["serves"]), one["why"], one["but"])
        for one in _advice_data()["candidates"]
    }


def _advice_data() -> dict[str, Any]:
    return catalogs.entry("vocabularies", "license-advice")
