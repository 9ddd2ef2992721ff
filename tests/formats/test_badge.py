"""Badges: the class reached by evidence, and nothing that could be taken for a score."""

import json
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest

from sample_reports import EVERY, claiming, complete, drawn, empty, hostile
from weighbridge import formats
from weighbridge.formats._badges import badge
from weighbridge.verdicts.report import Report

SVG = "{http://www.w3.org/2000/svg}"


def picture(*reports: Report) -> Element:
    return fromstring(formats.find("badge").render(reports).encode())  # noqa: S314  # our own


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def only(report: Report, framework: str) -> Report:
    kept = tuple(v for v in report.verdicts if v.framework == framework)
    return replace(report, verdicts=kept)


def test_a_badge_shows_the_class_by_evidence_and_not_by_claims() -> None:
    shown = badge(claiming())

    assert (shown.label, shown.message) == ("Model Openness Framework", "Class III · Open Model")


def test_the_message_is_the_same_as_svg_and_as_json() -> None:
    value = json.loads(formats.find("badge-json").render([claiming()]))
    texts = [text.text for text in picture(claiming()).iter(f"{SVG}text")]

    assert texts == [value["label"], value["message"]]
    assert value["schemaVersion"] == 1


def test_no_badge_calls_a_release_open_source_that_does_not_meet_the_definition() -> None:
    assert badge(only(claiming(), "osaid-1.0")).message == "not met"


@pytest.mark.parametrize("make", [drawn, empty])
def test_a_report_that_concludes_nothing_says_so(make: object) -> None:
    assert callable(make)
    assert badge(make()).message == "nothing concluded"


@pytest.mark.parametrize("name", EVERY)
def test_no_badge_shows_a_share_or_a_score(name: str) -> None:
    assert "%" not in badge(EVERY[name]()).message


@pytest.mark.parametrize("name", EVERY)
def test_white_letters_can_be_read_on_the_color(name: str) -> None:
    assert 1.05 / (luminance(badge(EVERY[name]()).color) + 0.05) >= 4.5


def test_classes_have_colors_of_their_own() -> None:
    none = replace(claiming(), verdicts=tuple(v for v in claiming().verdicts[2:3]))

    assert len({badge(one).color for one in (claiming(), complete(), none, empty())}) == 4


def test_a_picture_has_a_title_and_a_role() -> None:
    root = picture(claiming())

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == (
        "tiny-guess 1.0: Model Openness Framework 1.0: Class III · Open Model"
    )


def test_a_longer_message_makes_a_wider_picture() -> None:
    widths = [int(picture(one).get("width", "")) for one in (empty(), claiming())]

    assert widths[0] < widths[1]


def test_every_letter_lies_inside_the_picture() -> None:
    root = picture(claiming())
    ends = [float(t.get("x", "")) + float(t.get("textLength", "")) for t in root.iter(f"{SVG}text")]

    assert max(ends) < float(root.get("width", ""))


def test_several_badges_stand_below_one_another() -> None:
    tops = [rect.get("y") for rect in picture(claiming(), complete()).iter(f"{SVG}rect")]

    assert tops == ["0", "0", "24", "24"]


def test_a_hostile_release_draws_nothing_else() -> None:
    names = {element.tag.removeprefix(SVG) for element in picture(hostile()).iter()}

    assert names == {"svg", "title", "g", "rect", "text"}
