"""Expressions in the Common Expression Language (CEL), evaluated over a report by a program that is
bounded in steps, time and memory, so that a stranger's policy can do no harm.

Source: the language's definition, https://github.com/google/cel-spec.
"""

import json
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from typing import Any

NEEDS = "Expressions need the extra `policy`: pip install 'weighbridge[policy]'"
_WORKER = Path(__file__).with_name("expression_worker.py")
_SECONDS = 10.0
"""Time for all expressions of a policy together."""

Answer = tuple[str, str]
"""`pass`, `fail` or `unknown`, and why."""


def evaluate(
    expressions: Sequence[str], report: Any, stage: str, *, seconds: float = _SECONDS
) -> dict[str, Answer]:
    """What each expression comes to; a missing field, an error or a lack of time is unknown.

    Args:
        report: as JSON values; its numbers are compared as doubles.
    """
    wanted = list(dict.fromkeys(expressions))
    if find_spec("cel_expr_python") is None:
        return dict.fromkeys(wanted, ("unknown", NEEDS))
    asked = {"expressions": wanted, "report": report, "stage": stage}
    lines, code = _run(json.dumps(asked).encode(), seconds)
    why = NEEDS if code == 3 else "it took more time or memory than is given, or an error ended it"
    found = [*map(_answer, lines), *[("unknown", why)] * len(wanted)]
    return dict(zip(wanted, found, strict=False))


def _run(data: bytes, seconds: float) -> tuple[list[bytes], int]:
    """The whole lines that the program printed in time, and its exit status."""
    command = [sys.executable, "-I", str(_WORKER)]
    with Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}) as program:  # noqa: S603  # our own
        try:
            out, _ = program.communicate(data, timeout=seconds)
        except TimeoutExpired:
            program.kill()
            out, _ = program.communicate()
        return out.splitlines() if out.endswith(b"\n") else out.splitlines()[
            :-1
        ], program.returncode


def _answer(line: bytes) -> Answer:
    outcome, reason = json.loads(line)
    return str(outcome), str(reason)
