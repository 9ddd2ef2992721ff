"""Criteria are three-valued, and the shortest list of changes is really the shortest."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.findings import Outcome
from weighbridge.verdicts import frameworks
from weighbridge.verdicts.changes import shortest
from weighbridge.verdicts.criteria import (
    CriteriaError,
    Demand,
    Group,
    Node,
    Refuted,
    checks,
    outcome,
    parse,
)

NAMES = ["a", "b", "c", "d", "e"]
DEMANDS: st.SearchStrategy[Node] = st.sampled_from(NAMES).map(Demand)
OUTCOMES = st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(list(Outcome))))


@st.composite
def _groups(draw: st.DrawFn, members: st.SearchStrategy[Node]) -> Node:
    chosen = draw(st.lists(members, min_size=1, max_size=3))
    return Group(tuple(chosen), draw(st.integers(1, len(chosen))))


TREES = st.recursive(DEMANDS, _groups, max_leaves=6)


@given(TREES, OUTCOMES, st.sampled_from(NAMES))
def test_taking_a_pass_away_never_helps(
    tree: Node, outcomes: dict[str, Outcome], gone: str
) -> None:
    order = [Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS]
    fewer = {name: found for name, found in outcomes.items() if name != gone}

    if outcomes[gone] is Outcome.PASS:
        assert order.index(outcome(tree, fewer)) <= order.index(outcome(tree, outcomes))


@given(TREES, OUTCOMES)
def test_the_shortest_changes_make_criteria_hold(tree: Node, outcomes: dict[str, Outcome]) -> None:
    needed = shortest(tree, outcomes)

    assert needed is not None
    assert outcome(tree, outcomes | dict.fromkeys(needed, Outcome.PASS)) is Outcome.PASS


@given(TREES, OUTCOMES)
def test_no_smaller_set_of_changes_is_enough(tree: Node, outcomes: dict[str, Outcome]) -> None:
    needed = shortest(tree, outcomes) or frozenset()

    for size in range(len(needed)):
        for fewer in combinations(sorted(checks(tree)), size):
            mended = outcomes | dict.fromkeys(fewer, Outcome.PASS)
            assert outcome(tree, mended) is not Outcome.PASS


@pytest.mark.parametrize("found", [Outcome.NOT_APPLICABLE, Outcome.UNKNOWN])
def test_only_a_pass_passes(found: Outcome) -> None:
    assert outcome(Demand("a"), {"a": found}) is Outcome.UNKNOWN


def test_a_check_that_was_not_asked_is_unknown() -> None:
    assert outcome(Demand("a"), {}) is Outcome.UNKNOWN


@pytest.mark.parametrize("stated", [3, {"none-of": ["a"]}, {"at-least": 3, "of": ["a"]}, []])
def test_criteria_that_cannot_be_read_are_refused(stated: object) -> None:
    with pytest.raises(CriteriaError):
        parse(stated)


def _refutes(node: Node) -> bool:
    match node:
        case Refuted():
            return True
        case Group(members, _):
            return any(_refutes(member) for member in members)
    return False


@pytest.mark.parametrize("framework", frameworks.ids())
def test_no_conclusion_rests_on_a_failing_check(framework: str) -> None:
    rungs = frameworks.load(framework).rungs

    assert not any(_refutes(rule.demands) for rung in rungs for rule in rung.rules)
