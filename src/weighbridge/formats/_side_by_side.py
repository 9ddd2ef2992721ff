"""A comparison as text in three columns: what is asked, and what each side has."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from weighbridge.findings import Outcome
from weighbridge.formats._columns import padded, wrapped
from weighbridge.formats._words import plural, prose
from weighbridge.verdicts.comparison import Answer, Comparison, Painted, Side
from weighbridge.verdicts.report import ComponentRow

_GAP = "  "
_INDENT = "  "
_NARROWEST = 20
"""Columns that a cell needs at least."""


def text(comparison: Comparison, width: int) -> str:
    """Both sides, in lines that do not pass a width."""
    return "\n".join(_lines(comparison, width)) + "\n"


def _lines(comparison: Comparison, width: int) -> Iterator[str]:
    left, right = comparison.left, comparison.right
    yield _row("", _name(left), _name(right), width)
    yield _row("judged as of", left.as_of, right.as_of, width)
    framework = ""
    for one in comparison.verdicts:
        if one.framework != framework:
            framework = one.framework
            yield ""
            yield wrapped(prose(one.title), width)
        yield _row(_INDENT + one.reading, _answer(one.left), _answer(one.right), width)
    yield from _cells(comparison.cells, width)
    if comparison.components:
        yield ""
        yield "Components"
    for held in comparison.components:
        yield _row(_INDENT + held.title, _component(held.left), _component(held.right), width)
    yield ""
    yield from _lacking(comparison, width)


def _cells(cells: Sequence[Painted], width: int) -> Iterator[str]:
    """Where two pictures differ, in the reading that a glance shows or the only one there is."""
    for title in dict.fromkeys(cell.title for cell in cells):
        own = [cell for cell in cells if cell.title == title]
        readings = {cell.reading for cell in own}
        shown = "evidence" if "evidence" in readings else own[0].reading
        own = [cell for cell in own if cell.reading == shown]
        differing = [cell for cell in own if cell.left != cell.right]
        yield ""
        same = plural(len(own) - len(differing), "cell")
        yield wrapped(f"{prose(title)}, {prose(shown)}; {same} alike", width)
        for cell in differing:
            name = ", ".join(filter(None, (cell.row, cell.column)))
            yield _row(_INDENT + name, cell.left or "not drawn", cell.right or "not drawn", width)


def _lacking(comparison: Comparison, width: int) -> Iterator[str]:
    titles = {held.id: prose(held.title) for held in comparison.components}
    left, right = _name(comparison.left), _name(comparison.right)
    if left == right:
        left, right = f"{left} (A)", f"{right} (B)"
    told = (
        (f"{left} has what {right} lacks: ", comparison.only_left),
        (f"{right} has what {left} lacks: ", comparison.only_right),
        ("Nobody can say, because a side is unknown: ", comparison.undecided),
    )
    for words, names in told:
        if names:
            yield wrapped(f"{words}{', '.join(titles[name] for name in names)}.", width, rest="  ")
    if not comparison.only_left and not comparison.only_right:
        yield wrapped("Neither has a component that the other is known to lack.", width, rest="  ")


def _answer(answer: Answer | None) -> str:
    if answer is None:
        return "not asked"
    undecided = answer.outcome is Outcome.UNKNOWN
    return answer.conclusion or ("undecided" if undecided else "none reached")


def _component(row: ComponentRow | None) -> str:
    return ", ".join(filter(None, (row.state, row.license))) if row else "not listed"


def _name(side: Side) -> str:
    return prose(f"{side.release} {side.version}".strip())


def _row(label: str, left: str, right: str, width: int) -> str:
    """Three cells, each wrapped in its own column, or below one another where that is too narrow;
    the first keeps its indent.
    """
    indent = label[: len(label) - len(label.lstrip())]
    third = (width - 2 * len(_GAP)) // 3
    if third < _NARROWEST:
        stacked = ((label, indent), (left, "    A: "), (right, "    B: "))
        return "\n".join(wrapped(prose(one), width, first) for one, first in stacked)
    columns = [
        wrapped(prose(label), third, indent, indent).split("\n"),
        wrapped(prose(left), third).split("\n"),
        wrapped(prose(right), third).split("\n"),
    ]
    lines = zip_longest(*columns, fillvalue="")
    return "\n".join(
        _GAP.join((padded(a, third), padded(b, third), c)).rstrip() for a, b, c in lines
    )
