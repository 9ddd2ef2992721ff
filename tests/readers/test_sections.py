import pytest

from weighbridge.catalogs.vocabularies import card_sections
from weighbridge.facts.card import Substance
from weighbridge.readers.markdown import chapters
from weighbridge.readers.sections import sections


@pytest.mark.parametrize(
    ("heading", "topics"),
    [
        ("Bias, Risks, and Limitations", {"limitations", "bias-and-risks"}),
        ("2. Intended uses & limitations", {"intended-use", "limitations"}),
        ("🚀 Quick Start", {"how-to-start"}),
        ("Out-of-Scope Use [optional]", {"out-of-scope-use"}),
        ("Training and evaluation data", {"training-data", "evaluation-data"}),
        ("Eval results", {"evaluation"}),
        ("BibTeX entry and citation info", {"citation"}),
        ("局限性", {"limitations"}),
        ("Environmental Impact", {"environmental-impact"}),
        ("Environment setup", set()),
        ("Inference performance", set()),
        ("Preparing training data", set()),
    ],
)
def test_a_heading_names_its_topics(heading: str, topics: set[str]) -> None:
    assert set(card_sections.named_by(heading)) == topics


def test_every_heading_of_the_vocabulary_names_its_own_topic() -> None:
    for data, known in (
        (False, card_sections.of_model_cards()),
        (True, card_sections.of_data_cards()),
    ):
        for topic in known.values():
            for alias in topic.aliases:
                assert topic.id in card_sections.named_by(alias, data=data)


def test_words_of_parts_count_for_the_section_above_them() -> None:
    below = "### Testing data\nA tenth of the names.\n## Limitations\n### License\nMIT\n"
    text = f"# x\n## Evaluation\n{below}"
    found = {part.heading: part for part in sections(chapters(text))}

    assert found["Evaluation"].words == 5
    assert found["Limitations"].words == 0
    assert found["License"].substance("license") is Substance.SUBSTANTIAL


def test_bold_words_are_headings_where_the_vocabulary_knows_them() -> None:
    text = "# x\n**Limitations**\n\nIt fails on rare names.\n\n**License:** MIT\n\n**Note** this.\n"
    found = {part.heading: part.topics for part in sections(chapters(text)) if part.topics}

    assert found == {"Limitations": ("limitations",), "License": ("license",)}


def test_headings_in_code_and_comments_are_none() -> None:
    text = "# x\n```\n## Limitations\n```\n<!--\n## Bias\n-->\n## Contact\nme\n"

    assert [chapter.heading for chapter in chapters(text)] == ["", "x", "Contact"]


@pytest.mark.parametrize(
    "text",
    [
        "Limitations\n-----------\nfew\n",
        "<h2 align='left'>Limitations</h2>\nfew\n",
        "##Limitations##\nfew\n",
    ],
)
def test_headings_are_found_in_every_way_of_writing_them(text: str) -> None:
    assert [chapter.heading for chapter in chapters(text)][1:] == ["Limitations"]


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    (_, _, second) = chapters("---\na: 1\n---\n# x\n\n## Contact\nme\n", 3)

    assert (second.first, second.lines[0].number) == (6, 7)
