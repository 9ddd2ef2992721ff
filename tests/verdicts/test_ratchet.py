from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.findings import Outcome
from weighbridge.verdicts.criteria import Demand, Group, Node, outcome
from weighbridge.verdicts.policies import Policy
from weighbridge.verdicts.policy_files import load
from weighbridge.verdicts.ratchet import DemandsError, implies, weaker

RULE: dict[str, Any] = {"id": "r", "requires": ["a", "b"]}


def policy(**changed: Any) -> Policy:
    tables = {"stages": ["internal", "public"], "rules": [RULE], **changed}
    return load("p", {"p": tables}.__getitem__)


def found(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    return weaker(policy(rules=[before]).demands, policy(rules=[after]).demands)


def test_the_same_policy_is_not_weaker() -> None:
    assert weaker(policy().demands, policy().demands) == ()


def test_a_rule_that_is_gone_is_named() -> None:
    after = policy(rules=[{"id": "other", "requires": "a"}])
    assert weaker(policy().demands, after.demands) == ("The rule r is gone.",)


def test_a_stage_that_is_gone_is_named() -> None:
    assert "The stage internal is gone." in weaker(
        policy().demands, policy(stages=["public"]).demands
    )


def test_a_ratchet_that_only_warns_is_named() -> None:
    assert "only warns" in weaker(policy().demands, policy(ratchet="warn").demands)[0]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"requires": ["a"]}, "demands a"),
        ({"requires": {"any-of": ["a", "b"]}}, "demands any of"),
        ({"stages": ["public"]}, "no longer holds at the stage internal"),
        ({"severity": "low"}, "severity low"),
        ({"unknown": "open"}, "lets through what is unknown"),
        ({"inapplicable": "open"}, "lets through what does not apply"),
        ({"reading": "claims"}, "reading claims"),
        ({"when": "c"}, "applies less often: when c"),
    ],
)
def test_every_way_to_demand_less_is_named(changed: dict[str, Any], words: str) -> None:
    [said] = found(RULE, RULE | changed)
    assert words in said
    assert found(RULE | changed, RULE) == ()


def test_a_rule_that_can_be_waived_now_is_named() -> None:
    assert found({**RULE, "waivable": False}, RULE) == ("The rule r can be waived now.",)


def test_another_expression_may_demand_less() -> None:
    before, after = ({"id": "r", "expression": one} for one in ("true", "false"))
    assert "another expression" in found(before, after)[0]


def test_a_lower_level_of_a_framework_is_named() -> None:
    def rule(level: str) -> dict[str, Any]:
        return {"id": "r", "conclusion": {"framework": "mof-1.0", "at-least": level}}

    low, high = rule("Class III - Open Model"), rule("Class I - Open Science")
    assert "demanded Class I" in found(high, low)[0]
    assert found(low, high) == ()


def test_a_threshold_that_moved_the_laxer_way_is_named() -> None:
    def demands(margin: float) -> Any:
        table = {"protection-is-not-weakened": {"margin": {"leak-rate": margin}}}
        return policy(parameters=table).demands

    said = weaker(demands(0.01), demands(0.05))
    assert said == (
        "The threshold protection-is-not-weakened.margin.leak-rate is 0.05, and was 0.01.",
    )
    assert weaker(demands(0.05), demands(0.01)) == ()
    assert "is 0.05, and was 0.02" in weaker(policy().demands, demands(0.05))[0]


def test_a_new_or_longer_waiver_is_named() -> None:
    def demands(*waivers: dict[str, str]) -> Any:
        return policy().demands | {"waivers": list(waivers)}

    one = {"id": "w", "check": "a", "path": "", "until": "2026-12-01"}
    assert "new waiver, w" in weaker(demands(), demands(one))[0]
    assert "was prolonged" in weaker(demands(one), demands(one | {"until": "2027-01-01"}))[0]
    assert "something else" in weaker(demands(one), demands(one | {"check": "b"}))[0]
    assert weaker(demands(one), demands()) == ()


def test_a_check_of_ones_own_that_changed_is_named() -> None:
    before, after = (policy().demands | {"own": {"x-is-y": one}} for one in ("1", "2"))
    assert "was changed" in weaker(before, after)[0]
    assert "not asked any more" in weaker(before, policy().demands)[0]


@pytest.mark.parametrize("broken", [{}, {"stages": [1]}, {"stages": [], "rules": [{}]}])
def test_demands_that_cannot_be_read_are_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(DemandsError):
        weaker(broken, policy().demands)


LEAVES = st.sampled_from("abcd").map(Demand)


def groups(members: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    held = st.lists(members, min_size=1, max_size=3)
    return held.flatmap(
        lambda some: st.integers(1, len(some)).map(lambda least: Group(tuple(some), least))
    )


NODES = st.recursive(LEAVES, groups, max_leaves=6)


@given(NODES, NODES, st.sets(st.sampled_from("abcd")))
def test_what_implies_the_old_criteria_never_holds_without_them(
    new: Node, old: Node, passing: set[str]
) -> None:
    outcomes = {c: Outcome.PASS if c in passing else Outcome.FAIL for c in "abcd"}
    if implies(new, old) and outcome(new, outcomes) is Outcome.PASS:
        assert outcome(old, outcomes) is Outcome.PASS


@given(NODES)
def test_criteria_imply_themselves(node: Node) -> None:
    assert implies(node, node)
