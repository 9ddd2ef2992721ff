"""What holds of every decision, whatever the policy and the findings."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from weighbridge.findings import Finding, Outcome
from weighbridge.verdicts.gate import Gate, decide
from weighbridge.verdicts.policy_files import load
from weighbridge.verdicts.report import Report

CHECKS = ("a", "b", "c[x]", "c[y]", "d")
NAMED = st.sampled_from(["a", "b", "c", "c[x]", "c[*]", "d"])
CRITERIA = st.recursive(
    NAMED,
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda some: st.integers(1, len(some)).map(lambda n: {"at-least": n, "of": some})
    ),
    max_leaves=5,
)
RULES = st.lists(
    st.fixed_dictionaries({"requires": CRITERIA}, optional={"when": CRITERIA}),
    min_size=1,
    max_size=4,
)
FINDINGS = st.lists(
    st.tuples(st.sampled_from(CHECKS), st.sampled_from(list(Outcome))), max_size=12, unique=True
)


def decided(rules: list[dict[str, Any]], findings: list[tuple[str, Outcome]]) -> Gate:
    tables = [{"id": f"r{number}", **rule} for number, rule in enumerate(rules)]
    policy = load("p", {"p": {"stages": ["s"], "rules": tables}}.__getitem__)
    found = tuple(Finding(o, "Said.", (), c, readings=("evidence",)) for c, o in findings)
    report = Report("r", "", "", "2026-11-20", findings=found)
    return decide(
        policy, "s", report, as_of=date(2026, 11, 20), evaluate=lambda _: (Outcome.UNKNOWN, "")
    )


@given(RULES, FINDINGS, st.sampled_from(("a", "b", "c", "d")))
def test_taking_away_all_that_a_check_found_never_opens_a_gate(
    rules: list[dict[str, Any]], findings: list[tuple[str, Outcome]], lost: str
) -> None:
    demanded = [*rules, {"requires": "always"}]  # some rule applies, whatever is lost
    there = [*findings, ("always", Outcome.PASS)]
    rest = [one for one in there if one[0].partition("[")[0] != lost]
    assert decided(demanded, there).is_open or not decided(demanded, rest).is_open


@given(RULES)
def test_no_gate_is_open_where_nothing_was_found(rules: list[dict[str, Any]]) -> None:
    assert not decided(rules, []).is_open


@given(RULES, FINDINGS)
def test_a_closed_gate_says_why(
    rules: list[dict[str, Any]], findings: list[tuple[str, Outcome]]
) -> None:
    gate = decided(rules, findings)
    unmet = [rule for rule in gate.rules if rule.outcome in {Outcome.FAIL, Outcome.UNKNOWN}]
    assert all(rule.reasons for rule in unmet)
    assert gate.is_open is (not unmet and any(r.outcome is Outcome.PASS for r in gate.rules))
