"""The statement of a reproduction run: what was run, where, and every number beside its other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from weighbridge.findings.numbers import Outcome, Pair
from weighbridge.readers.reproducing.scripts import Script
from weighbridge.records.reproduction import FAILED, PASSED, WARNED, Input, Ran, Statement
from weighbridge.records.signatures.statement import GIT_PATHS, root

_TOLD = 20_000
"""Characters of what a step said that the statement keeps, the last ones."""
_COMMIT = 40


@dataclass(frozen=True, slots=True)
class Step:
    """One block that was run.

    Attributes:
        missing: lines that the document shows and that it did not say.
    """

    script: Script
    ran: Ran
    missing: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether it ended well and said what is shown."""
        return self.ran.done and not self.missing


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came out.

    Attributes:
        comparing: whether numbers were to be compared at all; snippets only have to run.
        digests: path, stated and obtained SHA-256; they decide where no number was compared.
    """

    steps: tuple[Step, ...]
    comparing: bool = True
    pairs: tuple[Pair, ...] = ()
    digests: tuple[tuple[str, str, str], ...] = ()

    @property
    def result(self) -> str:
        """`PASSED`, `FAILED`, or `WARNED` where nothing could be compared."""
        found = {pair.outcome for pair in self.pairs}
        if not all(step.done for step in self.steps) or Outcome.DIFFERENT in found:
            return FAILED
        if Outcome.MATCH in found or not self.comparing:
            return PASSED
        if self.digests:
            return PASSED if all(one == other for _, one, other in self.digests) else FAILED
        return WARNED


@dataclass(frozen=True, slots=True)
class Subject:
    """What was run.

    Attributes:
        revision: as its source names it; empty for none.
        document: that was followed.
        inputs: every file that went in.
    """

    name: str
    revision: str
    document: str
    inputs: tuple[Input, ...]


def statement(subject: Subject, came: Outcomes, how: Mapping[str, Any]) -> Statement:
    """The statement of a run.

    Args:
        how: where and under which limits, by the fields of the statement.
    """
    signed = [one for one in subject.inputs if one.path.partition("/")[0] not in GIT_PATHS]
    signed.sort(key=lambda one: one.path.split("/"))
    followed = [one for one in subject.inputs if one.path == subject.document]
    return Statement(
        release=subject.name,
        digest=root(bytes.fromhex(one.sha256) for one in signed),
        result=came.result,
        instructions=followed[0] if followed else Input(subject.document, ""),
        inputs=subject.inputs,
        revision=subject.revision if len(subject.revision) == _COMMIT else "",
        passed=_named(came, Outcome.MATCH, done=True),
        failed=_named(came, Outcome.DIFFERENT, done=False),
        details={
            **how,
            "steps": [_step(one) for one in came.steps],
            "numbers": [_pair(one) for one in came.pairs],
            "digests": _digests(came.digests),
        },
    )


def _named(came: Outcomes, outcome: Outcome, *, done: bool) -> tuple[str, ...]:
    steps = [f"line {s.script.first}: {s.script.title}" for s in came.steps if s.done is done]
    return (*steps, *(pair.stated.place for pair in came.pairs if pair.outcome is outcome))


def _step(one: Step) -> dict[str, Any]:
    return {
        "lines": [one.script.first, one.script.last],
        "command": one.script.text[:_TOLD],
        "left-out": list(one.script.installs),
        "exit": one.ran.code,
        "ended": one.ran.ended,
        "seconds": one.ran.seconds,
        "missing": list(one.missing),
        "output-sha256": sha256(one.ran.output.encode()).hexdigest(),
        "output-end": one.ran.output[-_TOLD:],
    }


def _pair(one: Pair) -> dict[str, Any]:
    return {
        "stated": one.stated.text,
        "at": one.stated.place,
        "obtained": one.obtained.text if one.obtained else None,
        "from": one.obtained.place if one.obtained else None,
        "tolerance": str(one.tolerance),
        "outcome": one.outcome.value,
        "how": one.how,
    }


def _digests(found: Sequence[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [
        {"path": path, "stated": one, "obtained": other, "same": one == other}
        for path, one, other in found
    ]
