"""Cases of a policy's own tests: a table of findings each, and the state they have to lead to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from weighbridge.findings import Evidence, Finding, Outcome
from weighbridge.records.governance import Waiver
from weighbridge.verdicts import frameworks
from weighbridge.verdicts.gate import Gate, State
from weighbridge.verdicts.policies import READINGS, Policy, PolicyError, meant
from weighbridge.verdicts.report import Level, Report, Verdict
from weighbridge.verdicts.waivers import Granted

_KEYS = {"name", "stage", "as-of", "expect", "closed-by", "findings", "others", "conclusions",
         "waivers"}  # fmt: skip
Judge = Callable[[Policy, str, Report, tuple[Granted, ...], date], Gate]
"""Decides, expressions included."""


@dataclass(frozen=True, slots=True)
class Tested:
    """What came of one case; no problem where it went as it should."""

    name: str
    state: State
    problem: str = ""


def run(policy: Policy, tables: Mapping[str, Any], judge: Judge) -> Iterator[Tested]:
    """Try every case of a file.

    Raises:
        PolicyError: a case cannot be read.
    """
    cases = tables.get("cases")
    if not isinstance(cases, list) or not cases:
        raise PolicyError("It holds no [[cases]]. Write one.")
    for number, case in enumerate(cases, start=1):
        if not isinstance(case, dict):
            raise PolicyError(f"Case {number} is no table. Write [[cases]].")
        yield _tried(policy, case, str(case.get("name", f"case {number}")), judge)


def _tried(policy: Policy, case: Mapping[str, Any], name: str, judge: Judge) -> Tested:
    if stray := sorted(set(case) - _KEYS):
        raise PolicyError(f"{name}: `{stray[0]}` is no key of a case. Remove or rename it.")
    stage, expected = case.get("stage"), case.get("expect")
    if stage not in policy.stages:
        raise PolicyError(f"{name}: the policy has no stage {stage!r}. Name one it has.")
    if expected not in list(State):
        raise PolicyError(f"{name}: `expect` is {expected!r}. Write one of: {', '.join(State)}.")
    day = case.get("as-of", date(2000, 1, 1))
    if not isinstance(day, date):
        raise PolicyError(f"{name}: `as-of` is no day. Write it as 2026-11-20.")
    gate = judge(policy, stage, _report(policy, stage, case, name), _waivers(case), day)
    return Tested(name, gate.state, _problem(gate, expected, case.get("closed-by")))


def _problem(gate: Gate, expected: str, closed_by: Any) -> str:
    if gate.state != expected:
        why = "; ".join(reason for rule in gate.rules for reason in rule.reasons[:1])
        return f"expected {expected}, and it is {gate.state}{f': {why}' if why else ''}"
    unmet = sorted(r.id for r in gate.rules if r.outcome in {Outcome.FAIL, Outcome.UNKNOWN})
    if closed_by is not None and unmet != sorted(closed_by):
        return f"expected to be closed by {sorted(closed_by)}, and it is by {unmet}"
    return ""


def _report(policy: Policy, stage: str, case: Mapping[str, Any], name: str) -> Report:
    """A report of the findings that a case states, `others` standing for what it does not name."""
    stated = {key: _outcome(name, value) for key, value in case.get("findings", {}).items()}
    others = case.get("others")
    named = {check for rule in policy.at(stage) for check in rule.checks()}
    if others is not None:
        rest = (one for one in named if not any(meant(one, s) or one == s for s in stated))
        stated |= {one.replace("*", "any"): _outcome(name, others) for one in rest}
    at = (Evidence("case", "case"),)
    findings = tuple(
        Finding(outcome, f"{check}: {outcome}.", at, check, readings=READINGS)
        for check, outcome in stated.items()
    )
    verdicts = tuple(
        _verdict(framework, str(reached), reading, name)
        for framework, reached in case.get("conclusions", {}).items()
        for reading in READINGS
    )
    return Report("case", "", "", "2000-01-01", verdicts=verdicts, findings=findings)


def _verdict(framework: str, reached: str, reading: str, name: str) -> Verdict:
    """A verdict that reached a level of a framework, and no higher one."""
    if framework not in frameworks.ids():
        raise PolicyError(f"{name}: there is no framework {framework}. Correct its id.")
    loaded = frameworks.load(framework)
    names = [{rung.id, rung.title} for rung in loaded.rungs]
    whole = reached == loaded.meets
    last = next((n for n, known in enumerate(names) if reached in known), -1)
    if last < 0 and not whole:
        raise PolicyError(f"{name}: {framework} has no level {reached}. Correct it.")
    levels = tuple(
        Level(r.id, r.title, Outcome.PASS if whole or n <= last else Outcome.FAIL, 0, 0)
        for n, r in enumerate(loaded.rungs)
    )
    return Verdict(framework, loaded.title, reading, reached, levels)


def _outcome(name: str, value: Any) -> Outcome:
    if value not in list(Outcome):
        raise PolicyError(f"{name}: {value!r} is no outcome. Write one of: {', '.join(Outcome)}.")
    return Outcome(value)


def _waivers(case: Mapping[str, Any]) -> tuple[Granted, ...]:
    keys = ("check", "path", "reason", "owner", "author", "approver", "until")
    at = Evidence("case", "case")
    return tuple(
        Granted(str(number), Waiver(**{k: one[k] for k in keys if k in one}), at)
        for number, one in enumerate(case.get("waivers", ()), start=1)
    )
