"""A picture of a ladder: each level a ring of segments, one for each component it asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin

from weighbridge.verdicts import glance
from weighbridge.verdicts.report import ComponentRow, Report, Verdict

SIZE = 320
"""Width and height of the picture, in units of its own."""
_HOLE, _BAND, _GAP = 46.0, 33.0, 5.0


@dataclass(frozen=True, slots=True)
class Segment:
    """One component in the picture.

    Attributes:
        number: what stands in it, and before the component in the table.
        path: its outline, as SVG path data.
        x: centre of its number.
        y: the same, downwards.
    """

    number: int
    row: ComponentRow
    path: str = ""
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Ring:
    """One level: its title and its segments; the last one may be of components no level names."""

    title: str
    segments: tuple[Segment, ...]


def rings(report: Report) -> tuple[Ring, ...]:
    """Rings from the centre outwards, then the components that no level names, unpainted."""
    rows = {row.id: row for row in report.components}
    verdict = next((v for v in report.verdicts if _is_about(v, rows)), None)
    found, number = [], 1
    for place, (title, names) in enumerate(_own(verdict, rows) if verdict else ()):
        members = [rows.pop(name) for name in names]
        found.append(Ring(title, tuple(_segments(members, place, number))))
        number += len(members)
    rest = tuple(Segment(number + after, row) for after, row in enumerate(rows.values()))
    return (*found, Ring("", rest)) if rest else tuple(found)


def _is_about(verdict: Verdict, rows: dict[str, ComponentRow]) -> bool:
    """Whether a framework is a ladder whose criteria are components, one each."""
    asked = {c.id for level in verdict.levels for c in level.criteria}
    return len(verdict.levels) > 1 and glance.is_ladder(verdict) and not asked.isdisjoint(rows)


def _own(verdict: Verdict, rows: dict[str, ComponentRow]) -> Iterator[tuple[str, list[str]]]:
    """Each level and the components it adds to the ones below."""
    seen: set[str] = set()
    for level in verdict.levels:
        names = [c.id for c in level.criteria if c.id in rows and c.id not in seen]
        seen |= set(names)
        if names:
            yield level.title, names


def _segments(rows: list[ComponentRow], place: int, first: int) -> Iterator[Segment]:
    inner = _HOLE + place * (_BAND + _GAP)
    outer, middle = inner + _BAND, inner + _BAND / 2
    turn = 2 * pi / len(rows)
    for index, row in enumerate(rows):
        start, end = index * turn, (index + 1) * turn
        x, y = _point(middle, (start + end) / 2)
        yield Segment(first + index, row, _outline(inner, outer, start, end), x, y)


def _outline(inner: float, outer: float, start: float, end: float) -> str:
    """A piece of a ring, half a gap short at both ends; a whole ring keeps one gap."""
    out, back = _GAP / 2 / outer, _GAP / 2 / inner
    large = int(end - start > pi)
    corners = [
        _point(outer, start + out),
        _point(outer, end - out),
        _point(inner, end - back),
        _point(inner, start + back),
    ]
    a, b, c, d = (f"{x:.2f} {y:.2f}" for x, y in corners)
    return f"M{a}A{outer:g} {outer:g} 0 {large} 1 {b}L{c}A{inner:g} {inner:g} 0 {large} 0 {d}Z"


def _point(radius: float, angle: float) -> tuple[float, float]:
    """A point of a circle; the angle starts at the top and turns clockwise."""
    half = SIZE / 2
    return round(half + radius * sin(angle), 2), round(half - radius * cos(angle), 2)
