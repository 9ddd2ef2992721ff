"""Openness claims are read from any bytes, in bounded time, and only where the words stand."""

from datetime import date
from io import BytesIO
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.facts.distribution import Gap, Part
from weighbridge.facts.licensing import OpennessClaim
from weighbridge.facts.release import Fact
from weighbridge.readers import openness_claims, openness_claims_metadata
from weighbridge.readers.blob import Blob
from weighbridge.readers.reading import read_release
from weighbridge.sources.memory import Memory

PATHS = st.sampled_from(["README.md", "CITATION.cff", "pyproject.toml", "setup.py", "package.json"])
PIECES = st.sampled_from(
    [
        *("open-source", "open source", "open", "fully open", "model", "models", "code", "data"),
        *("We ", "our ", "Namer ", "is ", "an ", "the ", "of ", "series of ", ", ", ". ", "\n"),
        *("开源", "我们", "模型", "オープンソース", "#", "“", '"', "[", "](", "<a href=", "</a>"),
        *("> ", "```", "|", "§", "\x00", "title: ", "keywords = [", "licensed under ", "not "),
        *("<!-- weighbridge: ignore ", "openness-claims-match-terms: ", "-->", "will "),
    ]
)


def _facts(path: str, data: bytes) -> tuple[Fact, ...]:
    memory = Memory({path: data})
    return read_release("r", [(Part("p"), memory)], as_of=date(2026, 11, 20)).facts


@settings(max_examples=150, deadline=None)
@given(path=PATHS, pieces=st.lists(PIECES | st.text(max_size=6), max_size=60))
def test_no_text_makes_a_reader_fail(path: str, pieces: list[str]) -> None:
    text = "".join(pieces)

    facts = _facts(path, text.encode("utf-8", "surrogatepass"))

    assert not [f for f in facts if isinstance(f, Gap) and "openness" in f.reason]


@settings(max_examples=60, deadline=None)
@given(path=PATHS, data=st.binary(max_size=300))
def test_no_bytes_make_a_reader_fail(path: str, data: bytes) -> None:
    assert not [
        f
        for f in _facts(path, b"open source " + data)
        if isinstance(f, Gap) and "openness" in f.reason
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_a_claim_stands_on_a_line_of_the_file(text: str) -> None:
    last = text.count("\n") + 1
    claims = [f for f in _facts("README.md", text.encode()) if isinstance(f, OpennessClaim)]

    assert all(c.at.lines and 1 <= c.at.lines[0] <= last for c in claims)
    assert all(c.words and c.subject in {"weights", "code", "data", "release"} for c in claims)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abcdefghijklm .,\n#*我们模型", max_size=200))
def test_a_text_without_the_words_has_no_claim(text: str) -> None:
    claims = [f for f in _facts("README.md", text.encode()) if isinstance(f, OpennessClaim)]

    assert claims == []


@pytest.mark.parametrize(
    "piece",
    [
        *("open-source ", "we open-source the ", "open a b c d e f g ", "开源", "§ is ", "open ("),
        *(
            "is a series of open-source ",
            "[open-source](",
            "<a href=",
            "“open source ",
            "我们开源,",
        ),
        *("<table", "an an an an an ", "> open source\n", "not open source, ", "open-source?\n"),
        *("<img alt='open source' ", "![open source]", "오픈소스 모델 ", "making it the a of all "),
        *("as an a a a open source, ", "[x] open-source the ", "from_pretrained('a/B"),
    ],
)
@pytest.mark.parametrize("path", ["README.md", "CITATION.cff"])
def test_a_long_hostile_text_is_read_in_bounded_time(piece: str, path: str) -> None:
    text = f"title: open source\n{piece * (200_000 // len(piece))}"
    data = text.encode()
    reader = openness_claims if path == "README.md" else openness_claims_metadata
    start = perf_counter()

    claims = list(reader.read.read(Blob(Part("p"), path, len(data), BytesIO(data))))

    assert perf_counter() - start < 3
    assert len(claims) <= 200


@pytest.mark.parametrize("piece", ["Namer is an open-source model. ", "open ", "我们开源了模型，"])
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    def seconds(size: int) -> float:
        data = (f"# Namer\n\n{piece * (size // len(piece))}\n" * 2).encode()
        blob = Blob(Part("p"), "README.md", len(data), BytesIO(data))
        start = perf_counter()
        assert len(list(openness_claims.read.read(blob))) <= 200
        return perf_counter() - start

    seconds(1000)
    small, large = min(seconds(20_000) for _ in range(3)), seconds(160_000)

    assert large < 8 * 4 * small + 0.2
