import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from weighbridge import catalogs
from weighbridge.audit import open_release
from weighbridge.documents import drafts
from weighbridge.documents.record import Record, State, build
from weighbridge.documents.record.field import Field

EXAMPLES = Path(__file__).parents[2] / "examples"
FORMS = ("eu-model-documentation", "eu-training-summary")
WHO = {"office", "authorities", "downstream"}


def _record(example: str) -> Record:
    return build(open_release(str(EXAMPLES / example), as_of=date(2026, 11, 20), offline=True))


def _form(form: str, record: Record) -> dict[str, dict[str, Any]]:
    draft = drafts.find(f"{form}-json").draft(record)
    assert draft is not None
    blocks = json.loads(draft.text)["blocks"]
    return {field["id"]: field for block in blocks for field in block["fields"]}


@pytest.mark.parametrize(("form", "blocks"), [(FORMS[0], 8), (FORMS[1], 3)])
def test_a_form_has_the_blocks_of_its_source(form: str, blocks: int) -> None:
    assert len(catalogs.entry("vocabularies", form)["blocks"]) == blocks


@pytest.mark.parametrize("form", FORMS)
def test_a_field_is_named_asked_and_known_to_the_catalogue(form: str) -> None:
    fields = [f for b in catalogs.entry("vocabularies", form)["blocks"] for f in b["fields"]]

    assert len({field["id"] for field in fields}) == len(fields)
    for field in fields:
        assert field["asks"].endswith("?")
        assert set(field.get("for", ())) <= WHO
        assert set(field) <= {"id", "title", "asks", "for", "from"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("example", ["complete", "claiming", "hopeless"])
def test_a_field_has_a_value_exactly_where_the_record_knows_one(form: str, example: str) -> None:
    fields = _form(form, _record(example)).values()

    known = {state for state in State if state.is_known}
    assert all((field["value"] is not None) == (field["state"] in known) for field in fields)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_speaks_of_readiness_and_not_of_conformity(form: str) -> None:
    draft = drafts.find(form).draft(_record("complete"))

    assert draft is not None
    assert "readiness and says nothing of legal conformity" in draft.text
    assert "compliant" not in draft.text


@pytest.mark.parametrize("form", FORMS)
def test_markdown_and_json_leave_the_same_questions_open(form: str) -> None:
    record = _record("claiming")
    markdown, data = drafts.find(form).draft(record), drafts.find(f"{form}-json").draft(record)

    assert markdown is not None
    assert data is not None
    assert set(markdown.open) == set(data.open)


def test_the_size_is_what_was_counted() -> None:
    size = _form(FORMS[0], _record("complete"))["size"]

    assert (size["state"], size["value"]) == ("verified", ["parameters: 16,502"])


def test_a_placeholder_answers_nothing() -> None:
    fields = {"section.model.intended-use": Field("Uses", State.PLACEHOLDER)}
    record = Record("tiny", "", date(2026, 11, 20), fields)

    use = _form(FORMS[0], record)["intended-use"]
    assert (use["state"], use["value"]) == ("placeholder", None)
