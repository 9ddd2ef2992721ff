"""The public API: the verbs, loaded when they are first used."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import weighbridge
from weighbridge import Report, audit, open_release
from weighbridge.sources import SourceError


def test_a_release_is_opened_and_judged(release: Path) -> None:
    report = audit(open_release(str(release), as_of=date(2026, 11, 20)))

    assert isinstance(report, Report)
    assert report.release == "tiny-guess"


@pytest.mark.parametrize("verb", ["audit", "gate", "prepare", "scan", "weigh"])
@pytest.mark.parametrize("first", ["import weighbridge.{}", "from weighbridge import {}"])
def test_a_verb_is_the_function_whatever_was_imported_first(first: str, verb: str) -> None:
    code = f"{first.format(verb)}\nimport weighbridge\nassert callable(weighbridge.{verb})"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_package_loads_no_room() -> None:
    code = (
        "import sys, weighbridge\nprint([m for m in sys.modules if m.startswith('weighbridge.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert done.stdout == b"['weighbridge._version']\n"


def test_everything_named_is_there() -> None:
    assert [name for name in weighbridge.__all__ if not hasattr(weighbridge, name)] == []


def test_nothing_else_is_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'pardon'"):
        _ = weighbridge.pardon


def test_a_place_that_is_not_there_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="gone"):
        open_release(str(tmp_path / "gone"), as_of=date(2026, 11, 20))
