import pytest
from huggingface_hub import DatasetCard, DatasetCardData, ModelCard, ModelCardData

from weighbridge.card import judge_card

PLANTED = """\
---
license: apache2
language: [no, english]
pipeline_tag: text-clasification
pipeline_tag: text-clasification
library_name: tranformers
base_model: example/tiny
base_model_relation: finetuned
datasets: [Arabic Wikipedia]
tags: names
model-index:
- name: tiny
  results:
  - task: {type: text-classification}
    dataset: {type: glue, name: GLUE}
    metrics: [{type: accuracy, value: 934}]
---
# example/tiny

It classifies first names.
"""


def test_eleven_planted_mistakes_are_all_told() -> None:
    told = " ".join(judge_card("README.md", PLANTED.encode()).front_matter)
    for sign in (
        "license: apache2", "reads no as false", "The key pipeline_tag", "english", "clasification",
        "tranformers", "model itself", "finetuned", "Arabic Wikipedia", "`tags`", "934",
    ):  # fmt: skip
        assert sign in told


def test_a_template_as_it_comes_says_nothing() -> None:
    text = str(ModelCard.from_template(ModelCardData(license="mit")))
    card = judge_card("x", text.encode())
    assert card.template
    assert {k for k, v in card.sections.items() if v == "substantial"} == {"license"}


def test_a_template_of_a_data_card_says_nothing_either() -> None:
    text = str(DatasetCard.from_template(DatasetCardData(license="mit", pretty_name="X")))
    card = judge_card("x", text.encode(), of_data=True)
    assert (card.kind, card.template) == ("data", True)


@pytest.mark.parametrize("word", ["TBD", "TODO", "Coming soon!", "N/A", "[fill in]"])
def test_a_card_full_of_promises_is_a_template(word: str) -> None:
    heads = ("Intended use", "Training data", "Evaluation", "Limitations")
    text = "# A\n\n" + "".join(f"## {head}\n\n{word}\n\n" for head in heads)
    card = judge_card("README.md", text.encode())
    assert card.template
    assert "substantial" not in card.sections.values()


def test_one_promise_in_a_written_card_does_not_make_it_a_template() -> None:
    text = "# A\n\nA model of names in Dutch.\n\n## Training data\n\nAll names of 2020.\n\n"
    text += "## Citation\n\nTBD\n"
    assert not judge_card("README.md", text.encode()).template


@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe", b"---\n", b"---\na: [\n---\n"])
def test_no_bytes_are_too_odd_to_judge(data: bytes) -> None:
    card = judge_card("README.md", data)
    assert set(card.sections.values()) <= {"missing", "placeholder"}


def test_results_in_the_metadata_are_an_evaluation() -> None:
    card = judge_card("README.md", PLANTED.encode())
    assert card.sections["evaluation"] == "substantial"
