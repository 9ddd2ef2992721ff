"""Whether the licences of models that were merged can hold together."""

from collections.abc import Iterator
from itertools import combinations

from weighbridge.findings.finding import Finding
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import Parent, same
from weighbridge.findings.lineage.rules import Rule

_MOST = 20
"""Pairs that are told."""


def merged_terms_agree(rule: Rule, merged: tuple[Parent, ...], child: Child) -> Iterator[Finding]:
    """Judge each pair of different licences; models under one licence agree."""
    by_license: dict[str, Parent] = {}
    for one in merged:
        by_license.setdefault(one.license or one.name, one)
    distinct = list(by_license.values())
    if len(merged) == 1:
        yield rule.open(merged[0], "no other model is named that it was merged with", child)
    elif len(distinct) == 1:
        yield _alone(rule, distinct[0], child)
    for (one, other), _ in zip(combinations(distinct, 2), range(_MOST), strict=False):
        yield _pair(rule, one, other, child)


def _alone(rule: Rule, one: Parent, child: Child) -> Finding:
    if one.license:
        return rule.fine(one, f"all merged models are under {one.license}", child)
    return rule.open(one, "its licence is stated nowhere and it is not well known", child)


def _pair(rule: Rule, one: Parent, other: Parent, child: Child) -> Finding:
    for each in (one, other):
        undecided = rule.undecided(each, child, "relicensing")
        if undecided is not None:
            return undecided
    clauses = " and ".join(p.clause("relicensing") for p in (one, other))
    answers = {one.terms.relicensing, other.terms.relicensing}
    if same(one.license, other.license) or answers == {"yes"}:
        return rule.fine(one, f"it can be merged with {other.name}: {clauses}", child)
    if answers == {"no"} or ("no" in answers and answers & {"with-terms", "with-restrictions"}):
        return rule.conflict(one, f"it cannot be merged with {other.name}: {clauses}", child)
    why = f"whether it can be merged with {other.name} depends on how both are met: {clauses}"
    return rule.open(one, why, child)
