"""Markdown: short enough for a comment, and no word of a release is more than a word."""

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from sample_reports import EVERY, claiming, drawn, empty, hostile
from weighbridge import formats
from weighbridge.findings import Evidence, Finding, Outcome, Severity
from weighbridge.formats._markdown_text import plain
from weighbridge.formats._room import Block, fitted
from weighbridge.verdicts.report import Report

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
EVIL = (
    "a | b `c` [d](https://evil.example) ![e](x) <img src=x> @octocat #12 **f** ~~g~~ "
    "www.evil.example https://evil.example \\| $h$ &lt;"
)


def written(*reports: Report) -> str:
    return formats.find("markdown").render(reports)


def many(count: int) -> Report:
    at = Evidence("code", "README.md", (1, 1))
    findings = tuple(
        Finding(Outcome.FAIL, f"Finding {n} " + "é" * 200, (at,), "c", Severity.HIGH)
        for n in range(count)
    )
    return replace(empty(), findings=findings)


@pytest.mark.parametrize("name", EVERY)
def test_every_row_has_as_many_cells_as_its_head(name: str) -> None:
    rendered = GFM.render(written(EVERY[name]()))
    tables = re.findall(r"<table>.*?</table>", rendered, re.DOTALL)

    for one in tables:
        widths = {row.count("<td>") + row.count("<th>") for row in one.split("<tr>")[1:]}
        assert len(widths) == 1


def test_evil_words_are_shown_as_they_are() -> None:
    rendered = GFM.render(plain(EVIL, 1000))

    assert re.findall(r"</?\w+", rendered) == ["<p", "</p"]
    assert "https://evil.example" in rendered
    assert "&lt;img src=x&gt;" in rendered


def test_nobody_is_mentioned_and_no_address_stands_bare() -> None:
    text = plain(EVIL, 1000)

    assert not re.search(r"@\w", text)
    assert not re.search(r"(?i)https?://|www\.", text)


def test_a_hostile_report_brings_no_element_of_its_own() -> None:
    text = written(hostile())

    assert set(re.findall(r"<(\w+)", text)) <= {"details", "summary"}


def test_many_findings_stay_below_64_kib_and_say_how_many_are_left_out() -> None:
    text = written(many(2000))
    shown = len(re.findall(r"Finding \d", text))

    assert len(text.encode()) < 64 * 1024
    assert f"**{2000 - shown:,} more findings left out to keep this short.**" in text
    assert text.count("<details>") == text.count("</details>")


def test_many_releases_stay_below_64_kib_and_say_so() -> None:
    text = written(*[many(30)] * 300)

    assert len(text.encode()) < 64 * 1024
    assert "left out to keep this short" in text


def test_a_summary_answers_first() -> None:
    text = written(claiming())

    assert text.index("Class III · Open Model") < text.index("What to change")
    assert "claims Class II · Open Tooling, evidence shows Class III · Open Model" in text


def test_several_releases_begin_with_a_table_of_all() -> None:
    assert written(claiming(), drawn()).startswith("# 2 releases\n\n| Release |")


def test_what_fits_is_written_whole() -> None:
    block = Block("before", ("one", "two"), "row", "after")

    assert fitted([block], 1000, "See there.") == "before\none\ntwo\nafter\n"


def test_a_block_that_does_not_fit_is_left_out_with_all_that_follow() -> None:
    long = Block("x" * 1000)

    assert fitted([Block("a"), long, Block("b")], 1000, "See there.") == (
        "a\n\n**The rest was left out to keep this short.** See there.\n"
    )
