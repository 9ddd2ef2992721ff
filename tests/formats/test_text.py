import re

import pytest

from sample_reports import claiming, complete, drawn, empty
from weighbridge import formats
from weighbridge.formats import Look
from weighbridge.formats._columns import cells

render = formats.find("text").render


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_passes_the_width(width: int) -> None:
    lines = render([claiming()], Look(width=width)).splitlines()

    assert [line for line in lines if cells(line) > width and not line.startswith("Next")] == []


def test_it_says_the_class_and_what_is_only_claimed() -> None:
    written = _words(render([claiming()]))

    assert "Model Openness Framework 1.0: Class III · Open Model" in written
    assert "claims Class II · Open Tooling, evidence shows Class III · Open Model." in written


def test_it_says_what_is_missing_and_what_is_unknown() -> None:
    written = render([claiming()])

    assert "fails: Training code\n" in written
    assert "unknown: Evaluation data\n" in written


def test_a_change_that_two_frameworks_ask_for_is_listed_once() -> None:
    written = _words(render([claiming()]))

    assert written.count("Add the scripts and configuration that trained the model") == 1
    assert "Open Source AI, by changes 1 and 3" in written


def test_findings_that_a_change_answers_are_not_repeated() -> None:
    assert "Training code: none was found." not in render([claiming()])


def test_failures_come_before_unknowns_and_the_severe_first() -> None:
    found = re.findall(
        r"^  (fails, high|fails, medium|unknown, low)", render([claiming()]), re.MULTILINE
    )

    assert found == ["fails, high", "fails, medium", "unknown, low"]


def test_it_ends_with_the_next_command() -> None:
    last = render([claiming()]).strip().splitlines()[-1]

    assert last == "Next: weighbridge explain mof-1.0:training-code"


def test_what_is_complete_has_nothing_to_change() -> None:
    assert "What to change" not in render([complete()])


def test_a_report_of_nothing_is_still_written() -> None:
    assert "0 files, 0 bytes" in render([empty()])


def test_color_changes_nothing_but_color() -> None:
    painted = render([claiming()], Look(color=True))

    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == render([claiming()])


def test_a_picture_is_counted_and_not_concluded() -> None:
    written = _words(render([drawn()]))

    assert "- Four freedoms: a score of 2.5 by its own rule" in written
    assert "2 yes, 2 partly, 2 no, 2 unknown; --format html draws it" in written
