"""The check decorator: a pure function from facts to findings, under an id that should be true."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from inspect import getdoc, getmodule
from typing import Any, Protocol, get_type_hints

from weighbridge.findings.finding import Finding, Persona, Severity

Judge = Callable[..., Iterator[Finding]]


class DecidedBy(StrEnum):
    """Whose word a check takes."""

    MACHINE = "machine"
    """The bytes decide."""
    ATTESTATION = "attestation"
    """A person answers, and the machine checks that what they point at is there."""


class Entry(Protocol):
    """What a check may range over: anything with an id."""

    @property
    def id(self) -> str:
        """The part of the check's id between brackets."""
        ...


@dataclass(frozen=True)
class Check:
    """A check as the engine sees it.

    Attributes:
        id: kebab-case claim, the file's name.
        since: version that brought it.
        over: gives the entries of the catalogue it ranges over; None for a single question.
        judge: the function itself.
        decided_by: whose word it takes.
    """

    id: str
    severity: Severity
    since: str
    judge: Judge
    over: Callable[[], Iterable[Entry]] | None = None
    persona: Persona = Persona.REGULAR
    decided_by: DecidedBy = DecidedBy.MACHINE

    @cached_property
    def _hints(self) -> dict[str, type]:
        hints = get_type_hints(self.judge)
        hints.pop("return", None)
        return hints

    @cached_property
    def needs(self) -> dict[str, type]:
        """Parameter names and the facts they ask for, the range entry aside."""
        hints = dict(self._hints)
        if self.over is not None:
            hints.pop(next(iter(hints)))
        return hints

    @cached_property
    def topic(self) -> str:
        """The folder it lives in."""
        return self.judge.__module__.split(".")[-2]

    @cached_property
    def manual(self) -> str:
        """The manual page: the module's docstring."""
        return getdoc(getmodule(self.judge)) or ""

    @property
    def title(self) -> str:
        """First sentence of the manual page."""
        return self.manual.split("\n\n", 1)[0].replace("\n", " ")

    def ids(self) -> tuple[str, ...]:
        """Every id it answers under."""
        if self.over is None:
            return (self.id,)
        return tuple(f"{self.id}[{entry.id}]" for entry in self.over())

    def answer(self, facts: Callable[[type], Any]) -> Iterator[Finding]:
        """Ask the question of a release.

        Args:
            facts: gives the fact of a type, as the check's parameters name them.
        """
        given = {name: facts(kind) for name, kind in self.needs.items()}
        if self.over is None:
            for finding in self.judge(**given):
                yield finding.stamped(self.id, self.severity, self.persona)
            return
        for entry in self.over():
            for finding in self.judge(entry, **given):
                yield finding.stamped(f"{self.id}[{entry.id}]", self.severity, self.persona)


def check(
    *,
    severity: Severity,
    since: str,
    over: Callable[[], Iterable[Entry]] | None = None,
    persona: Persona = Persona.REGULAR,
    decided_by: DecidedBy = DecidedBy.MACHINE,
) -> Callable[[Judge], Check]:
    """Turn a judging function into a check named after it.

    The types of its parameters are its dependencies. With `over`, the first parameter receives
    one entry of the catalogue at a time.
    """

    def wrap(judge: Judge) -> Check:
        return Check(
            id=judge.__name__.replace("_", "-"),
            severity=severity,
            since=since,
            judge=judge,
            over=over,
            persona=persona,
            decided_by=decided_by,
        )

    return wrap
