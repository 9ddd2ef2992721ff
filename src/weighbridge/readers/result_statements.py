"""Statements that tie results to weights, by themselves or signed; no key is at hand to verify."""

import json
from base64 import b64decode
from collections.abc import Iterator

from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import Named, ResultStatement
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.evaluation.jsons import within
from weighbridge.readers.port import reader
from weighbridge.records import result_statement
from weighbridge.records.result_statement import PREDICATE, Bound, File, StatementError

_PAYLOAD = "application/vnd.in-toto+json"


@reader(
    names=("*.intoto.json", "*.intoto.jsonl", "*.sigstore", "*.sigstore.json"),
    gives=(ResultStatement, Gap),
    topic="evaluation",
    whole=True,
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a statement, an envelope or bundle around one, or one of these in each line."""
    if blob.cut:
        return
    data = blob.data()
    for line, text in [(None, data)] if _is_one(data) else enumerate(data.splitlines(), 1):
        payload, signed = _payload(text)
        if PREDICATE.encode() not in payload:
            continue
        try:
            bound = result_statement.parse(payload)
        except StatementError as error:
            reason = f"{blob.path} binds no results: {error}"
            remedy = "Write it again with weighbridge evidence bind."
            yield Gap(blob.evidence(line=line), reason, remedy, "evaluation")
            continue
        yield _told(blob, line, bound, signed=signed)


def _is_one(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _payload(data: bytes) -> tuple[bytes, bool]:
    """A statement's bytes, and whether a signature stands beside them."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return b"", False
    envelope = within(value, "dsseEnvelope") or value
    packed, kind = within(envelope, "payload"), within(envelope, "payloadType")
    if not isinstance(packed, str) or kind != _PAYLOAD:
        return data, False
    signatures = within(envelope, "signatures")
    signed = isinstance(signatures, list) and any(within(one, "sig") for one in signatures)
    try:
        return b64decode(packed, validate=True), signed
    except ValueError:
        return b"", False


def _told(blob: Blob, line: int | None, bound: Bound, *, signed: bool) -> ResultStatement:
    return ResultStatement(
        at=blob.evidence(line=line, kind=Kind.ATTESTED if signed else Kind.DECLARED),
        results=_named(bound.results),
        weights=_named(bound.weights),
        tool=bound.tool,
        tool_version=bound.tool_version,
        dataset=bound.dataset,
        dataset_revision=bound.dataset_revision,
        signed=signed,
    )


def _named(files: tuple[File, ...]) -> tuple[Named, ...]:
    return tuple(Named(one.name, one.sha256) for one in files)
