"""Every rule over ancestors is answered, looks at kinds there are, and says what to do."""

import pytest

from weighbridge.facts.lineage import AncestorKind, Relation
from weighbridge.findings.lineage import judging, rules

each = pytest.mark.parametrize("rule", rules.every(), ids=[rule.id for rule in rules.every()])


def test_every_rule_of_the_catalogue_is_answered_and_no_other() -> None:
    assert {rule.id for rule in rules.every()} == judging.answered()


@each
def test_a_rule_looks_at_kinds_and_relations_there_are(rule: rules.Rule) -> None:
    assert set(rule.kinds) <= {kind.value for kind in AncestorKind}
    assert set(rule.relations) <= {relation.value for relation in Relation}


@each
def test_a_rule_speaks_in_sentences(rule: rules.Rule) -> None:
    assert rule.none.endswith(".")
    assert rule.remedy.endswith(".")
    assert not rule.title.endswith(".")
