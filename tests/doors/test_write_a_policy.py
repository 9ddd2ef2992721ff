"""The policy, the expressions and the cases that the documentation shows do what it says."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from weighbridge.audit import audit, open_release
from weighbridge.sources.expressions import evaluate
from weighbridge.verdicts.report_json import to_json

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "write-a-policy.md").read_text("utf-8")
Run = Callable[..., Any]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def report() -> Any:
    release = open_release(str(ROOT / "examples" / "complete"), as_of=date(2026, 11, 20))
    return to_json(audit(release))


@pytest.mark.parametrize("expression", [one.strip() for one in blocks("cel")])
def test_every_expression_holds_of_the_complete_example_alone(report: Any, expression: str) -> None:
    assert evaluate([expression], report, "public")[expression] == ("pass", "")
    bare = report | {"findings": [], "verdicts": [], "components": []}
    assert evaluate([expression], bare, "public")[expression][0] != "pass"


def test_the_policy_passes_its_cases_and_the_complete_example(run: Run, tmp_path: Path) -> None:
    policy, cases = blocks("toml")
    (tmp_path / "ours.toml").write_text(policy)
    (tmp_path / "cases.toml").write_text(cases)
    tested = run("policy", "test", tmp_path / "cases.toml")
    mutated = run(
        "policy", "test", "--policy", tmp_path / "ours.toml", "--as-of", "2026-11-20",
        "--mutate", ROOT / "examples" / "complete",
    )  # fmt: skip

    assert (tested.returncode, tested.stderr) == (0, b"")
    assert (mutated.returncode, mutated.stderr) == (0, b"")


def test_the_page_tells_every_key_of_a_rule() -> None:
    from weighbridge.verdicts.policy_files import _RULE  # noqa: PLC0415  # the keys themselves

    table = PAGE[PAGE.index("| Key of a rule") : PAGE.index("An id without brackets")]
    assert set(re.findall(r"`([a-z-]+)(?: = true)?`", table.replace(" with ", " "))) >= _RULE - {
        "id"
    }
