"""Readers of cards, results and data cope with any bytes, and removing words never adds any."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.facts.distribution import Part
from weighbridge.facts.release import Fact
from weighbridge.readers import (
    card,
    croissant,
    dataset_calls,
    dataset_files,
    dataset_links,
    eval_results,
    lm_evaluation,
    metric_files,
    model_index,
    result_tables,
)
from weighbridge.readers.blob import Blob
from weighbridge.readers.markdown import Line, chapters
from weighbridge.readers.placeholders import weigh
from weighbridge.readers.port import Reader

PLACES: tuple[tuple[Reader, str], ...] = (
    (card.read, "README.md"),
    (card.read, "MODEL_CARD.md"),
    (card.read, "DATA_CARD.md"),
    (croissant.read, "croissant.json"),
    (dataset_calls.read, "train.py"),
    (dataset_files.read, "data/train.csv"),
    (dataset_files.read, "data/train.json"),
    (dataset_links.read, "README.md"),
    (eval_results.read, ".eval_results/a.yaml"),
    (lm_evaluation.read, "results.json"),
    (metric_files.read, "metrics.json"),
    (metric_files.read, "metrics.csv"),
    (model_index.read, "README.md"),
    (result_tables.read, "README.md"),
)
PIECES = st.sampled_from(
    [
        "---\n", "license: mit\n", "model-index:\n- results: [{metrics: [{value: 1}]}]\n",
        "a: &a *a\n",
        "**Bias**\n",         "datasets: [a/b]\n", "# Model card\n", "## Evaluation\n",
        "## Training data\n",
        "- **License:** MIT\n", "TBD\n", "[More Information Needed]\n", "<!--", "-->", "```\n",
        "| Language | F1 |\n|---|---|\n| da | 0.9 |\n", "<table><tr><td>MMLU</td><td>1</td></tr>",
        "</table>\n", "https://huggingface.co/datasets/a/b ", "[model card](https://example.org) ",
        'load_dataset("a/b")\n', '{"results": ', '{"acc": 1}', "}", "===\n", "<h1>x</h1>\n", "\r\n",
        "@context mlcommons ", '"', "\x00", "0.5 % ", "{{", "[" * 50,
    ]
)  # fmt: skip
DOCUMENTS = st.lists(PIECES | st.text(max_size=12), max_size=24).map("".join)


def facts(reader: Reader, path: str, data: bytes) -> list[Fact]:
    return list(reader.read(Blob(Part("release"), path, len(data), BytesIO(data))))


@pytest.mark.parametrize(("reader", "path"), PLACES)
@given(data=st.binary(max_size=400) | DOCUMENTS.map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_facts_that_point_at_their_file(
    reader: Reader, path: str, data: bytes
) -> None:
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for fact in facts(reader, path, data):
        assert fact.at.path == path
        if fact.at.lines:
            first, last = fact.at.lines
            assert 1 <= first <= last <= lines


@given(DOCUMENTS)
def test_every_visible_line_belongs_to_one_chapter_at_most(text: str) -> None:
    numbers = [line.number for chapter in chapters(text) for line in chapter.lines]

    assert numbers == sorted(set(numbers))


@given(st.lists(st.text(max_size=60).map(lambda text: text.replace("\n", " ")), max_size=8))
def test_more_lines_never_say_less(texts: list[str]) -> None:
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]

    assert weigh(lines).words >= weigh(lines[:-1]).words >= 0
