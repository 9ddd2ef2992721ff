"""A gate's decision as in-toto statements, bound to the digests of the files it was made about.

Sources: in-toto Attestation Framework, Statement v1 and the predicate test-result v0.1
(https://github.com/in-toto/attestation); SLSA 1.1, Verification Summary Attestation v1
(https://slsa.dev/spec/v1.1/verification_summary).
"""

import json
import re
from typing import Any

from weighbridge.findings import Outcome
from weighbridge.verdicts.gate import Gate
from weighbridge.verdicts.report import Digests, Report

STATEMENT = "https://in-toto.io/Statement/v1"
TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1"
SUMMARY = "https://slsa.dev/verification_summary/v1"
_VERIFIER = "https://github.com/weighbridge/weighbridge"


class UnboundError(ValueError):
    """A decision that cannot be bound to bytes: the cause, then the remedy."""


def statements(gate: Gate, report: Report) -> tuple[bytes, bytes]:
    """The test result and the verification summary, as the bytes that are signed.

    The day of the decision stands for its time, so that whoever decides the same on the same bytes
    and day states the same, byte for byte, and can sign beside the first signer.

    Raises:
        UnboundError: the report lacks the digest of a file.
    """
    subjects = _subjects(report.digests)
    return (
        _written(subjects, TEST_RESULT, _test_result(gate)),
        _written(subjects, SUMMARY, _summary(gate, report)),
    )


def _written(subjects: list[dict[str, Any]], kind: str, predicate: dict[str, Any]) -> bytes:
    value = {
        "_type": STATEMENT,
        "subject": subjects,
        "predicateType": kind,
        "predicate": predicate,
    }
    return json.dumps(value, indent=2).encode()


def _subjects(digests: Digests | None) -> list[dict[str, Any]]:
    if digests is None or not digests.files:
        raise UnboundError("No file was hashed, so there is nothing to bind the decision to.")
    missing = [file.path for file in digests.files if file.sha256 is None]
    if missing:
        raise UnboundError(f"{missing[0]} was not hashed whole. Attest what lies on this disk.")
    several = len({file.part for file in digests.files}) > 1
    return [
        {
            "name": f"{file.part}/{file.path}" if several else file.path,
            "digest": {"sha256": file.sha256},
        }
        for file in digests.files
    ]


def _policy(gate: Gate) -> dict[str, Any]:
    return {"name": gate.policy, "digest": {"sha256": gate.digest}}


def _test_result(gate: Gate) -> dict[str, Any]:
    named: dict[str, list[str]] = {"passed": [], "warned": [], "failed": []}
    for rule in gate.rules:
        match rule.outcome:
            case Outcome.PASS:
                named["warned" if rule.waived else "passed"].append(rule.id)
            case Outcome.FAIL | Outcome.UNKNOWN:
                named["failed"].append(rule.id)
    if gate.weaker:
        named["warned" if gate.is_open else "failed"].append("ratchet")
    result = "WARNED" if named["warned"] else "PASSED"
    return {
        "result": result if gate.is_open else "FAILED",
        "configuration": [_policy(gate)],
        **{f"{word}Tests": ids for word, ids in named.items()},
    }


def _summary(gate: Gate, report: Report) -> dict[str, Any]:
    whole = report.digests.release if report.digests else None
    stage = re.sub(r"\W+", "_", gate.stage).upper()
    return {
        "verifier": {"id": _VERIFIER, "version": {"weighbridge": gate.tool}},
        "timeVerified": f"{gate.as_of}T00:00:00Z",
        "resourceUri": f"urn:weighbridge:{whole or gate.release}",
        "policy": {
            "uri": f"urn:weighbridge:policy:{gate.policy}",
            "digest": {"sha256": gate.digest},
        },
        "verificationResult": "PASSED" if gate.is_open else "FAILED",
        "verifiedLevels": [f"WEIGHBRIDGE_STAGE_{stage}"] if gate.is_open else [],
        "slsaVersion": "1.1",
    }
