"""The frameworks of the catalogue ask for what their sources ask for."""

from itertools import accumulate

import pytest

from weighbridge import checks
from weighbridge.catalogs import components
from weighbridge.findings import Outcome
from weighbridge.verdicts import conclusions, frameworks
from weighbridge.verdicts.criteria import checks as checks_of

LADDER = ["Class III - Open Model", "Class II - Open Tooling", "Class I - Open Science"]
BOTH = ["component-is-present[{}]", "component-is-openly-licensed[{}]"]


def _criteria(framework: frameworks.Framework) -> dict[str, frozenset[str]]:
    return {rule.id: checks_of(rule.demands) for rung in framework.rungs for rule in rung.rules}


def _conclusion(framework: frameworks.Framework, lacking: set[str]) -> str | None:
    outcomes = {
        check: Outcome.FAIL if check.partition("[")[2].rstrip("]") in lacking else Outcome.PASS
        for check in framework.checks()
    }
    return conclusions.conclude(framework, "claims", outcomes, {}).conclusion


@pytest.mark.parametrize("framework", ["mof-1.0", "mof-2024-paper"])
def test_the_model_openness_framework_asks_for_6_then_10_then_14_components(framework: str) -> None:
    loaded = frameworks.load(framework)

    assert [rung.title for rung in loaded.rungs] == LADDER
    assert list(accumulate(len(rung.rules) for rung in loaded.rungs)) == [6, 10, 14]


@pytest.mark.parametrize("framework", ["mof-1.0", "mof-2024-paper", "mof-mot-2026-05"])
def test_a_class_asks_for_the_components_it_requires(framework: str) -> None:
    loaded = frameworks.load(framework)
    required = [
        {c.id for c in components.every() if c.required and c.mof_class == mof_class}
        for mof_class in (3, 2, 1)
    ]

    assert [{rule.id for rule in rung.rules} for rung in loaded.rungs] == required


def test_a_component_counts_when_it_is_there_under_an_open_license() -> None:
    criteria = _criteria(frameworks.load("mof-1.0"))

    for component, asked in criteria.items():
        assert asked >= {text.format(component) for text in BOTH}


def test_the_paper_of_2024_differs_in_the_license_of_datasets_alone() -> None:
    now, then = (_criteria(frameworks.load(f)) for f in ("mof-1.0", "mof-2024-paper"))

    assert {i for i in now if now[i] != then[i]} == {"datasets"}
    assert then["datasets"] == {"component-is-present[datasets]"}


@pytest.mark.parametrize(
    ("lacking", "conclusion"),
    [
        (set(), "Class I - Open Science"),
        ({"technical-report"}, "Class I - Open Science"),
        ({"research-paper"}, "Class II - Open Tooling"),
        ({"technical-report", "research-paper"}, None),
        ({"datasets"}, "Class II - Open Tooling"),
        ({"training-code"}, "Class III - Open Model"),
        ({"model-card"}, None),
        ({"sample-model-outputs", "model-metadata"}, "Class I - Open Science"),
    ],
)
def test_what_is_lacking_decides_the_class(lacking: set[str], conclusion: str | None) -> None:
    assert _conclusion(frameworks.load("mof-1.0"), lacking) == conclusion


@pytest.mark.parametrize(
    ("lacking", "conclusion"),
    [
        (set(), "Open Source AI"),
        ({"share"}, "Not Open Source AI"),
        ({"public-data-listed"}, "Not Open Source AI"),
        ({"evaluation-code"}, "Not Open Source AI"),
        ({"model-parameters-final"}, "Not Open Source AI"),
        ({"datasets"}, "Open Source AI"),
    ],
)
def test_the_open_source_ai_definition_asks_for_all_of_it_and_not_for_the_data(
    lacking: set[str], conclusion: str
) -> None:
    assert _conclusion(frameworks.load("osaid-1.0"), lacking) == conclusion


def test_the_open_source_ai_definition_is_undecided_while_a_person_has_not_answered() -> None:
    definition = frameworks.load("osaid-1.0")
    outcomes = dict.fromkeys(definition.checks(), Outcome.PASS)
    outcomes["data-information-is-attested[labeling]"] = Outcome.UNKNOWN

    verdict = conclusions.conclude(definition, "claims", outcomes, {})

    assert verdict.conclusion is None
    assert [level.id for level in verdict.levels if level.unknown] == ["data-information"]


def test_the_early_draft_ranks_components_and_applies_only_when_it_is_named() -> None:
    draft = frameworks.load("osaid-0.0.5-draft")

    assert draft.default is False
    assert [len(rung.rules) for rung in draft.rungs] == [5, 1, 1, 7]
    assert not {"data-card", "sample-model-outputs"} & set(_criteria(draft))


@pytest.mark.parametrize("framework", frameworks.ids())
def test_a_framework_states_its_version_and_source(framework: str) -> None:
    loaded = frameworks.load(framework)

    assert loaded.version
    assert "https://" in loaded.source
    assert loaded.description
    assert loaded.beyond


@pytest.mark.parametrize("framework", frameworks.ids())
def test_every_check_that_a_framework_names_exists(framework: str) -> None:
    there = {known for check in checks.every() for known in check.ids()}

    assert frameworks.load(framework).checks() - there == set()
