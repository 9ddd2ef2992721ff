import sys
import time
from typing import Any

import pytest

from weighbridge.sources.expressions import evaluate

REPORT: dict[str, Any] = {
    "release": "r",
    "findings": [
        {"check": "a", "outcome": "pass", "evidence": []},
        {"check": "b", "outcome": "fail", "evidence": []},
    ],
    "verdicts": [{"framework": "f", "levels": [{"share": 1}, {"share": 0.5}]}],
    "none": None,
}


def outcome(expression: str, report: Any = REPORT) -> str:
    return evaluate([expression], report, "public")[expression][0]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("report.findings.exists(f, f.check == 'a' && f.outcome == 'pass')", "pass"),
        ("report.findings.exists(f, f.check == 'b' && f.outcome == 'pass')", "fail"),
        ("size(report.findings) == 2", "pass"),
        ("report.verdicts[0].levels[1].share >= 0.5", "pass"),
        ("report.verdicts[0].levels[0].share > 1", "fail"),
        ("report.verdicts[0].levels[0].share == 1", "pass"),
        ("report.release == 'r' && stage == 'public'", "pass"),
        ("report.nothing == 1", "unknown"),
        ("report.findings.all(f, f.nothing == 1)", "unknown"),
        ("report.findings[9].check == 'a'", "unknown"),
        ("report.release > 1", "unknown"),
        ("report.release", "unknown"),
        ("1 / 0 == 1", "unknown"),
        ("report.", "unknown"),
        ("", "unknown"),
        ("other == 1", "unknown"),
        ("report.none == 1", "fail"),
    ],
)
def test_only_what_is_shown_to_hold_passes(expression: str, expected: str) -> None:
    assert outcome(expression) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "true",
        "!report.findings.exists(f, f.check == 'x' && f.outcome == 'fail')",
        "report.findings.all(f, f.outcome != 'oops')",
        "!has(report.findings) || size(report.findings) < 100",
    ],
)
def test_what_an_empty_report_satisfies_is_unknown(expression: str) -> None:
    found, why = evaluate([expression], REPORT, "public")[expression]
    assert (found, "empty report" in why) == ("unknown", True)


def test_steps_are_bounded() -> None:
    many = {"l": [float(n) for n in range(400)]}
    began = time.perf_counter()
    assert outcome("report.l.all(a, report.l.all(b, report.l.all(c, a + b + c >= 0.0)))", many) == (
        "unknown"
    )
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("expression", ["(" * 1900, "!" * 1900 + "true", "[" * 1000 + "]" * 1000,
                                        "'a' + " * 500 + "'a' == 'b'"])  # fmt: skip
def test_a_hostile_expression_spoils_no_other(expression: str) -> None:
    good = "size(report.findings) == 2"
    found = evaluate([good, expression], REPORT, "public")
    assert found[good][0] == "pass"
    assert found[expression][0] in {"unknown", "fail"}


def test_an_expression_that_is_too_long_is_unknown() -> None:
    assert outcome("report.release == 'r'" + " " * 2000) == "unknown"


def test_what_takes_too_long_is_unknown() -> None:
    good = "size(report.findings) == 2"
    assert evaluate([good], REPORT, "public", seconds=0.001)[good][0] == "unknown"


def test_without_the_extra_every_expression_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cel_expr_python", None)
    found, why = evaluate(["true"], REPORT, "public")["true"]
    assert found == "unknown"
    assert "pip install 'weighbridge[policy]'" in why
