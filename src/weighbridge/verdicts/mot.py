"""What the Model Openness Tool of May 2026 concludes, its arithmetic reproduced to the last habit.

This is the one place where a program, and not a framework, is encoded. Which components count is
decided by the check `component-counts-in-mot`; the habits of the sum are these:

- A class includes the components of the classes below. Its percentage is 0 while a class below is
  incomplete, else included over required, rounded to a whole percentage, at most 100.
- The technical report may be left out where a research paper is included: the paper then counts in
  its place in classes III and II, and class I asks for one component fewer.
- The tool looks for the report with a search whose answer "at the first place" it takes for "not
  found": a report that is the only included component of its class is treated as absent, and a
  paper is then counted beside it.

Source: Model Openness Tool, `ModelEvaluator::evaluate` and `getProgress`, May 2026.
"""

from collections.abc import Sequence
from math import floor

from weighbridge.verdicts.criteria import Demand, Group, Node

REPORT, PAPER = "technical-report", "research-paper"


def progress(included: Sequence[Sequence[str]], required: Sequence[int]) -> list[float]:
    """The tool's percentage of each class, lowest class first, as a share of 1.

    Args:
        included: per class, in the tool's own order, the included required components of this
            class alone.
        required: per class, how many components this class alone requires.
    """
    return [_share(level, included, required) for level in range(len(required))]


def ungated(included: Sequence[Sequence[str]], required: Sequence[int]) -> list[float]:
    """The same shares without the gate: each class as if the ones below were complete."""
    return [_ratio(level, included, required) for level in range(len(required))]


def or_paper(criterion: str, demands: Node) -> Node:
    """The demands of a criterion; the report's are met by a paper, too."""
    if criterion != REPORT:
        return demands
    return Group((demands, Demand(f"component-counts-in-mot[{PAPER}]")), least=1)


def _share(level: int, included: Sequence[Sequence[str]], required: Sequence[int]) -> float:
    for below in range(level):
        if len(_counted(below, included)) < sum(required[: below + 1]):
            return 0.0
    return _ratio(level, included, required)


def _ratio(level: int, included: Sequence[Sequence[str]], required: Sequence[int]) -> float:
    total = sum(required[: level + 1])
    counted = _counted(level, included)
    if level == len(required) - 1 and not _found(REPORT, counted) and _found(PAPER, counted):
        total -= 1
    percentage = min(100.0, len(counted) / total * 100)
    return floor(percentage + 0.5) / 100 if percentage < 100 else 1.0


def _counted(level: int, included: Sequence[Sequence[str]]) -> list[str]:
    """What the tool counts for a class: its components, and the paper in the report's place."""
    counted = [component for of_class in included[: level + 1] for component in of_class]
    everything = [component for of_class in included for component in of_class]
    paper_stands_in = not _found(REPORT, included[0]) and PAPER in everything
    if paper_stands_in and level < len(included) - 1:
        counted.append(PAPER)
    return counted


def _found(component: str, among: Sequence[str]) -> bool:
    """A search that takes the first place for not found."""
    return component in among and among.index(component) > 0
