"""Two reports side by side: what each concludes and holds, and what one has that the other lacks.

Nothing is added up: neither side is better by a number.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from weighbridge.findings import Outcome
from weighbridge.verdicts.glance import Standing
from weighbridge.verdicts.report import Cell, ComponentRow, Report, Verdict

_HELD = ("present", "linked")
"""States in which whoever has the release has the component too."""
_LACKED = ("mentioned", "absent")
"""States in which they do not; where a component is unknown nobody can say."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two releases."""

    release: str
    version: str
    tool: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one framework says under one reading; None on a side that was not asked.

    Attributes:
        outcome: whether anything was reached; not applicable for a picture.
        conclusion: title of what was reached; None when nothing was.
        missing: titles of the criteria that fail, over all levels.
        unknown: titles of the criteria that a missing fact leaves open.
    """

    outcome: Outcome
    conclusion: str | None
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concluded:
    """Both answers of a framework under a reading."""

    framework: str
    title: str
    reading: str
    left: Answer | None
    right: Answer | None


@dataclass(frozen=True, slots=True)
class Painted:
    """One cell of a picture; None on a side that does not have it."""

    framework: str
    title: str
    reading: str
    row: str
    column: str
    left: str | None
    right: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """One component on both sides; None on a side whose report does not list it."""

    id: str
    title: str
    left: ComponentRow | None
    right: ComponentRow | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two releases.

    Attributes:
        only_left: ids of the components that the left has and the right lacks.
        only_right: the other way round.
        undecided: ids of the components that are unknown on a side, so that nobody can say.
    """

    left: Side
    right: Side
    verdicts: tuple[Concluded, ...]
    cells: tuple[Painted, ...]
    components: tuple[Held, ...]
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    undecided: tuple[str, ...]


def compare(left: Report, right: Report) -> Comparison:
    """Lay two reports side by side, in the order of the left one."""
    components = tuple(_components(left, right))
    return Comparison(
        left=side(left),
        right=side(right),
        verdicts=tuple(_verdicts(left, right)),
        cells=tuple(_cells(left, right)),
        components=components,
        only_left=tuple(h.id for h in components if _has(h.left) and _lacks(h.right)),
        only_right=tuple(h.id for h in components if _has(h.right) and _lacks(h.left)),
        undecided=tuple(h.id for h in components if _open(h.left) or _open(h.right)),
    )


def side(report: Report) -> Side:
    """Which release a report is about, and who judged it when."""
    return Side(report.release, report.version, report.tool, report.as_of)


def answer(verdict: Verdict) -> Answer:
    """What a verdict says, in short."""
    titles = {c.id: c.title for level in verdict.levels for c in level.criteria}
    missing = dict.fromkeys(c for level in verdict.levels for c in level.missing)
    unknown = dict.fromkeys(c for level in verdict.levels for c in level.unknown)
    return Answer(
        outcome=Standing(verdict, None, None, ()).outcome,
        conclusion=verdict.conclusion,
        missing=tuple(titles.get(c, c) for c in missing),
        unknown=tuple(titles.get(c, c) for c in unknown),
    )


def paired(
    left: Iterable[Item], right: Iterable[Item], key: Callable[[Item], object]
) -> Iterator[tuple[Item | None, Item | None]]:
    """Items of two sides that have one key, in the order of the left, then what only the right
    has.
    """
    ours, theirs = {key(item): item for item in left}, {key(item): item for item in right}
    for name in dict.fromkeys([*ours, *theirs]):
        yield ours.get(name), theirs.get(name)


def _verdicts(left: Report, right: Report) -> Iterator[Concluded]:
    for one, other in paired(left.verdicts, right.verdicts, lambda v: (v.framework, v.reading)):
        known = one or other
        if known is not None and (known.levels or not known.cells):
            yield Concluded(
                known.framework,
                known.title,
                known.reading,
                answer(one) if one else None,
                answer(other) if other else None,
            )


def _cells(left: Report, right: Report) -> Iterator[Painted]:
    for one, other in paired(left.verdicts, right.verdicts, lambda v: (v.framework, v.reading)):
        known = one or other
        if known is None:
            continue
        cells = (one.cells if one else (), other.cells if other else ())
        for ours, theirs in paired(*cells, _place):
            named = ours or theirs
            if named is not None:
                yield Painted(
                    known.framework,
                    known.title,
                    known.reading,
                    named.row_title,
                    named.column_title,
                    ours.value if ours else None,
                    theirs.value if theirs else None,
                )


def _place(cell: Cell) -> tuple[str, str, str]:
    return cell.group, cell.row, cell.column


def _components(left: Report, right: Report) -> Iterator[Held]:
    for one, other in paired(left.components, right.components, lambda row: row.id):
        known = one or other
        if known is not None:
            yield Held(known.id, known.title, one, other)


def _has(row: ComponentRow | None) -> bool:
    return row is not None and row.state in _HELD


def _lacks(row: ComponentRow | None) -> bool:
    return row is not None and row.state in _LACKED


def _open(row: ComponentRow | None) -> bool:
    return row is None or row.state not in (*_HELD, *_LACKED)
