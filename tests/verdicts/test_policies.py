from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from weighbridge import catalogs
from weighbridge.gate import open_policy
from weighbridge.verdicts.policies import Policy, PolicyError, meant
from weighbridge.verdicts.policy_files import load
from weighbridge.verdicts.policy_names import confirm

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


def test_a_policy_that_two_others_extend_is_laid_once() -> None:
    stronger = {"extends": ["base"], "rules": [{"id": "safe", "requires": ["x", "y"]}]}
    held = policy(
        own={"extends": ["stronger", "plain"]}, stronger=stronger, plain={"extends": ["base"]}
    )
    assert held.at("internal")[0].checks() == {"x", "y"}


def test_two_policies_that_change_one_rule_need_a_third_to_decide() -> None:
    one = {"extends": ["base"], "rules": [{"id": "safe", "requires": "x"}]}
    other = {"extends": ["base"], "rules": [{"id": "safe", "remove": True}]}
    own = {"extends": ["one", "other"]}
    with pytest.raises(PolicyError, match="one and other both change the rule safe"):
        policy(own=own, one=one, other=other)
    decided = own | {"rules": [{"id": "safe", "requires": "z"}]}
    assert policy(own=decided, one=one, other=other).at("internal")[0].checks() == {"z"}


def test_a_stage_stands_where_an_id_leaves_it_open() -> None:
    held = policy(own={"stages": ["s"], "rules": [{"id": "a", "requires": "signed[{stage}:x]"}]})
    assert held.at("s")[0].checks() == {"signed[s:x]"}


@pytest.mark.parametrize(
    ("named", "check", "means"),
    [
        ("a", "a", True),
        ("a", "a[x]", True),
        ("a[x]", "a[x]", True),
        ("a[x]", "a", False),
        ("a[x:*]", "a[x:y]", True),
        ("a[x:*]", "a[z:y]", False),
        ("a[*]", "ab[x]", False),
        ("a[*]", "a", False),
        ("a[.*]", "a[x]", False),
    ],
)
def test_a_name_means_a_check_or_its_entries(named: str, check: str, means: bool) -> None:  # noqa: FBT001  # a case
    assert meant(named, check) is means


def test_a_refuted_check_is_not_demanded_the_same_way() -> None:
    when = [{"id": "a", "requires": "x", "when": one} for one in ("y", {"refuted": "y"})]
    assert policy(own={"rules": [when[0]]}).digest != policy(own={"rules": [when[1]]}).digest


@pytest.mark.parametrize("name", catalogs.entries("policies"))
def test_every_shipped_policy_says_what_it_is_and_names_what_there_is(name: str) -> None:
    record = catalogs.entry("policies", name)
    held = open_policy(name)
    assert isinstance(record["read"], date)
    assert held.source.startswith("https://")
    assert held.description.strip().endswith(".")
    assert held.stages == ("internal", "trusted-researchers", "public")
    assert all(rule.title for rule in held.rules)


@pytest.mark.parametrize(
    ("tables", "cause"),
    [
        ({"rules": [{"id": "a", "requires": "weights-load-safly"}]}, "mean weights-load-safely"),
        ({"rules": [{"id": "a", "requires": "component-is-present[model-crd]"}]}, "model-card"),
        ({"rules": [{"id": "a", "conclusion": {"framework": "mof", "at-least": "x"}}]}, "mof-1.0"),
        (
            {"rules": [{"id": "a", "conclusion": {"framework": "mof-1.0", "at-least": "Class 1"}}]},
            "no level Class 1",
        ),
        ({"parameters": {"nothing-is-so": {"x": 1}}}, "no check nothing-is-so"),
        ({"parameters": {"weights-load-safely": {"x": 1}}}, "nothing that may be set"),
        ({"parameters": {"protection-is-not-weakened": {"margn": 1}}}, "mean margin"),
        ({"parameters": {"protection-is-not-weakened": {"margin": 1}}}, "a table of numbers"),
        ({"parameters": {"protection-is-not-weakened": {"margin": {"x": True}}}}, "Write a number"),
    ],
)
def test_what_a_policy_names_has_to_exist(tables: dict[str, Any], cause: str) -> None:
    with pytest.raises(PolicyError, match=cause):
        confirm(policy(own=tables))


@pytest.mark.parametrize("flag", ["false", 0, "no"])
def test_only_true_and_false_say_whether_a_rule_can_be_waived(flag: Any) -> None:
    with pytest.raises(PolicyError, match="true or false"):
        policy(own={"rules": [{"id": "a", "requires": "x", "waivable": flag}]})
