from typing import Any

import pytest

from weighbridge.findings.front_matter import defects

GOOD: dict[str, Any] = {
    "license": "apache-2.0",
    "language": ["en", "gsw", "code"],
    "pipeline_tag": "text-classification",
    "library_name": "transformers",
    "base_model": ["example/base"],
    "base_model_relation": "merge",
    "datasets": ["glue", "example/data"],
    "tags": ["names"],
    "model-index": [
        {
            "name": "tiny",
            "results": [
                {
                    "task": {"type": "text-classification"},
                    "dataset": {"type": "glue", "name": "GLUE"},
                    "metrics": [{"type": "accuracy", "value": 0.9}, {"type": "wer", "value": 140}],
                }
            ],
        }
    ],
}


def test_metadata_without_a_mistake_has_no_defect() -> None:
    assert list(defects(GOOD, repository="example/tiny")) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"license": "apache2"}, "Did you mean apache-2.0?"),
        ({"license": ["mit", 3]}, "holds 3, not an id"),
        ({"license": []}, "`license` is empty"),
        ({"license": "other"}, "without `license_name`"),
        ({"license": "other", "license_name": "Our Terms"}, "small letters, digits"),
        ({"license": "other", "license_name": "ours"}, "without `license_link`"),
        ({"language": "english"}, "no code of ISO 639"),
        ({"language": "pt-BR"}, "`language_bcp47`"),
        ({"language": [False]}, "Put the code in quotes"),
        ({"pipeline_tag": "text-clasification"}, "Did you mean text-classification?"),
        ({"library_name": "tranformers"}, "Did you mean transformers?"),
        ({"base_model": "Example/Tiny"}, "is the model itself"),
        ({"base_model": "https://example.org/base"}, "names no repository"),
        ({"base_model_relation": "finetuned"}, "finetune, adapter, merge, quantized"),
        ({"base_model": None}, "comes without `base_model`"),
        ({"datasets": ["Arabic Wikipedia"]}, "no name of a dataset"),
        ({"tags": "names"}, "`tags` is no list"),
        ({"tags": [2020]}, "holds 2020, not a word"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(changed: dict[str, Any], said: str) -> None:
    found = [defect.message for defect in defects(GOOD | changed, repository="example/tiny")]
    assert any(said in message for message in found), found


def results(**metric: Any) -> list[str]:
    entry = {
        "name": "tiny",
        "results": [
            {
                "task": {"type": "x"},
                "dataset": {"type": "x", "name": "X"},
                "metrics": [{"type": "accuracy", "value": 0.5} | metric],
            }
        ],
    }
    return [defect.message for defect in defects({"model-index": [entry]})]


@pytest.mark.parametrize("value", [0, 1, 93.4, "93.4", "93.4%"])
def test_a_share_may_be_stated_in_per_cent(value: Any) -> None:
    assert results(value=value) == []


@pytest.mark.parametrize("value", [934, -0.1, "high", None, True])
def test_a_share_that_cannot_be_is_told(value: Any) -> None:
    assert len(results(value=value)) == 1


def test_an_error_rate_may_exceed_one_but_not_fall_below_zero() -> None:
    assert results(type="wer", value=1.4) == []
    assert results(type="wer", value=-1.4)


@pytest.mark.parametrize("value", ["x", [1], [{"name": "x"}], [{"name": "x", "results": [0]}]])
def test_results_of_another_shape_are_told(value: Any) -> None:
    assert list(defects({"model-index": value}))


def test_a_data_card_is_asked_about_its_own_keys() -> None:
    values = {"task_categories": ["text-clasification"], "size_categories": ["10K"]}
    assert len(list(defects(values, data=True))) == 2
    assert list(defects(values)) == []
