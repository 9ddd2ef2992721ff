from conftest import Read
from weighbridge.facts.card import Cards
from weighbridge.facts.provenance import Reading


def words(read: Read, body: str, name: str = "README.md") -> dict[str, str]:
    text = f"---\nlicense: mit\npipeline_tag: fill-mask\n---\n# Tiny\n\n{body}\n"
    cards = read({name: text.encode()}).view(Cards, Reading.CLAIMS)
    return {one.topic: one.words for one in reversed(cards.words)}


def test_paragraphs_are_joined_and_items_are_not(read: Read) -> None:
    body = "## Limitations\n\nIt fails\noften.\n\n- On digits.\n- On short\n  words."
    assert words(read, body) == {"limitations": "It fails often.\n- On digits.\n- On short words."}


def test_sections_below_belong_to_it(read: Read) -> None:
    body = "## Intended use\n\n### Direct use\n\nFor teaching how it works.\n\n## Citation\n\nAda."
    assert words(read, body)["intended-use"] == "**Direct use**\nFor teaching how it works."


def test_a_placeholder_is_no_word(read: Read) -> None:
    assert words(read, "## Limitations\n\n[More Information Needed]") == {}


def test_long_sections_are_cut(read: Read) -> None:
    assert len(words(read, "## Limitations\n\n" + "It fails. " * 1000)["limitations"]) <= 4000
