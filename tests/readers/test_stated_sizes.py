import pytest

from conftest import Read
from weighbridge.documents.managed import section
from weighbridge.facts.card import Cards, StatedSize
from weighbridge.facts.provenance import Reading


def sizes(read: Read, body: str) -> tuple[StatedSize, ...]:
    card = f"---\nlicense: mit\npipeline_tag: fill-mask\n---\n{body}\n"
    return read({"README.md": card.encode()}).view(Cards, Reading.CLAIMS).sizes


@pytest.mark.parametrize(
    ("title", "count", "copies"),
    [("Tiny-7B", 7 * 10**9, 1), ("Tiny-0.5b-chat", 5 * 10**8, 1), ("Tiny 8x7B", 7 * 10**9, 8)],
)
def test_a_size_in_the_title_is_read(read: Read, title: str, count: int, copies: int) -> None:
    (found,) = sizes(read, f"# {title}")
    assert (found.count, found.copies, found.named) == (count, copies, True)


@pytest.mark.parametrize("title", ["Tiny 3n E2B", "Tiny-A3B", "Tiny v2", "Tiny 4bit", "B2B tiny"])
def test_a_title_without_a_size_says_nothing(read: Read, title: str) -> None:
    assert sizes(read, f"# {title}") == ()


@pytest.mark.parametrize(
    ("words", "count", "exact"),
    [
        ("The model has 7.2 billion parameters.", 7_200_000_000, False),
        ("It has 16,502 parameters.", 16_502, True),
        ("- **Parameters:** 110M", 110_000_000, False),
        ("Number of parameters: 1,234,567", 1_234_567, True),
    ],
)
def test_a_size_in_words_is_read(read: Read, words: str, count: int, exact: bool) -> None:  # noqa: FBT001
    (found,) = sizes(read, f"# Tiny\n\n{words}")
    assert (found.count, found.exact, found.named) == (count, exact, False)


@pytest.mark.parametrize(
    "words",
    [
        "It was tuned from a model of 7 billion parameters.",
        "It is better than models with 70B parameters.",
        "Only 3 million parameters are trainable.",
        "Model size: 13 GB",
        "It takes 3 parameters.",
        "```\nIt has 16,502 parameters.\n```",
    ],
)
def test_what_speaks_of_something_else_is_left_out(read: Read, words: str) -> None:
    assert sizes(read, f"# Tiny\n\n{words}") == ()


def test_a_size_below_a_heading_on_something_else_is_left_out(read: Read) -> None:
    assert sizes(read, "# Tiny\n\nHello.\n\n## Training\n\nIt has 16,502 parameters.") == ()


def test_what_was_drafted_is_nobodys_word(read: Read) -> None:
    drafted = section("model-details", "## Model details\n\n- **Parameters:** 16,502")
    assert sizes(read, f"# Tiny\n\n{drafted}") == ()
