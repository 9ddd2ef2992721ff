"""The documents that can be drafted for a release, a file each; a draft says nothing that the
record does not hold, and marks what only a person can answer.
"""

from dataclasses import dataclass
from typing import Protocol, cast

from weighbridge import shelf
from weighbridge.documents.record import Record


@dataclass(frozen=True, slots=True)
class Draft:
    """One file as it could stand.

    Attributes:
        path: where in the release, with forward slashes.
        text: all of it; sections between markers are managed, see `documents.managed`.
        covered: managed sections that a person has written under a heading of their own, which
            are not added beside it.
        open: what only a person can answer, one question each.
    """

    path: str
    text: str
    covered: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


class Document(Protocol):
    """What every file of this room gives."""

    NAME: str
    """The word by which it is asked for: the file's own name, with hyphens."""
    TITLE: str
    """What it is, as a short phrase."""
    DEFAULT: bool
    """Whether it is drafted when none is named."""

    def draft(self, record: Record) -> Draft | None:
        """The draft; None where the release has no use for it."""
        ...


def names() -> tuple[str, ...]:
    """The name of every document, sorted."""
    modules = shelf.names(__name__, __path__[0])
    return tuple(module.rpartition(".")[2].replace("_", "-") for module in modules)


def find(name: str) -> Document:
    """The document of a name.

    Raises:
        KeyError: there is none.
    """
    if name not in names():
        raise KeyError(name)
    return cast("Document", shelf.load(f"{__name__}.{name.replace('-', '_')}"))
