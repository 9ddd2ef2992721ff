from conftest import Read
from weighbridge.documents.managed import section
from weighbridge.documents.record import State, build

CARD = b"""---
license: mit
pipeline_tag: text-classification
language: [de, en]
---
# Tiny

## Intended use

For teaching how a very small classifier works.

## Limitations

[More Information Needed]
"""


def test_front_matter_is_quoted(read: Read) -> None:
    record = build(read({"README.md": CARD}))
    assert record.value("front-matter.language") == ("de", "en")
    assert record["front-matter.language"].state is State.EVIDENCED
    assert record["front-matter.language"].at[0].lines == (4, 4)


def test_a_section_that_says_something_is_asserted_with_its_words(read: Read) -> None:
    record = build(read({"README.md": CARD}))
    assert record["section.model.intended-use"].state is State.ASSERTED
    assert record.value("words.model.intended-use") == (
        "For teaching how a very small classifier works."
    )


def test_a_placeholder_is_no_value(read: Read) -> None:
    record = build(read({"README.md": CARD}))
    assert record["section.model.limitations"].state is State.PLACEHOLDER
    assert record.value("section.model.limitations") is None


def test_a_section_that_is_not_there_is_missing(read: Read) -> None:
    assert build(read({"README.md": CARD}))["section.model.citation"].state is State.MISSING


def test_drafted_words_are_nobodys(read: Read) -> None:
    drafted = section("citation", "## Citation\n\nSee the file CITATION.cff for it.")
    record = build(read({"README.md": CARD + b"\n" + drafted.encode()}))
    assert record["section.model.citation"].state is State.MISSING
    assert "words.model.citation" not in record.fields


def test_drafted_words_that_a_person_changed_are_theirs(read: Read) -> None:
    drafted = section("citation", "## Citation\n\nSee it.").replace("See it.", "Ada, 2026, Tiny.")
    record = build(read({"README.md": CARD + b"\n" + drafted.encode()}))
    assert record.value("words.model.citation") == "Ada, 2026, Tiny."


def test_the_card_at_the_top_comes_first(read: Read) -> None:
    record = build(read({"a/README.md": CARD, "README.md": CARD}))
    assert record.value("card.model") == "README.md"
