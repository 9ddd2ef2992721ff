"""How long a decision takes: a policy of 500 rules over the report on the complete example."""

from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from weighbridge import checks
from weighbridge.audit import audit, defaults, open_release
from weighbridge.findings import Outcome, Persona
from weighbridge.verdicts.gate import decide
from weighbridge.verdicts.policies import Policy
from weighbridge.verdicts.policy_files import load

COMPLETE = Path(__file__).parents[1] / "examples" / "complete"
DAY = date(2026, 11, 20)
RULES = 500
RUNS = 20
BOUND = 0.050
"""Seconds that one decision may take."""


def main() -> None:
    """Measure, and print what came out."""
    release = open_release(str(COMPLETE), as_of=DAY)
    report = audit(release, frameworks_applied=defaults(), persona=Persona.AUDITOR)
    policy = _policy()
    seconds = [_timed(policy, report) for _ in range(RUNS)]
    print(f"{len(report.findings):,} findings, {len(policy.rules):,} rules")
    print(f"one decision: {median(seconds) * 1000:.1f} ms, {max(seconds) * 1000:.1f} ms at most")
    print("within the bound" if median(seconds) <= BOUND else f"over {BOUND * 1000:.0f} ms")


def _policy() -> Policy:
    """Rules of every shape over every check there is, in turn."""
    ids = [one for check in checks.every() for one in check.ids()]
    rules = [_rule(number, ids) for number in range(RULES)]
    return load("large", {"large": {"stages": ["public"], "rules": rules}}.__getitem__)


def _rule(number: int, ids: list[str]) -> dict[str, Any]:
    picked = [ids[(number * 7 + step) % len(ids)] for step in range(4)]
    shapes: list[dict[str, Any]] = [
        {"requires": picked},
        {"any-of": picked},
        {"at-least": 2, "of": picked},
        {"requires": picked[:1], "when": picked[1]},
        {"conclusion": {"framework": "mof-1.0", "at-least": "Class I - Open Science"}},
    ]
    return {"id": f"rule-{number}", **shapes[number % len(shapes)]}


def _timed(policy: Policy, report: Any) -> float:
    began = perf_counter()
    decide(policy, "public", report, as_of=DAY, evaluate=lambda _: (Outcome.UNKNOWN, ""))
    return perf_counter() - began


if __name__ == "__main__":
    main()
