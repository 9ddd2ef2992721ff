"""What came of running a release's instructions, as an in-toto statement with a test result.

The predicate is in-toto's `test-result` 0.1. What that has no field for stands in it under
`reproduction`: where it ran, what was run, which files went in, and every number that was stated,
with the one that came out. Readers of a test result pass over fields they do not know.

Sources: in-toto Attestation Framework, Statement v1 and predicate test-result v0.1
(https://github.com/in-toto/attestation).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

STATEMENT = "https://in-toto.io/Statement/v1"
TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1"
PASSED, FAILED, WARNED = "PASSED", "FAILED", "WARNED"


class NotReproductionError(ValueError):
    """Something else than a statement about a reproduction: the cause, as a sentence."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file that went in: its path in the release and its sha256, in hex."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a command.

    Attributes:
        code: what it exited with; negative for none.
        seconds: wall time.
        output: what it said, its errors too; the middle is left out where it is long.
        ended: why it was ended before its end, as a sentence; else empty.
    """

    code: int
    seconds: float
    output: str
    ended: str = ""

    @property
    def done(self) -> bool:
        """Whether it came to its end and was content."""
        return self.code == 0 and not self.ended


@dataclass(frozen=True, slots=True)
class Statement:
    """One run.

    Attributes:
        release: name of what was run.
        digest: of all inputs, as a signature of the release names it.
        revision: commit of the release; empty where its source has none.
        result: `PASSED`, `FAILED`, or `WARNED` where nothing could be compared.
        instructions: the document that was followed.
        passed: names of steps and numbers that came out.
        failed: names of those that did not.
        details: the rest of what is told, by field.
    """

    release: str
    digest: str
    result: str
    instructions: Input
    inputs: tuple[Input, ...]
    revision: str = ""
    passed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)


def written(one: Statement) -> bytes:
    """A statement as the bytes that are signed."""
    digests = {"sha256": one.digest}
    if one.revision:
        digests["gitCommit"] = one.revision
    value = {
        "_type": STATEMENT,
        "subject": [{"name": one.release, "digest": digests}],
        "predicateType": TEST_RESULT,
        "predicate": {
            "result": one.result,
            "configuration": _listed([one.instructions]),
            "passedTests": list(one.passed),
            "warnedTests": [],
            "failedTests": list(one.failed),
            "reproduction": {**one.details, "inputs": _listed(one.inputs)},
        },
    }
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def parse(payload: bytes) -> Statement:
    """Read a statement.

    Raises:
        NotReproductionError: it is about something else, or lacks what binds it to files.
    """
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise NotReproductionError("It is not JSON.") from error
    match value:
        case {
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [{"name": str(name), "digest": {"sha256": str(digest)} as digests}],
            "predicateType": "https://in-toto.io/attestation/test-result/v0.1",
            "predicate": {
                "result": str(result),
                "configuration": [dict(instructions)],
                "reproduction": {"inputs": list(inputs)} as details,
            } as predicate,
        } if result in {PASSED, FAILED, WARNED}:
            return Statement(
                release=name,
                digest=digest,
                result=result,
                instructions=_input(instructions),
                inputs=tuple(_input(one) for one in inputs),
                revision=str(digests.get("gitCommit", "")),
                passed=_texts(predicate.get("passedTests")),
                failed=_texts(predicate.get("failedTests")),
                details={key: one for key, one in details.items() if key != "inputs"},
            )
    raise NotReproductionError("It is no statement about a reproduction run.")


def _listed(inputs: Sequence[Input]) -> list[dict[str, Any]]:
    return [{"name": one.path, "digest": {"sha256": one.sha256}} for one in inputs]


def _input(value: Any) -> Input:
    match value:
        case {"name": str(name), "digest": {"sha256": str(digest)}}:
            return Input(name, digest.lower())
    raise NotReproductionError("One of its files has no name or digest.")


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
