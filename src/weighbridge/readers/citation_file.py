"""CITATION.cff: the paper that a release asks to be cited by."""

from collections.abc import Iterator
from typing import Any

from weighbridge.facts.distribution import Gap
from weighbridge.facts.governance import Citation
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.identifiers import Identifier, identify
from weighbridge.readers.port import reader
from weighbridge.readers.references import kinds
from weighbridge.readers.yaml_nodes import YamlError, compose, elements, items, line, scalar

_PAPERS = {
    "article", "conference-paper", "conference", "proceedings", "report", "thesis", "unpublished",
    "generic", "book", "manual", "pamphlet", "magazine-article", "newspaper-article",
}  # fmt: skip
"""Types of works that are papers or reports.

Source: Citation File Format 1.2.0, schema guide, `definitions.reference.type`.
"""


@reader(names=("citation.cff",), gives=(Citation, Gap), topic="governance")
def read(blob: Blob) -> Iterator[Fact]:
    """Read what the release itself is to be cited by; `references` are other people's works.

    Source: Citation File Format 1.2.0, schema guide, `preferred-citation`, `doi`, `identifiers`.
    """
    if "/" in blob.path:
        return
    try:
        root = dict(items(compose(blob.text())))
    except YamlError as error:
        reason = f"{blob.path} is not a readable citation file: {error}."
        remedy = "Check it against the Citation File Format 1.2.0."
        yield Gap(blob.evidence(), reason, remedy, "governance")
        return
    seen = set()
    for node, work, paper in _works(root):
        found = next(_identified(work), None)
        if found is None or found.text in seen or not paper:
            continue
        seen.add(found.text)
        title = scalar(work.get("title"))
        label = "report" if scalar(work.get("type")) == "report" else ""
        yield Citation(
            at=blob.evidence(line=line(node), kind=Kind.DECLARED, link=found.address or None),
            identifier=found.text,
            title=title,
            components=kinds(title, label, published=True),
            archived=found.archived,
        )


def _works(root: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any], bool]]:
    """The preferred citation, then the release itself: node, fields, whether it is a paper."""
    preferred = root.get("preferred-citation")
    fields = dict(items(preferred))
    if fields:
        yield preferred, fields, scalar(fields.get("type")) in _PAPERS
    for name in ("doi", "identifiers"):
        # A release's own DOI is seldom a paper's: only an arXiv id shows that by itself.
        found = next(_identified({name: root.get(name)}), None)
        if found and found.text.startswith("arXiv:"):
            yield root[name], {name: root[name], "title": root.get("title")}, True


def _identified(work: dict[str, Any]) -> Iterator[Identifier]:
    stated = [scalar(work.get("doi")), scalar(work.get("url"))]
    stated += [scalar(dict(items(one)).get("value")) for one in elements(work.get("identifiers"))]
    stated += [scalar(work.get("journal"))]
    for text in stated:
        if found := identify(f"doi:{text}" if text.startswith("10.") else text):
            yield found
