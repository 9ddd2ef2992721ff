"""`weighbridge license diff` and `advise`: licences compared and chosen from the command line."""

import json
import sys
from collections.abc import Callable
from typing import Any

from click.testing import CliRunner

from weighbridge.catalogs.licenses import advice
from weighbridge.doors.cli import license_terms

Run = Callable[..., Any]


def test_diff_tells_what_two_licenses_say_and_quotes_both(run: Run) -> None:
    done = run("license", "diff", "llama2", "llama3.1", PYTHONIOENCODING="utf-8")

    assert done.returncode == 0
    assert "Training other models on its outputs" in done.stdout.decode()
    assert "Built with Llama" in done.stdout.decode()


def test_diff_of_a_license_with_itself_is_nothing(run: Run) -> None:
    assert json.loads(run("license", "diff", "MIT", "mit", "--format", "json").stdout) == []


def test_diff_of_an_unknown_license_is_wrong_usage(run: Run) -> None:
    done = run("license", "diff", "MIT", "no-such")

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no-such" in done.stderr


def test_advise_gives_reasons_and_consequences(run: Run) -> None:
    arguments = ("--for", "weights", "--aim", "misuse-limits", "--format", "json")
    found = json.loads(run("license", "advise", *arguments).stdout)

    assert [one["license"] for one in found] == ["LicenseRef-BigScience-OpenRAIL-M"]
    assert any("counts for no class" in one for one in found[0]["consequences"])
    assert any("rules it out" in one for one in found[0]["consequences"])


def test_advise_without_a_terminal_asks_for_its_flag(run: Run) -> None:
    done = run("license", "advise")

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--for" in done.stderr


def test_advise_asks_in_a_terminal_for_what_is_left_out() -> None:
    answers = ["data", *("y" if aim == "copyleft" else "n" for aim in advice.aims())]
    with CliRunner().isolation("\n".join([*answers, ""])):
        sys.stdin.isatty = lambda: True  # type: ignore[method-assign]
        asked = license_terms._asked(advice.aims(), ())

    assert asked == ("data", ("copyleft",))
