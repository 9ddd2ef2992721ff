"""Whatever is written as TOML is read as what it was."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from weighbridge.documents.toml_text import commented, note, table

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(text=TEXT.filter(bool), several=st.lists(TEXT, min_size=1))
def test_every_string_comes_back(text: str, several: list[str]) -> None:
    written = table("[release]", {"one": text, "many": several})

    assert tomllib.loads(written) == {"release": {"one": text, "many": several}}


@given(text=st.text())
def test_comments_hold_nothing_but_comments(text: str) -> None:
    assert tomllib.loads(note(text) + commented(table("[a]", {"key": text}))) == {}
