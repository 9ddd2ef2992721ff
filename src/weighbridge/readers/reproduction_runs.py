"""Statements that a release's instructions were run, as `weighbridge reproduce` writes them."""

from collections.abc import Iterator
from typing import Any

from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import Named
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.facts.reproduction import ReproductionRun
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader
from weighbridge.records.reproduction import NotReproductionError, Statement, parse
from weighbridge.records.signatures import SignatureError, bundle


@reader(names=("*reproduction*.json",), gives=(ReproductionRun, Gap), topic="code")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a statement, by itself or in the bundle of its signature.

    A file of that name which is no statement is passed over, unless it says it is one.
    """
    data = blob.data()
    signed = b"dsseEnvelope" in data
    if not signed and b"in-toto.io/Statement" not in data:
        return
    if blob.cut:
        yield Gap(blob.evidence(), "The statement is larger than is read.", topic="code")
        return
    try:
        payload = bundle.parse(data).payload if signed else data
        stated = parse(payload)
    except (SignatureError, NotReproductionError) as error:
        yield Gap(blob.evidence(), f"{blob.path} could not be read: {error}", "", "code")
        return
    yield _run(blob, stated, signed=signed)


def _run(blob: Blob, stated: Statement, *, signed: bool) -> ReproductionRun:
    confinement = stated.details.get("confinement")
    network = confinement.get("network") if isinstance(confinement, dict) else None
    numbers = stated.details.get("numbers")
    outcomes = [_outcome(one) for one in numbers] if isinstance(numbers, list) else []
    return ReproductionRun(
        at=blob.evidence(kind=Kind.ATTESTED if signed else Kind.DECLARED),
        result=stated.result.lower(),
        on=str(stated.details.get("on", ""))[:40],
        network=network[:40] if isinstance(network, str) else "",
        inputs=tuple(Named(one.path, one.sha256) for one in stated.inputs),
        compared=sum(one in {"match", "different"} for one in outcomes),
        different=sum(one == "different" for one in outcomes),
        signed=signed,
    )


def _outcome(value: Any) -> str:
    found = value.get("outcome") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
