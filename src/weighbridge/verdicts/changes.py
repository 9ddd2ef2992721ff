"""The shortest list of changes: the fewest checks that, once they pass, make criteria hold."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from weighbridge.findings import Finding, Outcome
from weighbridge.verdicts.criteria import Demand, Group, Node, Outcomes, Refuted, outcome

_KEPT = 64
"""Alternatives kept at each branch; the published frameworks never have more than four."""


def shortest(node: Node, outcomes: Outcomes) -> frozenset[str] | None:
    """The smallest set of checks to make pass; empty when the criteria hold already.

    Of several smallest sets, the one with most failures that are already half way (unknown
    rather than failed), then the first in alphabetical order, so that the answer is stable.

    Returns:
        None when no set of checks can do it (an empty branch).
    """
    found = _alternatives(node, outcomes)
    return min(found, key=lambda s: _cost(s, outcomes)) if found else None


def acts(checks: Iterable[str], findings: Mapping[str, list[Finding]]) -> dict[str, list[str]]:
    """What to do so that some checks pass: each act with the checks that it mends.

    Args:
        findings: by check id.
    """
    held: dict[str, list[str]] = {}
    for check in sorted(checks):
        held.setdefault(_remedy(check, findings.get(check, [])), []).append(check)
    return held


def _remedy(check: str, findings: list[Finding]) -> str:
    worst = sorted(findings, key=lambda f: f.outcome is not Outcome.FAIL)
    for finding in worst:
        if finding.remedy:
            return finding.remedy
    return f"Make the check {check} pass."


def _alternatives(node: Node, outcomes: Outcomes) -> list[frozenset[str]]:
    if outcome(node, outcomes) is Outcome.PASS:
        return [frozenset()]
    match node:
        case Demand(check):
            return [frozenset({check})]
        case Refuted():
            return []
        case Group(members, least):
            each = [_alternatives(member, outcomes) for member in members]
            if least == len(members) and all(len(found) == 1 for found in each):
                return [frozenset().union(*(found[0] for found in each))]
            return _minimal(
                [union for chosen in combinations(each, least) for union in _unions(chosen)],
                outcomes,
            )


def _unions(chosen: tuple[list[frozenset[str]], ...]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = [frozenset()]
    for alternatives in chosen:
        found = list(dict.fromkeys(a | b for a in found for b in alternatives))
        found = sorted(found, key=len)[:_KEPT]
    return found


def _minimal(found: list[frozenset[str]], outcomes: Outcomes) -> list[frozenset[str]]:
    unique = sorted(dict.fromkeys(found), key=lambda s: _cost(s, outcomes))
    kept: list[frozenset[str]] = []
    for candidate in unique:
        if not any(smaller <= candidate for smaller in kept):
            kept.append(candidate)
    return kept[:_KEPT]


def _cost(checks: frozenset[str], outcomes: Outcomes) -> tuple[int, int, list[str]]:
    failing = sum(outcomes.get(check) is Outcome.FAIL for check in checks)
    return len(checks), failing, sorted(checks)
