from datetime import date
from typing import Any

import pytest

from weighbridge.findings import Evidence, Finding, Outcome
from weighbridge.records.governance import Waiver
from weighbridge.verdicts.gate import Gate, State, decide
from weighbridge.verdicts.policy_files import load
from weighbridge.verdicts.report import Level, Report, Verdict
from weighbridge.verdicts.waivers import Granted

DAY = date(2026, 11, 20)
EVERY = ("claims", "evidence", "evidence-unblanketed")


def found(check: str, outcome: Outcome, path: str = "a.bin", remedy: str = "") -> Finding:
    at = (Evidence("r", path),)
    return Finding(outcome, f"{check} is {outcome}.", at, check, readings=EVERY, remedy=remedy)


def gate(rules: list[dict[str, Any]], *findings: Finding, **more: Any) -> Gate:
    verdicts = more.pop("verdicts", ())
    policy = load("p", {"p": {"stages": ["public"], "rules": rules, **more.pop("top", {})}}.get)  # type: ignore[arg-type]
    report = Report("r", "1", "0", "2026-11-20", verdicts=verdicts, findings=findings)
    given = {"evaluate": lambda _: (Outcome.UNKNOWN, "not evaluated"), **more}
    return decide(policy, "public", report, as_of=DAY, **given)


ONE = [{"id": "one", "requires": ["a"]}]


def test_a_gate_opens_when_every_rule_is_shown_to_hold() -> None:
    assert gate(ONE, found("a", Outcome.PASS)).state is State.OPEN


def test_a_failure_closes_it_with_reason_and_act() -> None:
    decided = gate(ONE, found("a", Outcome.FAIL, remedy="Mend a."))
    assert decided.state is State.CLOSED
    assert decided.rules[0].reasons == ("a is fail.",)
    assert [one.remedy for one in decided.changes] == ["Mend a."]


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.NOT_APPLICABLE])
def test_what_is_not_shown_keeps_it_closed(outcome: Outcome) -> None:
    assert gate(ONE, found("a", outcome)).state is State.NO_EVIDENCE


def test_a_check_that_nothing_answers_keeps_it_closed() -> None:
    decided = gate(ONE)
    assert decided.state is State.NO_EVIDENCE
    assert decided.rules[0].reasons == ("Nothing in the release answers a.",)


def test_a_policy_without_rules_opens_nothing() -> None:
    assert gate([]).state is State.NO_EVIDENCE


def test_an_id_without_entry_means_all_of_its_entries() -> None:
    decided = gate(ONE, found("a[x]", Outcome.PASS), found("a[y]", Outcome.FAIL))
    assert decided.state is State.CLOSED


def test_a_rule_whose_condition_fails_does_not_apply() -> None:
    rules = [*ONE, {"id": "two", "when": "b", "requires": "c"}]
    decided = gate(rules, found("a", Outcome.PASS), found("b", Outcome.FAIL))
    assert (decided.state, decided.rules[1].outcome) == (State.OPEN, Outcome.NOT_APPLICABLE)


def test_a_rule_whose_condition_is_unknown_applies() -> None:
    rules = [*ONE, {"id": "two", "when": "b", "requires": "c"}]
    assert gate(rules, found("a", Outcome.PASS)).state is State.NO_EVIDENCE


def test_only_findings_of_the_reading_count() -> None:
    claimed = Finding(Outcome.PASS, "Said.", (), "a", readings=("claims",))
    assert gate(ONE, claimed).state is State.NO_EVIDENCE
    assert gate([{**ONE[0], "reading": "claims"}], claimed).state is State.OPEN


def test_a_rule_may_let_the_unknown_through() -> None:
    assert gate([{**ONE[0], "unknown": "open"}], found("a", Outcome.UNKNOWN)).state is State.OPEN


def test_a_rule_may_let_through_what_does_not_apply() -> None:
    rules = [{**ONE[0], "inapplicable": "open"}]
    assert gate(rules, found("a", Outcome.NOT_APPLICABLE)).state is State.OPEN
    assert gate(rules).state is State.NO_EVIDENCE


def waiver(**changed: Any) -> Granted:
    held = {
        "check": "a",
        "reason": "until the next run",
        "owner": "Ada",
        "author": "Ada",
        "approver": "Grace",
        "until": date(2026, 12, 1),
    }
    return Granted("w", Waiver(**{**held, **changed}), Evidence("r", "governance/waivers/w.toml"))


def test_a_waived_failure_opens_and_stays_visible() -> None:
    decided = gate(ONE, found("a", Outcome.FAIL), waivers=[waiver()])
    assert decided.state is State.OPEN
    assert decided.rules[0].waived[0].finding.outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"until": date(2026, 11, 19)}, "It ended on 2026-11-19"),
        ({"until": None}, "has no end"),
        ({"approver": " ADA "}, "was approved by its author"),
        ({"approver": "TBD"}, "names no approver"),
        ({"reason": " "}, "names no reason"),
        ({"owner": ""}, "names no owner"),
    ],
)
def test_a_waiver_that_does_not_hold_closes_and_says_why(changed: Any, why: str) -> None:
    decided = gate(ONE, found("a", Outcome.FAIL), waivers=[waiver(**changed)])
    assert decided.state is State.CLOSED
    assert why in decided.refused[0]


def test_a_waiver_for_some_files_leaves_the_others_standing() -> None:
    findings = (found("a", Outcome.FAIL, "old/x.bin"), found("a", Outcome.FAIL, "new/x.bin"))
    decided = gate(ONE, *findings, waivers=[waiver(path="old/*")])
    assert decided.state is State.CLOSED
    assert [f.evidence[0].path for f in decided.rules[0].findings] == ["new/x.bin"]


def test_some_rules_cannot_be_waived() -> None:
    rules = [{**ONE[0], "waivable": False}]
    assert gate(rules, found("a", Outcome.FAIL), waivers=[waiver()]).state is State.CLOSED


def test_a_waiver_grants_nothing_where_nothing_was_found() -> None:
    assert gate(ONE, waivers=[waiver()]).state is State.NO_EVIDENCE


def verdict(*outcomes: Outcome) -> Verdict:
    levels = tuple(Level(f"l{n}", f"Level {n}", o, 0, 0) for n, o in enumerate(outcomes))
    return Verdict("f", "F", "evidence", None, levels)


@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN])
def test_a_framework_has_to_reach_the_level_that_is_demanded(outcome: Outcome) -> None:
    rules = [{"id": "f", "conclusion": {"framework": "f", "at-least": "Level 1"}}]
    decided = gate(rules, verdicts=(verdict(Outcome.PASS, outcome),))
    assert decided.rules[0].outcome is outcome


def test_a_framework_that_was_not_applied_shows_nothing() -> None:
    rules = [{"id": "f", "conclusion": {"framework": "f", "at-least": "Level 1"}}]
    assert gate(rules).state is State.NO_EVIDENCE


def test_an_expression_decides_as_it_is_evaluated() -> None:
    rules = [{"id": "e", "expression": "size(findings) == 0"}]
    assert gate(rules, evaluate=lambda _: (Outcome.PASS, "")).state is State.OPEN
    assert gate(rules).state is State.NO_EVIDENCE


def test_a_weaker_policy_closes_unless_it_is_only_warned_of() -> None:
    decided = gate(ONE, found("a", Outcome.PASS))
    held = decided.held_against(("Rule b is gone.",), "closed")
    warned = decided.held_against(("Rule b is gone.",), "warn")
    assert held.state is State.CLOSED
    assert (warned.state, warned.weaker) == (State.OPEN, ("Rule b is gone.",))
