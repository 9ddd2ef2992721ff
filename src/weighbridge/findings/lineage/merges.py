"""Whether the licences of models that were merged can hold together."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from weighbridge.findings.lineage.answers import Answer, conflict, fine, undecided
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import UNLICENSED, Parent, same

_MOST = 20
"""Pairs that are told."""


def merged_terms_agree(merged: tuple[Parent, ...], child: Child) -> Iterator[Answer]:
    """Judge each pair of different licences; models under one licence agree."""
    by_license: dict[str, Parent] = {}
    for one in merged:
        by_license.setdefault(one.license or one.name, one)
    distinct = list(by_license.values())
    if len(merged) == 1:
        yield undecided(merged[0], "no other model is named that it was merged with")
    elif len(distinct) == 1:
        yield _alone(distinct[0])
    for (one, other), _ in zip(combinations(distinct, 2), range(_MOST), strict=False):
        yield replace(_pair(one, other, child), beside=(other,))


def _alone(one: Parent) -> Answer:
    if one.license:
        return fine(one, f"all merged models are under {one.license}")
    return undecided(one, UNLICENSED)


def _pair(one: Parent, other: Parent, child: Child) -> Answer:
    for each in (one, other):
        missing = child.why_not(each, "relicensing")
        if missing:
            return undecided(each, missing)
    clauses = " and ".join(p.clause("relicensing") for p in (one, other))
    answers = {one.terms.relicensing, other.terms.relicensing}
    if same(one.license, other.license) or answers == {"yes"}:
        return fine(one, f"it can be merged with {other.name}: {clauses}")
    if answers == {"no"} or ("no" in answers and answers & {"with-terms", "with-restrictions"}):
        return conflict(one, f"it cannot be merged with {other.name}: {clauses}")
    why = f"whether it can be merged with {other.name} depends on how both are met: {clauses}"
    return undecided(one, why)
