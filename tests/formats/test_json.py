import json

import pytest

from sample_reports import EVERY, claiming, complete
from weighbridge import formats
from weighbridge.verdicts.report_json import from_json, to_json


def test_one_report_is_an_object() -> None:
    assert json.loads(formats.find("json").render([claiming()]))["release"] == "tiny-guess"


def test_several_reports_are_a_list() -> None:
    written = json.loads(formats.find("json").render([claiming(), complete()]))

    assert [report["release"] for report in written] == ["tiny-guess", "tiny-whole"]


def test_no_report_is_an_empty_list() -> None:
    assert json.loads(formats.find("json").render([])) == []


def test_json_lines_have_one_report_each() -> None:
    lines = formats.find("jsonl").render([claiming(), complete()]).splitlines()

    assert [json.loads(line)["release"] for line in lines] == ["tiny-guess", "tiny-whole"]


def test_the_fields_that_others_rely_on_are_there() -> None:
    report = to_json(claiming())
    verdict, finding = report["verdicts"][1], report["findings"][3]

    assert {"framework", "reading", "conclusion", "levels", "changes"} <= set(verdict)
    assert {"id", "title", "share", "gated_share", "missing"} <= set(verdict["levels"][0])
    assert {"check", "outcome", "severity", "message", "evidence", "remedy"} <= set(finding)
    assert finding["evidence"] == [
        {
            "part": "weights",
            "path": "pytorch_model.bin",
            "bytes": [0, 512],
            "sha256": report["components"][0]["evidence"][0]["sha256"],
            "kind": "observed",
        }
    ]


@pytest.mark.parametrize("name", ["claiming", "complete", "empty"])
def test_a_report_is_read_back_as_it_was(name: str) -> None:
    report = EVERY[name]()

    assert from_json(json.loads(json.dumps(to_json(report)))) == report
