import pytest

from weighbridge.catalogs import loaders


@pytest.mark.parametrize("name", loaders.names())
def test_a_table_names_its_version_and_day(name: str) -> None:
    loader = loaders.load(name)
    assert loader.version[0].isdigit()
    assert loader.read.startswith("20")
    assert loader.rows


def test_an_architecture_has_the_prefix_of_its_tensors() -> None:
    found = loaders.load("transformers").architectures("llama")
    assert found["LlamaForCausalLM"] == "model"


def test_a_library_that_was_not_read_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        loaders.load("keras")
