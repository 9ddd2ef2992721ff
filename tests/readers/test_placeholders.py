import pytest

from weighbridge.readers.markdown import Line
from weighbridge.readers.placeholders import says_nothing, weigh


@pytest.mark.parametrize(
    "text",
    [
        "[More Information Needed]",
        "More information needed.",
        "TBD",
        "- **Repository:** TODO",
        "n/a",
        "Coming soon!",
        "Results will be added soon.",
        "…",
        "{{ model_description }}",
        "**BibTeX:**",
        "1. [Model Details](#model-details)",
        "| F1 | TBD | n/a |",
        "Use the code below to get started with the model.",
        "![logo](https://example.org/a.png)",
    ],
)
def test_what_only_holds_a_place_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "MIT",
        "None known so far, apart from rare names.",
        "You can find more information in the paper.",
        "We mark open tasks with TODO in the code.",
        "| F1 | 0.9 |",
        "**License:** MIT",
        "该模型在罕见姓名上失败。",
    ],
)
def test_an_answer_says_something(text: str) -> None:
    assert not says_nothing(text)


def test_a_placeholder_is_found_on_its_line() -> None:
    weight = weigh(
        [Line(3, "It was trained on names."), Line(4, "TBD"), Line(5, "x = 1  # TBD", True)]
    )

    assert weight.placeholders == ((4, "TBD"),)
    assert weight.words == 10
