"""What holds for every format on the shelf."""

from importlib.resources import files
from inspect import getsource
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest

from golden_files import GOLDEN, same_as_golden
from sample_reports import EVERY
from weighbridge import formats
from weighbridge.formats import Look
from weighbridge.verdicts.report import Report

KEPT = sorted(file for file in GOLDEN.iterdir() if file.stem in EVERY)
SAMPLES = [make() for make in EVERY.values()]


@pytest.fixture(params=formats.names())
def one(request: pytest.FixtureRequest) -> formats.Format:
    return formats.find(request.param)


def test_a_format_is_named_after_its_file(one: formats.Format) -> None:
    assert formats.find(one.NAME) is one


def test_a_format_says_what_it_is(one: formats.Format) -> None:
    assert one.TITLE
    assert one.MEDIA_TYPE.count("/") == 1


@pytest.mark.parametrize("sample", SAMPLES, ids=list(EVERY))
def test_the_same_report_is_written_the_same(one: formats.Format, sample: Report) -> None:
    assert one.render([sample]) == one.render([sample])


@pytest.mark.parametrize("sample", SAMPLES, ids=list(EVERY))
def test_what_is_written_is_utf_8_and_ends_its_last_line(
    one: formats.Format, sample: Report
) -> None:
    assert one.render([sample]).encode("utf-8").endswith(b"\n")


def test_a_format_that_streams_writes_several_as_each_alone(one: formats.Format) -> None:
    apart = "".join(one.render([sample]) for sample in SAMPLES)

    assert (one.render(SAMPLES) == apart) is one.STREAMS


def test_no_control_character_of_a_release_gets_out(one: formats.Format) -> None:
    written = one.render([EVERY["hostile"]()], Look(color=False))

    assert not {c for c in written if ord(c) < 32} - {"\n"}
    assert "\x1b" not in written


@pytest.mark.parametrize("golden", KEPT, ids=lambda file: file.name)
def test_a_format_writes_what_it_wrote_before(golden: Path) -> None:
    form = formats.find(golden.suffix[1:])

    assert same_as_golden(golden.name, form.render([EVERY[golden.stem]()]))


def test_an_unknown_format_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        formats.find("papyrus")


def test_templates_and_schema_ship_with_the_package() -> None:
    room = files("weighbridge.formats")

    assert room.joinpath("report.schema.json").is_file()
    assert room.joinpath("templates", "report.html.j2").is_file()


def test_a_format_stands_alone(one: formats.Format) -> None:
    source = getsource(cast("ModuleType", one))
    others = {name.replace("-", "_") for name in formats.names()}

    assert [other for other in others if f"weighbridge.formats.{other} " in source] == []
