"""CITATION.cff: which keys it has, and whom it names as authors."""

from collections.abc import Iterator
from typing import Any

from weighbridge.facts.papers import CitationFile
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.placeholders import says_nothing
from weighbridge.readers.port import reader
from weighbridge.readers.yaml_nodes import YamlError, compose, elements, items, scalar

_MOST = 200


@reader(names=("citation.cff",), gives=(CitationFile,), topic="governance")
def read(blob: Blob) -> Iterator[Fact]:
    """Read its top level; one that is no YAML is told as a gap where papers are read from it.

    Source: Citation File Format 1.2.0, schema guide.
    """
    if blob.folder:
        return
    try:
        root = dict(items(compose(blob.text())))
    except YamlError:
        return
    authors = tuple(_name(dict(items(one))) for one in elements(root.get("authors")))
    keys = tuple(str(key) for key in list(root)[:_MOST])
    yield CitationFile(blob.evidence(), keys, scalar(root.get("cff-version")), authors[:_MOST])


def _name(author: dict[str, Any]) -> str:
    """A person's or an organisation's name; empty where a placeholder stands."""
    parts = [scalar(author.get(k)) for k in ("given-names", "family-names", "name", "alias")]
    told = [part for part in parts if part and not says_nothing(part)]
    return " ".join(told)
