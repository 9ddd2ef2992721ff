"""Rates as dots with their intervals, one picture for each metric of a run, beside its table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from weighbridge.findings.statistics.saying import percent, points
from weighbridge.formats._columns import cells
from weighbridge.formats._words import plural, prose
from weighbridge.verdicts.report import Evaluated, GapRow, RateRow

WIDTH = 400
"""Width of a picture, in units of its own."""
LEFT, RIGHT = 150, 380
"""Where the axis begins and ends."""
_TOP, _STEP, _FOOT = 14, 24, 28
_DRAWN = 24
"""Rates in one picture; the table has all of them."""
_CELLS = 22
_AXES = ((0, 0.05), (0.95, 1), (0, 0.1), (0.9, 1), (0, 0.25), (0.75, 1), (0, 0.5), (0.5, 1), (0, 1))
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of a picture.

    Attributes:
        row: what it shows.
        x: the rate, and `low` and `high` the ends of its interval, along the axis; None for none.
        y: downwards.
    """

    row: RateRow
    label: str
    y: int
    x: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A metric of a run: its rates, its gaps and its picture.

    Attributes:
        ticks: where along the axis, and what stands there.
        left_out: rates that are in the table only.
    """

    title: str
    rows: tuple[RateRow, ...]
    gaps: tuple[GapRow, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]
    height: int
    left_out: int


def panels(evaluated: Evaluated) -> tuple[Panel, ...]:
    """One for each run, metric and label, in the order of the report."""
    found: dict[tuple[str, str, str], list[RateRow]] = {}
    for row in evaluated.rates:
        found.setdefault((row.run, row.metric, row.label), []).append(row)
    return tuple(
        _panel(
            rows, tuple(gap for gap in evaluated.gaps if (gap.run, gap.metric, gap.label) == key)
        )
        for key, rows in found.items()
    )


def where(row: RateRow) -> str:
    """What a rate is over, as people say it."""
    return ", ".join(filter(None, (row.domain, row.group))) or "all"


def said(row: RateRow) -> str:
    """A rate with its interval, or a dash."""
    if row.rate is None or row.low is None or row.high is None:
        return "–"
    return f"{percent(row.rate)} ({percent(row.low)} to {percent(row.high)})"


def counts(row: RateRow) -> str:
    """`12 of 100`."""
    return f"{row.successes:,} of {row.total:,}"


def told(gap: GapRow) -> str:
    """How far groups lie apart, as a sentence."""
    over = f" in {gap.domain}" if gap.domain else ""
    bounds = ""
    if gap.low is not None and gap.high is not None:
        bounds = f" (95 % interval {points(gap.low)} to {points(gap.high)})"
    few = (
        f" Left out: {plural(gap.left_out, 'group')} with too few samples." if gap.left_out else ""
    )
    return (
        f"By {', '.join(gap.attributes)}{over}, {gap.most} lies {points(gap.gap)} above"
        f" {gap.least}{bounds}.{few}"
    )


def _panel(rows: list[RateRow], gaps: tuple[GapRow, ...]) -> Panel:
    first = rows[0]
    label = f" of the {first.label} ones" if first.label else ""
    low, high = _axis(rows)
    shown = rows[:_DRAWN]
    return Panel(
        title=f"{first.metric}{label}, in {first.run}",
        rows=tuple(rows),
        gaps=gaps,
        marks=tuple(_mark(row, _TOP + _STEP * n, (low, high)) for n, row in enumerate(shown)),
        ticks=tuple(_ticks(low, high)),
        height=_TOP + _STEP * len(shown) + _FOOT,
        left_out=len(rows) - len(shown),
    )


def _axis(rows: Iterable[RateRow]) -> tuple[float, float]:
    """The narrowest axis that holds every interval."""
    ends = [end for row in rows for end in (row.low, row.high) if end is not None]
    for low, high in _AXES:
        if all(low <= end <= high for end in ends):
            return low, high
    return 0, 1


def _mark(row: RateRow, y: int, axis: tuple[float, float]) -> Mark:
    label = _cut(prose(where(row)))
    if row.rate is None or row.low is None or row.high is None:
        return Mark(row, label, y)
    return Mark(row, label, y, *(_along(one, axis) for one in (row.rate, row.low, row.high)))


def _along(share: float, axis: tuple[float, float]) -> float:
    low, high = axis
    return round(LEFT + (RIGHT - LEFT) * (share - low) / (high - low), 1)


def _ticks(low: float, high: float) -> Iterator[tuple[float, str]]:
    for number in range(_TICKS + 1):
        share = low + (high - low) * number / _TICKS
        yield _along(share, (low, high)), f"{round(100 * share, 2):g} %"


def _cut(text: str) -> str:
    """A text that fits beside the axis."""
    if cells(text) <= _CELLS:
        return text
    kept = text[: _CELLS - 1]
    while cells(kept) > _CELLS - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
