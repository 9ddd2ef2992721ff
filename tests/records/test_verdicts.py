import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.records.verdicts import (
    Item,
    SetError,
    Verdict,
    answers,
    asked,
    head,
    items,
    written,
)


def _items(*lines: object) -> list[Item]:
    return list(items("\n".join(map(json.dumps, lines)), table=False))


def test_the_filter_is_not_shown_what_would_give_the_answer_away() -> None:
    (item,) = _items(
        {"id": 1, "text": "hi", "label": True, "domain": "bio", "group": "de", "weight": 2}
    )

    assert item.shown == {"id": "1", "text": "hi"}
    assert (item.label, item.domain, item.group, item.weight) == (True, "bio", "de", 2.0)


def test_a_table_is_a_set_too() -> None:
    (item,) = items('id,text,label,weight\na,"one, two",harmless,\n', table=True)

    assert (item.shown["text"], item.label, item.weight) == ("one, two", False, 1.0)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"text": "t", "label": True}, "no `id`"),
        ({"id": "a", "text": "t"}, "label is None"),
        ({"id": "a", "text": "t", "label": "maybe"}, "label is 'maybe'"),
        ({"id": "a", "label": True}, "nothing to show"),
        ({"id": "a", "text": "t", "label": 1, "weight": -1}, "weight is -1"),
        ({"id": "a", "text": "t", "label": 1, "weight": [1]}, "weight is"),
        (["a"], "no `id`"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(value: object, said: str) -> None:
    with pytest.raises(SetError, match=f"line 1: .*{said}"):
        _items(value)


def test_an_id_that_comes_again_is_refused() -> None:
    one = {"id": "a", "text": "t", "label": True}
    with pytest.raises(SetError, match="line 2: the id a comes again"):
        _items(one, one)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(SetError, match="no JSON"):
        list(items("{", table=False))


ITEM = Item("a", label=True, shown={"id": "a", "text": "t"})


@given(st.booleans())
def test_an_answer_is_found_again(said: bool) -> None:  # noqa: FBT001  # hypothesis gives it
    line = written(Verdict(ITEM, said, asked="m"), whole=False)

    assert answers(line, {"asked": ""}) == {("a", "m"): said}


def test_an_item_without_an_answer_is_not_taken_for_answered() -> None:
    line = written(Verdict(ITEM, None, "It hung.", "m"), whole=False)

    assert answers(line, {"asked": ""}) == {}
    assert json.loads(line)["error"] == "It hung."


def test_a_whole_output_answers_the_question_its_head_names() -> None:
    text = head({"asked": "1"}) + written(Verdict(ITEM, True), whole=True)

    assert answers(text, {"asked": "1"}) == {("a", ""): True}
    assert answers(text, {"asked": "2"}) == {}


@given(st.integers(0, 200))
def test_half_a_line_says_nothing(cut: int) -> None:
    whole = written(Verdict(ITEM, True, asked="m"), whole=False)
    text = whole + whole.replace('"a"', '"b"')[:cut]

    assert ("a", "m") in answers(text, {"asked": ""})


@given(st.text())
def test_any_text_is_read_for_answers(text: str) -> None:
    assert isinstance(answers(text, {"asked": ""}), dict)


@given(st.text(), st.booleans())
def test_any_text_is_a_set_or_refused(text: str, table: bool) -> None:  # noqa: FBT001  # as above
    with suppress(SetError):
        assert all(item.id for item in items(text, table=table))


def test_another_filter_or_another_text_is_another_question() -> None:
    other = Item("a", label=True, shown={"id": "a", "text": "u"})

    assert len({asked("f", ITEM), asked("g", ITEM), asked("f", other)}) == 3
