"""Whatever a release says, a format shows it, and it does nothing there."""

import re
from dataclasses import replace
from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sample_reports import claiming, empty
from weighbridge import formats
from weighbridge.findings import Evidence, Finding, Outcome
from weighbridge.formats._markdown_text import plain, row, table

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
WORDS = st.text(max_size=80) | st.text("a1.|\\\\`*_[]()<>#@!&;:/-+=~ \t\n", max_size=40)


@given(WORDS)
def test_no_text_breaks_a_table(text: str) -> None:
    rendered = GFM.render(f"{table('A', 'B')}\n{row(plain(text), 'last')}\n")

    assert rendered.count("<td>") == 2
    assert rendered.count("<td>last</td>") == 1
    assert set(re.findall(r"<(\w+)", rendered)) == {"table", "thead", "tbody", "tr", "th", "td"}


@given(WORDS)
def test_no_text_begins_anything_in_an_item(text: str) -> None:
    rendered = GFM.render(f"1. {plain(text)}\n")

    assert set(re.findall(r"<(\w+)", rendered)) <= {"ol", "li"}


@given(WORDS)
def test_no_text_breaks_a_test_report(text: str) -> None:
    finding = Finding(Outcome.FAIL, text, (Evidence(text, text),), text, remedy=text)
    written = formats.find("junit").render([replace(empty(), findings=(finding,))])

    assert fromstring(written.encode()).find("testsuite/testcase/failure") is not None  # noqa: S314  # our own


@given(WORDS)
def test_no_name_breaks_a_badge(text: str) -> None:
    written = formats.find("badge").render([replace(claiming(), release=text)])

    assert fromstring(written.encode()).get("role") == "img"  # noqa: S314  # our own
