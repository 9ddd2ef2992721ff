"""Any report survives being written and read; anything else is refused, never a crash."""

import json
from contextlib import suppress
from dataclasses import is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin
from unicodedata import category

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighbridge import formats
from weighbridge.formats import Look
from weighbridge.formats._columns import cells
from weighbridge.verdicts.report import SCHEMA, Report
from weighbridge.verdicts.report_json import ReportError, from_json, hints, to_json

TEXT = st.text(max_size=6)
PLAIN: dict[type, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(0, 10**12),
    float: st.floats(0, 1),
    bool: st.booleans(),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def _values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    if isinstance(hint, UnionType):
        return st.none() | _values(get_args(hint)[0])
    if get_origin(hint) is tuple:
        first, *rest = get_args(hint)
        if rest == [...]:
            return st.lists(_values(first), max_size=2).map(tuple)
        return st.tuples(*map(_values, get_args(hint)))
    if is_dataclass(hint) and isinstance(hint, type):
        fields = {name: _values(kind) for name, kind in hints(hint).items()}
        return st.builds(hint, **fields | ({"schema": st.just(SCHEMA)} if hint is Report else {}))
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return PLAIN[hint]


REPORTS: st.SearchStrategy[Report] = _values(Report)
few = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@few
@given(REPORTS)
def test_a_report_is_read_back_as_it_was(report: Report) -> None:
    written = json.dumps(to_json(report), allow_nan=False)

    assert from_json(json.loads(written)) == report


@few
@given(st.dictionaries(st.sampled_from(sorted(hints(Report))), JSON), st.booleans())
def test_what_is_no_report_is_refused(
    fields: dict[str, Any],
    numbered: bool,  # noqa: FBT001  # Hypothesis gives it
) -> None:
    with suppress(ReportError):
        assert isinstance(from_json(fields | ({"schema": SCHEMA} if numbered else {})), Report)


@few
@given(REPORTS, st.integers(20, 140))
def test_text_lets_nothing_through_and_keeps_to_the_width(report: Report, width: int) -> None:
    written = formats.find("text").render([report], Look(width=width))

    assert {c for c in written if category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} <= {"\n"}
    lines = [line for line in written.split("\n") if not line.startswith("Next: ")]
    assert max(map(cells, lines)) <= max(width, 60)


@few
@given(REPORTS)
def test_every_page_can_be_written(report: Report) -> None:
    written = formats.find("html").render([report])

    assert written.count("<article") == 1
    assert "<script" not in written.lower()
