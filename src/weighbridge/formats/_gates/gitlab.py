"""A decision as GitLab's code quality report: an entry for each reason.

Source: GitLab documentation, "Code Quality", the report's format.
"""

import json
from hashlib import sha256
from typing import Any

from weighbridge.findings import Severity
from weighbridge.formats import PLAIN, Look
from weighbridge.formats._words import prose, visible
from weighbridge.verdicts.gate import Gate
from weighbridge.verdicts.gate_problems import Problem, path_from_here, problems
from weighbridge.verdicts.report import Report

TITLE = "GitLab's code quality report"
UTF_8 = True

_SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
    Severity.INFO: "info",
}


def render(gate: Gate, report: Report, look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write a list of what keeps the gate closed."""
    seen: dict[str, int] = {}
    entries = [_entry(problem, report, seen) for problem in problems(gate)]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _entry(problem: Problem, report: Report, seen: dict[str, int]) -> dict[str, Any]:
    at = problem.at
    path = visible(path_from_here(problem, report)) or "."
    mark = _mark(f"{problem.rule.id}\0{problem.check}\0{path}\0{problem.message}")
    seen[mark] = seen.get(mark, 0) + 1
    return {
        "description": prose(f"{problem.rule.title}: {problem.message} {problem.remedy}"),
        "check_name": visible(problem.check or problem.rule.id),
        "fingerprint": _mark(f"{mark}{seen[mark]}"),
        "severity": _SEVERITIES[problem.rule.severity],
        "location": {
            "path": path,
            "lines": {"begin": max(at.lines[0], 1) if at is not None and at.lines else 1},
        },
    }


def _mark(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:40]
