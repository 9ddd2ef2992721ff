from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.documents import drafts, managed
from weighbridge.documents.record import FileRow, Record, State
from weighbridge.documents.record.field import Field
from weighbridge.facts.provenance import Evidence
from weighbridge.readers.python_text.described import described
from weighbridge.readers.python_text.signatures import signatures

PAPERS = (
    *("usage-guide", "acceptable-use", "security-policy", "incident-report", "incident-response"),
    *("support", "contributing", "code-of-conduct", "governance", "notice", "readme", "citation"),
    *("release-notes", "eu-model-documentation", "eu-training-summary", "license-text"),
    *("eu-model-documentation-json", "eu-training-summary-json", "quick-start-notebook"),
)
TEXT = st.text(max_size=20)
PATHS = st.one_of(st.sampled_from(["README.md", "USAGE.md", "model.safetensors"]), TEXT)
STATED = st.sampled_from(["Apache-2.0", "MIT OR CC-BY-4.0", "LicenseRef-x", "LicenseRef-Llama-3.1"])
ROWS = st.fixed_dictionaries(
    {"name": TEXT, "relation": TEXT, "revision": TEXT, "license": st.one_of(st.just(""), STATED)}
)
RESULTS = st.fixed_dictionaries(
    dict.fromkeys(("task", "metric", "value", "group", "source", "subject"), TEXT)
)
NEEDED = st.fixed_dictionaries({"name": TEXT, "requirement": TEXT, "pinned": st.booleans()})
DATA = st.fixed_dictionaries(
    {"path": TEXT, "records": st.one_of(st.none(), st.integers(0, 9)), "size": st.integers(0)}
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(["model.format", "model.library", "model.architecture"], TEXT),
    **dict.fromkeys(["front-matter.pipeline_tag", "governance.changelog", "card.data"], TEXT),
    **dict.fromkeys(["section.model.contact", "section.model.how-to-start"], TEXT),
    **dict.fromkeys(["license.release", "license.datasets", "license.training-code"], STATED),
    **dict.fromkeys(["model.base-models", "data.datasets"], st.lists(ROWS, max_size=2).map(tuple)),
    **dict.fromkeys(["code.commands", "code.inference"], st.lists(TEXT, max_size=2).map(tuple)),
    "model.remote-code": st.lists(TEXT, max_size=2).map(tuple),
    "model.parameters": st.integers(1),
    "model.dtypes": st.lists(st.tuples(TEXT, st.integers(0)), max_size=2).map(tuple),
    "evaluation.results": st.lists(RESULTS, max_size=2).map(tuple),
    "code.dependencies": st.lists(NEEDED, max_size=2).map(tuple),
    "data.files": st.lists(DATA, max_size=2).map(tuple),
}


@st.composite
def records(draw: st.DrawFn) -> Record:
    at = Evidence("release", draw(TEXT), quote=draw(TEXT))
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=8))
    fields = {
        name: Field(draw(VALUES[name]), draw(st.sampled_from(State)), (at,)) for name in names
    }
    files = [
        FileRow("release", path, 1, "text/plain") for path in draw(st.lists(PATHS, max_size=3))
    ]
    return Record(draw(TEXT), draw(TEXT), date(2026, 11, 20), fields, tuple(files))


@pytest.mark.parametrize("name", PAPERS)
@settings(max_examples=25)
@given(record=records())
def test_a_draft_of_any_record_is_made_and_is_the_same_again(name: str, record: Record) -> None:
    document = drafts.find(name)
    draft = document.draft(record)

    assert document.draft(record) == draft
    assert draft is None or draft.text.endswith("\n")


@pytest.mark.parametrize("name", ["usage-guide", "readme", "notice", "eu-model-documentation"])
@settings(max_examples=40)
@given(record=records())
def test_no_value_breaks_out_of_its_section(name: str, record: Record) -> None:
    draft = drafts.find(name).draft(record)

    assert draft is not None
    assert draft.text.count("<!-- weighbridge:begin ") == draft.text.count("<!-- weighbridge:end ")
    assert managed.merge(draft.text, draft.text).text == draft.text
    assert managed.merge(draft.text, draft.text).kept == ()


@given(st.text(st.sampled_from("def class(a:=,)*\n\t \"'#[]{}->_ x"), max_size=200))
def test_any_text_is_looked_at_for_signatures(text: str) -> None:
    for one in signatures(text):
        assert one.line <= text.count("\n") + 1
        assert set(one.untyped) <= set(one.parameters)


@given(st.text(max_size=200))
def test_any_docstring_is_looked_at_for_parameters(text: str) -> None:
    assert len(set(described(text))) == len(described(text))
