"""Entries of the register under any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.records.governance import KINDS, parse
from weighbridge.records.governance.writing import change

_WORDS = st.text(st.characters(exclude_categories=["C"]), max_size=30)


@given(st.text(max_size=300), st.sampled_from(sorted(KINDS)), st.booleans())
def test_no_text_makes_reading_fail(text: str, kind: str, yaml: bool) -> None:  # noqa: FBT001
    assert parse(text, kind=kind, name="x", yaml=yaml).kind == kind


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), _WORDS), _WORDS)
def test_a_change_touches_nothing_else(others: dict[str, str], title: str) -> None:
    others.pop("title", None)
    text = "".join(f"{key} = {_toml(value)}\n" for key, value in others.items())
    changed = change(text, {("title",): title})
    assert changed.startswith(text.rstrip("\n")) or not text
    assert getattr(parse(changed, kind="risk", name="x").entry, "title") == title  # noqa: B009


def _toml(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.mark.parametrize("depth", [10, 100_000])
def test_deep_nesting_is_a_problem_not_a_crash(depth: int) -> None:
    assert parse("a = " + "[" * depth, kind="risk", name="x").problems
    assert parse("a: " + "[" * depth, kind="risk", name="x", yaml=True).problems
