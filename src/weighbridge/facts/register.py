"""What people wrote down about a release's governance: the entries of its register."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence
from weighbridge.records.governance import (
    Decision,
    Entry,
    Incident,
    Objective,
    Plan,
    Review,
    Risk,
    UseCase,
    Waiver,
)

Kind = TypeVar("Kind", bound=Entry)


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps an entry from being read as its writer meant it."""

    at: Evidence
    message: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry of the register.

    Attributes:
        kind: `objective`, `risk`, `decision`, `plan`, `review`, `waiver`, `incident`, `use-case`.
        entry: its fields; those with a problem hold their default.
        problems: an entry that has any proves nothing.
        lines: where the fields stand, as (field, line).
    """

    at: Evidence
    kind: str
    id: str
    entry: Entry
    problems: tuple[Problem, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """All entries of a release."""

    entries: tuple[Recorded, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def of(self, kind: type[Kind]) -> Iterator[tuple[Recorded, Kind]]:
        """The entries of a kind that were read without a problem."""
        for recorded in self.entries:
            if isinstance(recorded.entry, kind) and not recorded.problems:
                yield recorded, recorded.entry

    def objective(self, id: str) -> tuple[Recorded, Objective] | None:  # noqa: A002
        """The objective of an id; None if there is not exactly one."""
        found = [pair for pair in self.of(Objective) if pair[0].id == id]
        return found[0] if len(found) == 1 else None

    @property
    def broken(self) -> tuple[Recorded, ...]:
        """The entries that cannot be read as they are."""
        return tuple(recorded for recorded in self.entries if recorded.problems)


__all__ = [
    "Decision",
    "Incident",
    "Objective",
    "Plan",
    "Problem",
    "Recorded",
    "Register",
    "Review",
    "Risk",
    "UseCase",
    "Waiver",
]
