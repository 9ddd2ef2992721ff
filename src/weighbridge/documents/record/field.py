"""One field of the record, and the record as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from weighbridge.facts.provenance import Evidence


class State(StrEnum):
    """How far a field can be relied on, furthest first."""

    VERIFIED = "verified"
    """Recomputed from bytes."""
    EVIDENCED = "evidenced"
    """Quoted from a file and line of the release."""
    ASSERTED = "asserted"
    """Said by a person, with nothing in the release that shows it."""
    PLACEHOLDER = "placeholder"
    """Something stands there that says nothing."""
    MISSING = "missing"

    @property
    def rank(self) -> int:
        """0 for the furthest."""
        return list(State).index(self)

    @property
    def is_known(self) -> bool:
        """Whether there is a value to write down."""
        return self.rank <= State.ASSERTED.rank


@dataclass(frozen=True, slots=True)
class Field:
    """What is known under one name.

    Attributes:
        value: text, a number, a day, or a tuple of them or of mappings; None when not known.
        at: where it was seen.
        alternatives: what other places say instead.
    """

    value: Any = None
    state: State = State.MISSING
    at: tuple[Evidence, ...] = ()
    alternatives: tuple["Field", ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One source's word about one field."""

    name: str
    field: Field


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of the release.

    Attributes:
        sha256: hex; None where it was not computed.
        size: bytes.
    """

    part: str
    path: str
    size: int
    content: str
    sha256: str | None = None


_MISSING = Field()


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known about a release, by dotted name: `model.parameters`."""

    name: str
    version: str
    as_of: date
    fields: Mapping[str, Field] = field(default_factory=dict, hash=False)
    files: tuple[FileRow, ...] = ()

    def __getitem__(self, name: str) -> Field:
        """The field of a name; a missing one where nothing is known."""
        return self.fields.get(name, _MISSING)

    def value(self, name: str) -> Any:
        """The value of a field; None where it is not known."""
        held = self[name]
        return held.value if held.state.is_known else None

    def under(self, prefix: str) -> Iterator[tuple[str, Field]]:
        """The fields whose names begin so, with the rest of their names."""
        for name, held in self.fields.items():
            if name.startswith(f"{prefix}."):
                yield name.removeprefix(f"{prefix}."), held


def item(name: str, value: Any, state: State, *at: Evidence) -> Item:
    """A source's word about a field."""
    return Item(name, Field(value, state, at))
