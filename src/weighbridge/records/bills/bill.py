"""A bill of materials in words of its own, between CycloneDX and SPDX."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from weighbridge.records.bills.model_card import ModelCard


class Kind(StrEnum):
    """What a component is."""

    MODEL = "model"
    DATASET = "dataset"
    FILE = "file"
    LIBRARY = "library"
    OTHER = "other"


class Link(StrEnum):
    """How two components belong together."""

    CONTAINS = "contains"
    TRAINED_ON = "trained-on"
    TESTED_ON = "tested-on"
    DEPENDS_ON = "depends-on"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read.

    Attributes:
        line: counted from 1; 0 for the file as a whole.
        sha256: of the whole file, hex; empty where it was not computed.
    """

    path: str
    line: int = 0
    sha256: str = ""

    @property
    def words(self) -> str:
        """As people write it: `README.md:18 (sha256 899b…)`."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where} (sha256 {self.sha256})" if self.sha256 else where


@dataclass(frozen=True, slots=True)
class Claim:
    """What a component's field rests on.

    Attributes:
        field: name of the field: `name`, `licenses`, `card.task`, …
        state: how far it can be relied on, in the record's words.
    """

    field: str
    state: str
    places: tuple[Place, ...] = ()

    @property
    def words(self) -> str:
        """State and places; without any it is the word of whoever had the bill written."""
        said = "; ".join(at.words for at in self.places)
        return f"{self.state}: {said or 'stated when the bill was written'}"


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that a bill lists.

    Attributes:
        ref: unique within the bill.
        licenses: SPDX expressions, or names where the bill has only those; all of them hold.
        concluded: the expression that the texts at hand bear out; empty where none does.
        digests: algorithm as CycloneDX spells it (`SHA-256`) and hex.
        parameters: of a model; None where the bill does not say.
        data: what a component of data holds, as CycloneDX has it.
        links: kind of reference as CycloneDX spells it, and address.
        properties: names and values.
        size: bytes; None where it is not said.
    """

    ref: str
    kind: Kind
    name: str
    version: str = ""
    description: str = ""
    supplier: str = ""
    licenses: tuple[str, ...] = ()
    concluded: str = ""
    digests: tuple[tuple[str, str], ...] = ()
    purl: str = ""
    media: str = ""
    size: int | None = None
    parameters: int | None = None
    card: ModelCard | None = None
    data: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)
    ancestors: tuple["Component", ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Components that belong to one."""

    source: str
    link: Link
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill as a whole.

    Attributes:
        form: `cyclonedx`, `spdx-3` or `spdx-2`; empty until it is written.
        version: of the format.
        made: when, as written.
        root: what the bill is about; None where it does not say.
        components: the others.
    """

    form: str = ""
    version: str = ""
    made: str = ""
    root: Component | None = None
    components: tuple[Component, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def every(self) -> Iterator[Component]:
        """All components, the root first; ancestors are no part of the release."""
        if self.root is not None:
            yield self.root
        yield from self.components

    def of(self, kind: Kind) -> Iterator[Component]:
        """The components of one kind."""
        return (one for one in self.every if one.kind is kind)
