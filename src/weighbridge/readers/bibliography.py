"""BibTeX files that say how to cite the release; bibliographies of papers are left out."""

from collections.abc import Iterator
from itertools import islice

from weighbridge.facts.governance import Citation
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader
from weighbridge.readers.references import cited

_MOST = 5
"""Entries beyond which a file is a bibliography, not a citation."""


@reader(names=("citation*.bib", "cite*.bib", "citation.md"), gives=(Citation,), topic="governance")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a file that is named for citing the release and lies at its top."""
    if "/" in blob.path:
        return
    found = list(islice(cited(blob.text(), asked=True), _MOST + 1))
    for one in found if len(found) <= _MOST else ():
        yield Citation(
            at=blob.evidence(lines=one.lines, kind=Kind.DECLARED, link=one.link or None),
            identifier=one.identifier,
            title=one.title,
            components=one.components,
            archived=one.archived,
        )
