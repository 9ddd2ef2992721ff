"""A release: its parts, the flat collection of facts about it, and topic views of them."""

from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Protocol, TypeVar, get_args, get_type_hints, runtime_checkable

from weighbridge.facts.components import Sighting
from weighbridge.facts.distribution import Part
from weighbridge.facts.provenance import Evidence, Reading


@runtime_checkable
class Fact(Protocol):
    """Any leaf: a frozen value that says where it was seen."""

    @property
    def at(self) -> Evidence:
        """The bytes it was seen in."""
        ...


Topic = TypeVar("Topic")


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day the release is judged on; checks never ask the clock."""

    day: date


@dataclass(frozen=True, slots=True)
class Release:
    """All that is known about one release.

    Attributes:
        facts: leaves in order of discovery; topic views are gathered from them.
    """

    name: str
    parts: tuple[Part, ...]
    as_of: AsOf
    facts: tuple[Fact, ...] = ()
    version: str = ""
    _views: dict[tuple[type, Reading], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def view(self, topic: type[Topic], reading: Reading) -> Topic:
        """Gather the facts of one topic that count in a reading."""
        key = (topic, reading)
        if key not in self._views:
            self._views[key] = self._gather(topic, reading)
        view: Topic = self._views[key]
        return view

    def _gather(self, topic: type[Topic], reading: Reading) -> Topic:
        if topic is AsOf:
            return self.as_of  # type: ignore[return-value]
        values: dict[str, Any] = {
            name: tuple(f for f in self.facts if isinstance(f, leaf) and _counts(f, reading))
            for name, leaf in leaves(topic).items()  # type: ignore[arg-type]
        }
        if "reading" in {f.name for f in fields(topic)}:  # type: ignore[arg-type]
            values["reading"] = reading
        return topic(**values)


@cache
def leaves(topic: type) -> dict[str, type]:
    """Field names of a topic and the leaf type each of them gathers."""
    found = {}
    for name, hint in get_type_hints(topic).items():
        arguments = get_args(hint)
        if arguments and not isinstance(hint, UnionType):
            found[name] = arguments[0]
    return found


@cache
def varies(topic: type) -> bool:
    """Whether a topic's view depends on the reading."""
    held = leaves(topic)
    return Sighting in held.values() or "reading" in get_type_hints(topic)


def _counts(fact: Fact, reading: Reading) -> bool:
    return not isinstance(fact, Sighting) or fact.counts_in(reading)
