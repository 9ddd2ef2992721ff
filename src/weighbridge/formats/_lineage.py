"""A picture of a lineage: the release on top, below it what it was made from, one box each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from weighbridge.formats._columns import cells
from weighbridge.formats._words import prose
from weighbridge.verdicts.report import Lineage, LineageEdge, LineageNode

WIDTH = 400
"""Width of the picture, in units of its own."""
OUTCOMES = {
    "conflict": "the terms forbid what the release does",
    "contested": "people disagree, and no decision is on record",
    "undecided": "a fact is missing",
    "decided": "people disagree, and the project decided on record",
    "fine": "the terms go together",
}
"""What each outcome means, worst first."""
SIGNS = {
    "conflict": "fail", "contested": "unknown", "undecided": "unknown", "decided": "pass",
    "fine": "pass",
}  # fmt: skip
"""Outcome → the outcome of a finding whose sign and colour it has."""
KINDS = {
    "release": "this release",
    "base-model": "base model",
    "dataset": "dataset",
    "teacher": "teacher",
    "code-dependency": "library",
    "embedded-code": "embedded code",
}
RELATIONS = {
    "trained-on": "for training",
    "depends-on": "asked for",
    "embeds": "copied in",
    "adapter": "under an adapter",
    "merge": "merged in",
    "fine-tune": "fine-tuned",
}
_DRAWN = 16
"""Boxes of ancestors in one picture; the table has all of them."""
_LIMITS = 3
"""Restrictions that one box names."""
_LEFT, _INDENT, _LINE, _LABEL, _PAD, _GAP = 12, 44, 18, 22, 10, 12
_CELLS = {True: 44, False: 40}
"""Cells of a line, in the box of the release and in the others."""


@dataclass(frozen=True, slots=True)
class Made:
    """One thing the release was made from, with what leads from it.

    Attributes:
        number: what stands beside its box, and before it in the table.
    """

    number: int
    node: LineageNode
    edge: LineageEdge


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a box; `role` is `name`, `license` or `limit`."""

    role: str
    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """One box.

    Attributes:
        made: what it shows; None for the release itself.
        state: `limited`, `free`, or `unlicensed` where no licence is known.
        label: the line above it.
        y: its upper edge, downwards from that of the picture.
    """

    made: Made | None
    state: str
    label: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The boxes, how high they are together, and how many ancestors have none."""

    boxes: tuple[Box, ...]
    height: int
    left_out: int


def made(lineage: Lineage) -> tuple[Made, ...]:
    """What the release was made from, numbered; the worst first, else in the report's order."""
    nodes = {node.id: node for node in lineage.nodes}
    order = list(OUTCOMES)
    known = [edge for edge in lineage.edges if edge.source in nodes]
    known.sort(key=lambda e: order.index(e.outcome) if e.outcome in order else len(order))
    return tuple(Made(n, nodes[edge.source], edge) for n, edge in enumerate(known, start=1))


def picture(lineage: Lineage) -> Picture:
    """Boxes from top to bottom."""
    every = made(lineage)
    boxes, y = [], 0
    for box in _boxes(lineage, every[:_DRAWN]):
        placed = _moved(box, y)
        boxes.append(placed)
        y = placed.y + placed.height + _GAP
    return Picture(tuple(boxes), max(y, 1), len(every[_DRAWN:]))


def counts(every: Iterable[Made]) -> dict[str, int]:
    """Outcome → how many ancestors have it, worst first."""
    return dict(Counter(one.edge.outcome for one in every))


def said(node: LineageNode) -> str:
    """A node's kind as people say it."""
    return KINDS.get(node.kind, node.kind)


def how(edge: LineageEdge) -> str:
    """A relation as people say it."""
    return RELATIONS.get(edge.relation, edge.relation)


def _boxes(lineage: Lineage, shown: tuple[Made, ...]) -> Iterator[Box]:
    own = next((node for node in lineage.nodes if node.kind == "release"), None)
    if own is not None:
        yield _box(own, None, "")
    for one in shown:
        label = f"{said(one.node)}, {how(one.edge)}: {one.edge.outcome}"
        yield _box(one.node, one, label)


def _box(node: LineageNode, one: Made | None, label: str) -> Box:
    width = _CELLS[one is None]
    texts = [("name", node.name), ("license", node.license or "no licence known")]
    texts += [("limit", limit) for limit in node.restrictions[:_LIMITS]]
    more = len(node.restrictions) - _LIMITS
    texts += [("limit", f"and {more} more")] if more > 0 else []
    lines = tuple(
        Line(role, _cut(prose(text), width), _PAD + _LINE * number)
        for number, (role, text) in enumerate(texts)
    )
    state = "limited" if node.restrictions else "free" if node.license else "unlicensed"
    x = _LEFT if one is None else _LEFT + _INDENT
    height = _PAD + _LINE * len(lines) + _PAD // 2
    return Box(one, state, _cut(prose(label), width), x, 0, WIDTH - x - 2, height, lines)


def _moved(box: Box, y: int) -> Box:
    """The box below what is there, its label above it."""
    top = y + (_LABEL if box.label else 2)
    lines = tuple(Line(one.role, one.text, top + one.y + _LINE // 2) for one in box.lines)
    return Box(box.made, box.state, box.label, box.x, top, box.width, box.height, lines)


def _cut(text: str, most: int) -> str:
    """A text that fills no more cells than there are; what is cut ends in an ellipsis."""
    if cells(text) <= most:
        return text
    kept = text[: most - 1]
    while cells(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
