"""Document readers cope with any bytes, and with texts built to cost time."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.facts.distribution import Gap, Part
from weighbridge.facts.release import Fact
from weighbridge.readers.bibtex import entries
from weighbridge.readers.reading import read_release
from weighbridge.readers.references import references
from weighbridge.sources.memory import Memory

PATHS = (
    *("README.md", "CITATION.cff", "citation.bib", "paper.pdf", "paper.md", "paper/main.tex"),
    *("mof.yml", "data-information.toml", "SECURITY.md"),
)
PIECES = st.sampled_from(
    [
        *(
            "[",
            "](",
            "]",
            "<a href=",
            ">",
            "</a>",
            "@article{",
            "title={",
            "}",
            ",",
            "=",
            '"',
            "\n",
        ),
        *("## Citation", "arXiv:2601.00001", "https://doi.org/10.1/x", "---\n", "- ", "&a ", "*a"),
        *("%PDF-", "/Title (", "\\", "[[answers]]\n", "question = ", "'''", "\x00", "é", "| "),
    ]
)


def _facts(path: str, data: bytes) -> tuple[Fact, ...]:
    memory = Memory({path: data})
    return read_release("r", [(Part("p"), memory)], as_of=date(2026, 11, 20)).facts


@settings(max_examples=60, deadline=None)
@given(path=st.sampled_from(PATHS), pieces=st.lists(PIECES | st.text(max_size=6), max_size=60))
def test_no_text_makes_a_document_reader_fail(path: str, pieces: list[str]) -> None:
    facts = _facts(path, "".join(pieces).encode("utf-8", "surrogatepass"))

    assert not [f for f in facts if isinstance(f, Gap) and "reader failed" in f.reason]


@settings(max_examples=60, deadline=None)
@given(path=st.sampled_from(PATHS), data=st.binary(max_size=300))
def test_no_bytes_make_a_document_reader_fail(path: str, data: bytes) -> None:
    facts = _facts(path, data)

    assert not [f for f in facts if isinstance(f, Gap) and "reader failed" in f.reason]


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=80).map("".join))
def test_references_and_entries_stay_inside_their_text(text: str) -> None:
    last = text.count("\n") + 1

    assert all(1 <= one.lines[0] <= one.lines[1] <= last for one in references(text))
    assert all(1 <= one.lines[0] <= one.lines[1] <= last for one in entries(text))


@pytest.mark.parametrize(
    "piece",
    ["[", "[a](", "<a href=x ", "@a{b,", "@a{b,c={", "](", "[a][", "![", "a={", "\n#", "\n|"],
)
def test_a_long_hostile_document_is_read_in_bounded_time(piece: str) -> None:
    text = "## Citation\n" + piece * (400_000 // len(piece))
    start = perf_counter()
    references(text)

    assert perf_counter() - start < 5
