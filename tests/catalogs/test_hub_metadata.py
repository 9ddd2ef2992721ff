import pytest

from weighbridge.catalogs.vocabularies import hub_metadata


@pytest.mark.parametrize(
    ("library", "path"),
    [
        ("transformers", "config.json"),
        ("peft", "adapter_config.json"),
        ("timm", "model.safetensors"),
        ("jev-style", "deep/model.gguf"),
        ("jev-style", "deep/config.json"),
        ("tic-clip", "checkpoints/a.pt"),
        ("a library nobody knows", "config.json"),
    ],
)
def test_a_query_file_counts(library: str, path: str) -> None:
    assert hub_metadata.known().counts(library, ["README.md", path])


@pytest.mark.parametrize(
    ("library", "path"),
    [
        ("transformers", "model.safetensors"),
        ("peft", "config.json"),
        ("jev-style", "config.yaml"),
        ("tic-clip", "a.pt"),
    ],
)
def test_another_file_does_not(library: str, path: str) -> None:
    assert not hub_metadata.known().counts(library, [path])


def test_every_query_can_be_asked() -> None:
    known = hub_metadata.known()
    for library in known.libraries:
        known.counts(library, ["a/b.c"])


def test_the_languages_are_two_letter_codes() -> None:
    assert all(len(code) == 2 and code.islower() for code in hub_metadata.known().languages)
