"""The documents that say how a project is run, and what makes one more than a stub."""

from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document.

    Attributes:
        id: the role readers give its files.
        file: the name people give it.
        words: fewest words that say something.
        needed: whether every release is asked for it.
        advice: how a publisher adds it, as an imperative sentence.
    """

    id: str
    title: str
    file: str
    words: int
    needed: bool
    advice: str


@cache
def every() -> tuple[Document, ...]:
    """Every kind of document, in the catalogue's order."""
    record = catalogs.entry("vocabularies", "governance-documents")
    return tuple(Document(**document) for document in record["documents"])
