"""Which of the minimum elements of a bill for AI a bill holds, and which it only seems to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from weighbridge.catalogs.vocabularies import bill_rules
from weighbridge.documents.bom.graphs import Graph, cyclonedx_graph, spdx_graph
from weighbridge.patterns import lazy

_STEP = lazy(r"(?P<sign>[~^]?)(?P<key>[^\[\]]+)(?:\[(?P<name>[^=\]]+)=(?P<value>[^\]]*)\])?")
_PARTS = lazy(r"\.(?![^\[]*\])")


class Presence(StrEnum):
    """How far an element is there."""

    PRESENT = "present"
    """Everything it is asked of has it."""
    PARTIAL = "partial"
    """Some of what it is asked of has it."""
    PLACEHOLDER = "placeholder"
    """Something stands there that says nothing."""
    MISSING = "missing"
    UNKNOWN = "unknown"
    """The format has no agreed place for it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One element of one bill.

    Attributes:
        lacking: names of what it is asked of and that does not have it.
    """

    element: bill_rules.Element
    presence: Presence
    lacking: tuple[str, ...] = ()


def judged(value: Mapping[str, Any], form: str) -> tuple[Judged, ...]:
    """Every minimum element of a bill.

    Args:
        form: `cyclonedx`, `spdx-3` or `spdx-2`; for the last nothing can be said, since it has no
            places for models and data.
    """
    if form not in {"cyclonedx", "spdx-3"}:
        return tuple(Judged(one, Presence.UNKNOWN) for one in bill_rules.elements())
    graph = cyclonedx_graph(value) if form == "cyclonedx" else spdx_graph(value)
    return tuple(_judged(one, graph, form) for one in bill_rules.elements())


def _judged(element: bill_rules.Element, graph: Graph, form: str) -> Judged:
    paths = element.cyclonedx if form == "cyclonedx" else element.spdx
    subjects = graph.subjects(element.of)
    found = [_presence(graph, subject, paths) for subject in subjects]
    lacking = [
        graph.label(subject)
        for subject, presence in zip(subjects, found, strict=True)
        if presence is not Presence.PRESENT
    ]
    if subjects and not lacking:
        return Judged(element, Presence.PRESENT)
    if Presence.PRESENT in found:
        return Judged(element, Presence.PARTIAL, tuple(lacking))
    worst = Presence.PLACEHOLDER if Presence.PLACEHOLDER in found else Presence.MISSING
    return Judged(element, worst, tuple(lacking))


def _presence(graph: Graph, subject: Mapping[str, Any], paths: tuple[str, ...]) -> Presence:
    seen = False
    for path in paths:
        for value in _values(graph, subject, _PARTS.split(path)):
            if bill_rules.says(value):
                return Presence.PRESENT
            seen = seen or value not in (None, "", [], {})
    return Presence.PLACEHOLDER if seen else Presence.MISSING


def _values(graph: Graph, here: Any, steps: list[str]) -> Iterator[Any]:
    """What stands at the end of a path: lists are gone through, and names of others followed."""
    if isinstance(here, list):
        for one in here:
            yield from _values(graph, one, steps)
    elif not steps:
        yield here
    elif isinstance(here, str):
        if other := graph.named(here):
            yield from _values(graph, other, steps)
    elif isinstance(here, dict):
        found = _STEP.fullmatch(steps[0])
        for one in _taken(graph, here, found) if found else ():
            yield from _values(graph, one, steps[1:])


def _taken(graph: Graph, here: Mapping[str, Any], step: re.Match[str]) -> Iterator[Any]:
    if step["sign"]:
        yield from graph.related(here, step["key"], back=step["sign"] == "^")
        return
    held = here.get(step["key"])
    for one in held if isinstance(held, list) else (held,):
        chosen = not step["name"] or (
            isinstance(one, dict) and one.get(step["name"]) == step["value"]
        )
        if chosen and one is not None:
            yield one
