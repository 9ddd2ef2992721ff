import pytest

from weighbridge.formats._words import listing, numbered, percent, plural, prose, size, visible


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (999_949, "999.9 kB"),
     (999_950, "1.0 MB"), (2_500_000_000, "2.5 GB"), (10**15, "1000.0 TB")],
)  # fmt: skip
def test_a_size_has_the_unit_that_fits(count: int, words: str) -> None:
    assert size(count) == words


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")]
)
def test_only_the_whole_is_a_hundred_percent_and_only_nothing_is_none(
    share: float, words: str
) -> None:
    assert percent(share) == words


def test_a_noun_agrees_with_its_number() -> None:
    assert [plural(n, "file") for n in (0, 1, 1204)] == ["0 files", "1 file", "1,204 files"]


def test_a_list_reads_as_a_sentence() -> None:
    assert [listing(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x1b[2J", "a\\x1b[2J"), ("a\u202eb", "a\\u202eb"), ("a\nb", "a\\x0ab"),
     ("\ud800", "\\ud800"), ("\U000e0041", "\\U000e0041"), ("naïve 模型 🙂", "naïve 模型 🙂")],
)  # fmt: skip
def test_what_would_act_on_a_terminal_is_shown_instead(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_sentence_stands_on_one_line() -> None:
    assert prose(" one\n  two ") == "one two"


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((1,), "1"), ((1, 2), "1 and 2"), ((1, 2, 3), "1 to 3"), ((1, 3, 4, 5, 9), "1, 3 to 5 and 9")],
)
def test_a_run_of_numbers_is_shortened(numbers: tuple[int, ...], words: str) -> None:
    assert numbered(numbers) == words
