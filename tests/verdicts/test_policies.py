from collections.abc import Mapping
from typing import Any

import pytest

from weighbridge.verdicts.policies import Policy, PolicyError
from weighbridge.verdicts.policy_files import load

BASE: dict[str, Any] = {
    "stages": ["internal", "public"],
    "rules": [
        {"id": "safe", "requires": ["no-file-is-dangerous"]},
        {"id": "open", "stages": ["public"], "requires": ["release-was-read-whole"]},
    ],
}


def policy(name: str = "own", **others: Mapping[str, Any]) -> Policy:
    return load(name, {"base": BASE, **others}.__getitem__)


def test_a_rule_without_stages_holds_at_each() -> None:
    held = policy("base")
    assert [rule.id for rule in held.at("internal")] == ["safe"]
    assert [rule.id for rule in held.at("public")] == ["safe", "open"]


def test_a_policy_has_the_rules_of_the_one_it_extends() -> None:
    held = policy(own={"extends": ["base"], "rules": [{"id": "more", "requires": "x"}]})
    assert [rule.id for rule in held.rules] == ["safe", "open", "more"]
    assert (held.stages, held.extends) == (("internal", "public"), ("base",))


def test_a_rule_of_the_same_id_takes_the_place_of_the_earlier_one() -> None:
    held = policy(own={"extends": ["base"], "rules": [{"id": "safe", "requires": "y"}]})
    assert held.at("internal")[0].checks() == {"y"}


def test_a_rule_is_taken_away_by_its_id() -> None:
    held = policy(own={"extends": ["base"], "rules": [{"id": "safe", "remove": True}]})
    assert [rule.id for rule in held.rules] == ["open"]


def test_words_that_demand_nothing_leave_the_digest_alone() -> None:
    titled = {"extends": ["base"], "title": "Ours", "description": "words"}
    assert policy(own=titled).digest == policy("base").digest


def test_a_relaxed_rule_changes_the_digest() -> None:
    rule = {"id": "safe", "requires": ["no-file-is-dangerous"], "unknown": "open"}
    assert policy(own={"extends": ["base"], "rules": [rule]}).digest != policy("base").digest


@pytest.mark.parametrize(
    ("tables", "cause"),
    [
        ({"extends": ["own"]}, "extends itself"),
        ({"rules": [{"requires": "x"}]}, "has no `id`"),
        ({"rules": [{"id": "a"}]}, "demands nothing"),
        ({"rules": [{"id": "a", "requires": []}]}, "at-least 0 of 0"),
        ({"rules": [{"id": "a", "requires": "x", "unknown": "ignore"}]}, "closed, open"),
        ({"rules": [{"id": "a", "requires": "x", "severity": "huge"}]}, "critical, high"),
        ({"rules": [{"id": "a", "require": "x"}]}, "`require` is no key of a rule"),
        ({"rule": []}, "`rule` is no key of a policy"),
        ({"rules": [{"id": "a", "requires": "x", "stages": ["late"]}]}, "`stages` does not list"),
        ({"rules": [{"id": "a", "conclusion": {"framework": "x"}}]}, "`at-least`"),
        ({"rules": [{"id": "a", "remove": True}]}, "no rule a to remove"),
        ({"stages": "public"}, "no list of names"),
    ],
)
def test_what_cannot_be_meant_is_refused(tables: dict[str, Any], cause: str) -> None:
    with pytest.raises(PolicyError, match=cause):
        policy(own=tables)
