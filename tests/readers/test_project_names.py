"""Names of projects, and the models that bear them."""

import pytest

from weighbridge.readers.project_names import bears, project_names, same_owner


@pytest.mark.parametrize(
    ("title", "folder", "names"),
    [
        ("Tiny-Guess: Guessing Names", "", {"tinyguess"}),
        ("Tiny-Guess Models", "", {"tinyguess"}),
        ("What is Oak?", "", {"oak"}),
        ("OakVideo & OakVideoX | Forest", "", {"oakvideo", "oakvideox"}),
        ("Installation", "tiny-guess-1.2.0.tar.gz", {"tinyguess"}),
        ("", "https://host.example/acme/tiny-guess.git", {"tinyguess"}),
        ("", "tiny-1.0-language-models", {"tiny10"}),
    ],
)
def test_a_project_is_called_by_its_title_and_its_folder(
    title: str, folder: str, names: set[str]
) -> None:
    assert project_names(title, folder) == names


@pytest.mark.parametrize(
    ("model", "name", "expected"),
    [
        ("Oak-7B", "oak", True),
        ("oak2-7b", "oak", True),
        ("Oaken-7B", "oak", False),
        ("TinyGuessX-5b", "tinyguess", True),
        ("tiny_guess", "tinyguess", True),
        ("tiny-7b", "tinyguess", False),
        ("my-oak-7b", "oak", False),
    ],
)
def test_a_model_bears_a_name_that_it_begins_with(model: str, name: str, *, expected: bool) -> None:
    assert bears(model, {name}) is expected


def test_an_account_may_have_a_longer_name_elsewhere() -> None:
    assert same_owner("forest-labs", {"forestlabs"})
    assert same_owner("forest", {"forest-research"})
    assert not same_owner("oak", {"oakland"})
