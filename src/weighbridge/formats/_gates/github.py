"""A decision as workflow commands of GitHub Actions: an annotation for each reason.

Source: GitHub documentation, "Workflow commands for GitHub Actions".
"""

from collections.abc import Iterator

from weighbridge.findings import Outcome
from weighbridge.formats import PLAIN, Look
from weighbridge.formats._words import prose, visible
from weighbridge.verdicts.gate import Gate
from weighbridge.verdicts.gate_problems import STATES, Problem, path_from_here, problems
from weighbridge.verdicts.report import Report

TITLE = "annotations of GitHub Actions, with the step summary beside them"
UTF_8 = True

_MOST = 10
"""Annotations of one kind that GitHub shows for a step."""
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}


def render(gate: Gate, report: Report, look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write a line for each reason, the weightiest first, and one for the decision itself."""
    return "".join(f"{line}\n" for line in _lines(gate, report))


def _lines(gate: Gate, report: Report) -> Iterator[str]:
    title = prose(f"{gate.policy}, stage {gate.stage}")
    kind = "notice" if gate.is_open else "error"
    yield _command(kind, {"title": title}, STATES[gate.state])
    found = list(problems(gate))
    for problem in found[:_MOST]:
        named = {**_place(problem, report), "title": problem.rule.title}
        level = "error" if problem.rule.outcome is not Outcome.PASS else "warning"
        yield _command(level, named, f"{problem.message} {problem.remedy}")
    for one in (*gate.weaker, *gate.refused):
        yield _command("warning" if gate.is_open else "error", {"title": title}, one)
    if len(found) > _MOST:
        yield _command(
            "notice", {"title": title}, f"{len(found) - _MOST} more reasons are in the log."
        )


def _place(problem: Problem, report: Report) -> dict[str, str]:
    """File and lines from where the workflow stands; nothing for what lies elsewhere."""
    at, path = problem.at, path_from_here(problem, report)
    if at is None or not path:
        return {}
    lines = {"line": str(at.lines[0]), "endLine": str(at.lines[1])} if at.lines else {}
    return {"file": path, **lines}


def _command(kind: str, properties: dict[str, str], text: str) -> str:
    named = ",".join(
        f"{key}={_escaped(visible(one), _PROPERTY)}" for key, one in properties.items()
    )
    return f"::{kind} {named}::{_escaped(prose(text), _DATA)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
