"""Addresses on the Hub in every form that people write."""

import pytest

from weighbridge.sources import SourceError
from weighbridge.sources.hub_address import Address, is_hub, parse


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("hf://acme/tiny", Address("model", "acme/tiny")),
        ("hf://acme/tiny/", Address("model", "acme/tiny")),
        ("hf://gpt2@v1.0", Address("model", "gpt2", "v1.0")),
        ("hf://acme/tiny@refs/pr/7", Address("model", "acme/tiny", "refs/pr/7")),
        ("hf://models/acme/tiny", Address("model", "acme/tiny")),
        ("hf://datasets/acme/words@main", Address("dataset", "acme/words", "main")),
        ("hf://datasets/squad", Address("dataset", "squad")),
        ("hf://spaces/acme/demo", Address("space", "acme/demo")),
        ("https://huggingface.co/acme/tiny", Address("model", "acme/tiny")),
        ("https://huggingface.co/acme/tiny?library=x#top", Address("model", "acme/tiny")),
        ("https://hf.co/datasets/acme/words", Address("dataset", "acme/words")),
        ("https://huggingface.co/acme/tiny/tree/v2", Address("model", "acme/tiny", "v2")),
        (
            "https://huggingface.co/acme/tiny/tree/refs%2Fpr%2F1",
            Address("model", "acme/tiny", "refs/pr/1"),
        ),
    ],
)
def test_an_address_is_read(location: str, address: Address) -> None:
    assert is_hub(location)
    assert parse(location) == address


@pytest.mark.parametrize(
    "location",
    [
        "hf://",
        "hf://acme/tiny/file.txt",
        "hf://acme/tiny@",
        "hf://acme/tiny@a b",
        "hf://acme/tiny@a..b",
        "hf://../tiny",
        "hf://acme/ti ny",
        "https://huggingface.co/acme/tiny/blob/main/README.md",
        "https://huggingface.co/acme/tiny/tree/main/folder",
    ],
)
def test_what_names_no_repository_is_refused_with_the_right_form(location: str) -> None:
    with pytest.raises(SourceError, match="Write hf://OWNER/NAME@REVISION"):
        parse(location)


@pytest.mark.parametrize("location", ["folder", "git+https://hf.co/a/b", "https://example.org/a/b"])
def test_other_locations_are_left_to_other_sources(location: str) -> None:
    assert not is_hub(location)


def test_another_endpoint_is_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://hub.example.org/")

    assert parse("https://hub.example.org/acme/tiny") == Address("model", "acme/tiny")


def test_an_address_at_a_commit_names_it() -> None:
    assert parse("hf://datasets/acme/words@main").at("abc") == "hf://datasets/acme/words@abc"
