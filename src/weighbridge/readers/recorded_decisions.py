"""Decisions of the project on record, as far as questions about the release need them."""

from collections.abc import Iterator

from weighbridge.facts.distribution import Gap
from weighbridge.facts.governance import RecordedDecision
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.places import is_borrowed
from weighbridge.readers.port import reader
from weighbridge.records.governance import Decision, Written, kind_of, parse

_NAMES = tuple(
    f"{where}governance/decisions/*{ending}"
    for where in ("", "*/")
    for ending in (".toml", ".yaml", ".yml")
)


@reader(names=_NAMES, gives=(RecordedDecision, Gap), topic="governance")
def read(blob: Blob) -> Iterator[Fact]:
    """Read one decision; one with a mistake in it settles nothing."""
    if kind_of(blob.path) != "decision" or is_borrowed(blob.path):
        return
    stem = blob.name.rpartition(".")[0]
    written = parse(blob.text(), kind="decision", name=stem, yaml=blob.suffix != ".toml")
    if written.problems:
        first = written.problems[0]
        cause, _, remedy = first.message.partition(". ")
        at = blob.evidence(line=first.line)
        yield Gap(at, f"{blob.path} is not a readable decision: {cause}.", remedy, "governance")
    elif isinstance(written.entry, Decision):
        yield _decision(blob, written, written.entry)


def _decision(blob: Blob, written: Written, entry: Decision) -> RecordedDecision:
    deciders = (f"{d.name} ({d.role})" if d.name and d.role else "" for d in entry.deciders)
    at = blob.evidence(line=written.line("decision"), kind=Kind.DECLARED, quote=entry.decision)
    return RecordedDecision(
        at,
        written.id,
        tuple(one.strip() for one in entry.subjects),
        entry.decision.strip(),
        entry.date.isoformat() if entry.date else "",
        " and ".join(filter(None, deciders)),
        entry.status.value,
    )
