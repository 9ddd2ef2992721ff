"""Public taxonomies of risk, by id and name alone, and the risks a register can start with."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from weighbridge import catalogs

_SEEDS = "risks/seeds"


@dataclass(frozen=True, slots=True)
class Named:
    """One entry of a taxonomy.

    Attributes:
        id: as registers write it behind the taxonomy's own: `owasp-llm:LLM01`.
        parent: id of the entry it is a part of; empty for none.
        see: entries of other taxonomies that people found alike, as `<taxonomy>:<id>`.
    """

    id: str
    name: str
    parent: str = ""
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One public taxonomy.

    Attributes:
        license: of the taxonomy, as an SPDX expression.
        version: ends in `in part` where not every entry of it is here.
    """

    id: str
    title: str
    publisher: str
    version: str
    license: str
    source: str
    entries: dict[str, Named]

    @property
    def complete(self) -> bool:
        """Whether every entry of it is here."""
        return not self.version.endswith("in part")


@dataclass(frozen=True, slots=True)
class Misuse:
    """A scenario to think through, in one modality."""

    modality: str
    scenario: str


@dataclass(frozen=True, slots=True)
class Seed:
    """A risk that a register can start with.

    Attributes:
        harm: what would happen, in a sentence.
        modalities: it concerns a release that has one of them; empty for any.
        capabilities: and one of these; empty for any.
        uses: and one of these; empty for any.
        mitigations: measures to consider.
        references: entries of taxonomies, as `<taxonomy>:<id>`.
    """

    id: str
    title: str
    harm: str
    affected: tuple[str, ...]
    cause: str
    modalities: tuple[str, ...]
    capabilities: tuple[str, ...]
    uses: tuple[str, ...]
    mitigations: tuple[str, ...]
    references: tuple[str, ...]
    misuse: tuple[Misuse, ...] = ()

    def concerns(self, terms: Collection[str]) -> bool:
        """Whether it concerns a release of these modalities, capabilities and uses."""
        demands = (self.modalities, self.capabilities, self.uses)
        return all(not demand or any(one in terms for one in demand) for demand in demands)


def taxonomies() -> tuple[str, ...]:
    """Id of every taxonomy."""
    return catalogs.entries("risks")


@cache
def taxonomy(name: str) -> Taxonomy:
    """The taxonomy of an id.

    Raises:
        KeyError: there is none.
    """
    record = dict(catalogs.entry("risks", name))
    record.pop("read")
    entries = (_named(one) for one in record.pop("entries"))
    return Taxonomy(**record, entries={one.id: one for one in entries})


def find(reference: str) -> Named | None:
    """The entry that a reference names; None where the catalogue has none."""
    name, _, entry = reference.partition(":")
    if name not in taxonomies():
        return None
    return taxonomy(name).entries.get(entry)


@cache
def seeds() -> tuple[Seed, ...]:
    """Every risk that a register can start with, by id."""
    return tuple(_seed(catalogs.entry(_SEEDS, one)) for one in catalogs.entries(_SEEDS))


def _named(record: dict[str, Any]) -> Named:
    return Named(
        record["id"], record["name"], record.get("parent", ""), tuple(record.get("see", ()))
    )


def _seed(record: dict[str, Any]) -> Seed:
    held = {key: value for key, value in record.items() if key not in {"source", "read", "misuse"}}
    lists = {key: tuple(value) for key, value in held.items() if isinstance(value, list)}
    misuse = tuple(Misuse(**one) for one in record.get("misuse", ()))
    return Seed(**(held | lists), misuse=misuse)
