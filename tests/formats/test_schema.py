"""The JSON Schema that ships is the Report's own, and every report keeps to it."""

import json
from importlib.resources import files

import jsonschema
import pytest

from sample_reports import EVERY
from weighbridge.verdicts.report_json import to_json
from weighbridge.verdicts.report_schema import schema

SHIPPED = json.loads(files("weighbridge.formats").joinpath("report.schema.json").read_text("utf-8"))


def test_the_shipped_schema_is_up_to_date() -> None:
    assert schema() == SHIPPED, "run `make generate`"


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SHIPPED)


@pytest.mark.parametrize("name", EVERY)
def test_a_report_keeps_to_the_schema(name: str) -> None:
    jsonschema.validate(to_json(EVERY[name]()), SHIPPED)


def test_a_share_above_the_whole_does_not() -> None:
    report = to_json(EVERY["claiming"]())
    report["verdicts"][0]["levels"][0]["share"] = 1.5

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report, SHIPPED)
