"""What is known of models, services and datasets by their names."""

import pytest

from weighbridge import catalogs
from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses.plain import word
from weighbridge.catalogs.vocabularies import known_models


@pytest.mark.parametrize(
    ("name", "license_id"),
    [
        ("meta-llama/Llama-2-7b-hf", "LicenseRef-Llama-2"),
        ("meta-llama/Meta-Llama-3-8B", "LicenseRef-Llama-3"),
        ("meta-llama/Llama-3.1-8B", "LicenseRef-Llama-3.1"),
        ("https://huggingface.co/meta-llama/Llama-3.2-1B/tree/main", "LicenseRef-Llama-3.2"),
        ("Qwen/Qwen2.5-7B-Instruct", "Apache-2.0"),
        ("Qwen/Qwen2.5-3B", "LicenseRef-Qwen-Research"),
        ("Qwen/Qwen2.5-72B", "LicenseRef-Qwen"),
        ("google/gemma-2-2b-it", "LicenseRef-Gemma"),
        ("deepseek-ai/DeepSeek-R1", "MIT"),
        ("bert-base-uncased", "Apache-2.0"),
    ],
)
def test_a_well_known_name_has_a_license(name: str, license_id: str) -> None:
    found = known_models.find(name)

    assert found is not None
    assert found.license == license_id


def test_a_dataset_is_found_among_datasets_alone() -> None:
    found = known_models.find("hf://datasets/tatsu-lab/alpaca@main", "dataset")

    assert found is not None
    assert found.license == "CC-BY-NC-4.0"
    assert known_models.find("tatsu-lab/alpaca") is None
    assert known_models.find("HuggingFaceTB/smollm-corpus", "dataset") is None


@pytest.mark.parametrize(
    "name", ["", "somebody/llama-2-7b", "gpt2", "claudette", "llama", "Mistral-7B-OpenOrca"]
)
def test_what_only_sounds_like_a_known_name_is_not_known(name: str) -> None:
    assert known_models.find(name) is None


def test_a_service_has_terms_and_no_license() -> None:
    found = known_models.find("GPT-4o-mini")

    assert found is not None
    assert (found.steward, found.outputs, found.license) == ("OpenAI", "competing-only", "")


def test_every_line_names_a_recorded_license_or_a_service() -> None:
    for one in known_models.every():
        known = licenses.find(one.license)
        assert known.id == one.license if known else word("outputs", one.outputs) and one.terms


def test_names_are_written_in_lower_case() -> None:
    names = [name for one in known_models.every() for name in one.names]

    assert [name for name in names if name != name.lower()] == []
    assert len(names) == len(set(names))


@pytest.mark.parametrize("line", catalogs.entry("vocabularies", "known-models")["known"])
def test_a_line_says_where_it_was_read_or_that_it_was_not(line: dict[str, object]) -> None:
    assert bool(line.get("source")) != (line.get("verified") is False)


def test_what_was_read_of_a_name_wins_over_what_is_only_said_of_its_family() -> None:
    read, said = (
        known_models.find("microsoft/Phi-3-mini-4k-instruct"),
        known_models.find("microsoft/Phi-3-medium-4k-instruct"),
    )

    assert read is not None
    assert read.source
    assert said is not None
    assert not said.source
