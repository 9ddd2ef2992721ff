"""Entries of the register, as people wrote them: `governance/risks/<id>.toml` and its like."""

import re
from collections.abc import Iterator

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Kind
from weighbridge.facts.register import Problem, Recorded
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader
from weighbridge.records.governance import FOLDERS, KINDS, Written, kind_of, parse

_ENDINGS = ("toml", "yaml", "yml")
_FOLDERS = [f"*{folder}/*.{ending}" for folder in FOLDERS for ending in _ENDINGS]
_ALONE = [f"*governance/{kind}.{ending}" for kind in KINDS for ending in _ENDINGS]
_SCHEMA = lazy(r"^schema[ \t]*[:=][ \t]*[\"']?weighbridge/", re.MULTILINE)


@reader(names=(*_FOLDERS, *_ALONE), gives=(Recorded, Gap), topic="governance")
def read(blob: Blob) -> Iterator[Fact]:
    """Read an entry.

    Other projects have folders of these names too: what lies under no folder named `governance`
    says with a `schema` that it is an entry.
    """
    kind = kind_of(blob.path.lower())
    if not kind:
        return
    if blob.cut:
        yield Gap(blob.evidence(), "The entry is larger than is read.", "Shorten it.", "governance")
        return
    text = blob.text()
    if "governance" not in blob.path.lower().split("/")[:-1] and not _SCHEMA.search(text):
        return
    name, _, ending = blob.path.rpartition("/")[2].rpartition(".")
    written = parse(text, kind=kind, name=name, yaml=ending.lower() != "toml")
    yield Recorded(
        at=blob.evidence(kind=Kind.DECLARED),
        kind=kind,
        id=written.id,
        entry=written.entry,
        problems=tuple(
            Problem(blob.evidence(lines=(one.line, one.line)), one.message)
            for one in written.problems
        ),
        lines=_lines(written),
    )


def _lines(written: Written) -> tuple[tuple[str, int], ...]:
    return tuple(
        (".".join(str(step).replace("-", "_") for step in place), line)
        for place, line in written.lines.items()
    )
