"""Two reports side by side, and a report beside an earlier one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sample_reports import EVERY, claiming, complete, drawn, empty
from weighbridge.findings import Evidence, Finding, Outcome, Severity
from weighbridge.formats import _changes_since, _side_by_side
from weighbridge.formats._columns import cells
from weighbridge.verdicts.comparison import compare
from weighbridge.verdicts.report import ComponentRow, Report
from weighbridge.verdicts.report_json import to_json
from weighbridge.verdicts.since import since

FAILED = Finding(
    Outcome.FAIL,
    "It fails.",
    (Evidence("code", "train.py", None, None, "aa"),),
    "a-claim",
    Severity.HIGH,
)


def holding(**states: str) -> Report:
    rows = tuple(ComponentRow(name, name.title(), "code", state) for name, state in states.items())
    return replace(empty(), components=rows)


def seen(digest: str, state: str = "present") -> Report:
    at = Evidence("code", "README.md", None, None, digest)
    row = ComponentRow("model-card", "Model card", "document", state, evidence=(at,))
    return replace(empty(), components=(row,))


def test_every_framework_stands_under_every_reading() -> None:
    compared = compare(claiming(), complete())
    mof = [v for v in compared.verdicts if v.framework == "mof-1.0"]

    assert [v.reading for v in mof] == ["claims", "evidence", "evidence-unblanketed"]
    assert [v.left.conclusion for v in mof if v.left] == [
        "Class II · Open Tooling",
        "Class III · Open Model",
        None,
    ]


def test_a_side_that_was_not_asked_has_no_answer() -> None:
    osaid = [v for v in compare(claiming(), complete()).verdicts if v.framework == "osaid-1.0"]

    assert osaid
    assert all(v.left and v.right is None for v in osaid)


def test_what_one_has_the_other_may_lack() -> None:
    compared = compare(
        holding(card="present", code="absent", data="mentioned"),
        holding(card="absent", code="linked", data="mentioned"),
    )

    assert (compared.only_left, compared.only_right) == (("card",), ("code",))


@pytest.mark.parametrize("other", [holding(card="unknown"), holding()])
def test_nobody_lacks_what_nobody_could_look_for(other: Report) -> None:
    compared = compare(holding(card="present"), other)

    assert compared.only_left == ()
    assert compared.undecided == ("card",)


def test_two_pictures_are_laid_cell_by_cell() -> None:
    other = drawn()
    [verdict] = other.verdicts
    first, *rest = verdict.cells
    changed = replace(verdict, cells=(replace(first, value="no"), *rest))
    compared = compare(drawn(), replace(other, verdicts=(changed,)))

    assert [(c.row, c.column, c.left, c.right) for c in compared.cells if c.left != c.right] == [
        ("Weights", "Use", "yes", "no")
    ]


def test_the_sides_of_a_comparison_can_be_changed_over() -> None:
    there, back = compare(claiming(), complete()), compare(complete(), claiming())

    assert (there.only_left, there.only_right) == (back.only_right, back.only_left)
    assert (there.left, there.right) == (back.right, back.left)


@pytest.mark.parametrize("width", [40, 80, 100])
@pytest.mark.parametrize("left", EVERY)
@pytest.mark.parametrize("right", EVERY)
def test_text_keeps_to_its_width(left: str, right: str, width: int) -> None:
    told = (
        _side_by_side.text(compare(EVERY[left](), EVERY[right]()), width),
        _changes_since.text(since(EVERY[left](), EVERY[right]()), width),
    )

    assert max(cells(line) for text in told for line in text.split("\n")) <= width
    assert not any(ord(c) < 32 for text in told for c in text.replace("\n", ""))


def test_the_text_names_what_is_lacking() -> None:
    text = _side_by_side.text(compare(claiming(), complete()), 80)

    assert "tiny-whole 1.0 has what tiny-guess 1.0 lacks: Training code" in text
    assert "score" not in text


def test_two_of_one_name_are_told_apart() -> None:
    text = _side_by_side.text(compare(holding(card="present"), holding(card="absent")), 80)

    assert "nothing (A) has what nothing (B) lacks: Card." in text


def test_a_comparison_is_json() -> None:
    value = to_json(compare(claiming(), complete()))

    assert value["only_right"][0] == "training-code"
    assert value["verdicts"][0]["left"]["conclusion"] == "Class II · Open Tooling"


@pytest.mark.parametrize("make", EVERY.values(), ids=list(EVERY))
def test_nothing_changed_since_the_same_report(make: Callable[[], Report]) -> None:
    found = since(make(), make())

    assert found.nothing
    assert (found.judged, found.files) == ((), ())


def test_a_verdict_that_changed_names_the_criteria_that_did() -> None:
    [first, *_] = [v for v in since(claiming(), complete()).verdicts if v.id == "mof-1.0, evidence"]

    assert (first.before, first.after) == ("Class III · Open Model", "Class I · Open Science")
    assert "Training code: it failed, it holds." in first.why


def test_a_finding_is_new_or_gone() -> None:
    bad = replace(empty(), findings=(FAILED,))

    assert since(empty(), bad).new == (FAILED,)
    assert since(bad, empty()).gone == (FAILED,)


def test_a_finding_that_only_moved_is_neither() -> None:
    [at] = FAILED.evidence
    moved = replace(FAILED, evidence=(replace(at, lines=(9, 9)),))
    found = since(replace(empty(), findings=(FAILED,)), replace(empty(), findings=(moved,)))

    assert found.nothing


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (seen("aa"), seen("bb", "mentioned"), "README.md changed."),
        (holding(), seen("bb"), "README.md is evidence now."),
        (seen("aa"), holding(), "README.md is no evidence any more."),
    ],
)
def test_a_component_that_changed_names_the_files_under_it(
    before: Report, after: Report, why: str
) -> None:
    [moved] = since(before, after).components

    assert moved.why == (why,)


def test_a_component_that_changed_without_its_files_names_none() -> None:
    [moved] = since(seen("aa"), seen("aa", "mentioned")).components

    assert moved.why == ()


def test_a_file_that_changed_without_effect_is_named_and_nothing_else() -> None:
    found = since(seen("aa"), seen("bb"))

    assert found.nothing
    assert found.files == ("README.md changed.",)


def test_another_program_or_day_is_said() -> None:
    now = replace(claiming(), tool="0.2.0", as_of="2026-12-01")

    assert since(claiming(), now).judged == (
        "Weighbridge was 0.1.0 and is 0.2.0: its rules may have changed.",
        "It was judged as of 2026-11-20, and now as of 2026-12-01.",
    )


def test_another_revision_is_said() -> None:
    before = claiming()
    code, *rest = before.parts
    after = replace(before, parts=(replace(code, revision="aaaa"), *rest))

    assert since(before, after).judged == ("Part code was at revision 5c8d1b7e0f and is at aaaa.",)
