"""Reading JSON that may be no report at all."""

import json
from typing import Any

import pytest

from golden_files import GOLDEN
from sample_reports import claiming
from weighbridge.verdicts.report import SCHEMA
from weighbridge.verdicts.report_json import ReportError, from_json, to_json


def _changed(**fields: Any) -> dict[str, Any]:
    changed: dict[str, Any] = to_json(claiming()) | fields
    return changed


def test_fields_from_a_later_program_are_passed_over() -> None:
    assert from_json(_changed(mood="bright")) == claiming()


def test_a_later_form_is_refused_with_the_remedy() -> None:
    with pytest.raises(ReportError, match="Update Weighbridge"):
        from_json(_changed(schema=SCHEMA + 1))


@pytest.mark.parametrize("data", [None, [], "report", {}, {"schema": "1"}, {"schema": None}])
def test_what_has_no_schema_number_is_no_report(data: object) -> None:
    with pytest.raises(ReportError, match="not a report"):
        from_json(data)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"release": 1}, "report.release"),
        ({"parts": {}}, "report.parts"),
        ({"parts": [1]}, r"report.parts\[0\]"),
        ({"verdicts": [{"framework": "x"}]}, r"report.verdicts\[0\]"),
        ({"findings": [{"outcome": "maybe", "message": ""}]}, r"report.findings\[0\].outcome"),
        ({"findings": [{"outcome": [], "message": ""}]}, r"report.findings\[0\].outcome"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(fields: dict[str, Any], place: str) -> None:
    with pytest.raises(ReportError, match=place):
        from_json(_changed(**fields))


def test_a_share_may_be_written_as_a_whole_number() -> None:
    data = _changed()
    data["verdicts"][0]["levels"][0]["share"] = 1

    assert from_json(data).verdicts[0].levels[0].share == 1.0


def test_a_line_span_has_two_ends() -> None:
    data = _changed()
    data["components"][0]["evidence"][0]["lines"] = [1]

    with pytest.raises(ReportError, match="expected 2 values"):
        from_json(data)


def test_half_a_surrogate_pair_does_not_stop_the_writing() -> None:
    assert to_json(("\ud800",)) == ["\\ud800"]


@pytest.mark.parametrize("version", range(1, SCHEMA + 1))
def test_a_report_of_every_form_there_was_is_kept_and_read(version: int) -> None:
    kept = json.loads((GOLDEN / f"schema-{version}.json").read_text("utf-8"))

    assert from_json(kept).release == "tiny-guess"
