"""The papers that a README or a card calls its release's own."""

import re
from collections.abc import Iterator

from weighbridge.facts.governance import Citation
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader
from weighbridge.readers.references import references

_MOST = 5
"""Papers of one document; a release with more of its own is a bibliography."""
_OWN = lazy(
    r"(?:docs?/|[^/]+\.(?:dist|egg)-info/)?[^/]*(?:readme|card|metadata|pkg-info)[^/]*",
    re.IGNORECASE,
)
"""Documents that speak for the release; a README deeper in the tree speaks for its folder."""


@reader(
    names=("readme*", "*card*.md", "metadata", "pkg-info"), gives=(Citation,), topic="governance"
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the papers of a document that speaks for the release."""
    if blob.suffix not in {"", ".md", ".markdown", ".rst", ".txt"} or not _OWN.fullmatch(blob.path):
        return
    for one in references(blob.text())[:_MOST]:
        yield Citation(
            at=blob.evidence(lines=one.lines, kind=Kind.DECLARED, link=one.link or None),
            identifier=one.identifier,
            title=one.title,
            components=one.components,
            archived=one.archived,
        )
