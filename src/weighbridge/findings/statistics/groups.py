"""Results by group: people, languages or the like, and where several of these meet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from weighbridge.findings.statistics import bootstrap
from weighbridge.findings.statistics.proportions import (
    LEAST,
    Interval,
    Rate,
    Refused,
    rate,
    weighted,
)

Group = tuple[tuple[str, str], ...]
"""Attributes and their values, sorted; empty for everybody."""
_MOST = 3
"""Attributes that are crossed at most: beyond, hardly a group has samples enough."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled verdict.

    Attributes:
        label: whether it is what the classifier should find: harm, for a filter.
        prediction: whether the classifier said so.
        group: attributes of whom or what it is about.
        weight: how many it stands for.
    """

    label: bool
    prediction: bool
    group: Group = ()
    domain: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class GroupRate:
    """A metric over one group."""

    metric: str
    group: Group
    rate: Rate | Refused


@dataclass(frozen=True, slots=True)
class GroupGap:
    """How far the groups of some attributes lie apart.

    Attributes:
        attributes: names of what the groups differ in.
        least: the group with the smallest rate.
        most: the group with the largest one.
        value: the difference of the two.
        interval: by bootstrap.
        left_out: groups with too few samples.
    """

    metric: str
    attributes: tuple[str, ...]
    least: Group
    most: Group
    value: float
    interval: Interval | Refused
    left_out: tuple[Group, ...] = ()


METRICS = (
    "accuracy",
    "selection-rate",
    "false-positive-rate",
    "false-negative-rate",
    "precision",
    "recall",
)


def attributes(text: str) -> Group:
    """A group as people write it: `gender=female; age=old`, or one word for a plain group."""
    pieces = [piece.strip() for piece in text.replace(",", ";").split(";") if piece.strip()]
    named = (piece.partition("=") for piece in pieces)
    return tuple(sorted({(n.strip(), v.strip()) if s else ("group", n) for n, s, v in named}))


def written(group: Group) -> str:
    """A group as `attributes` reads it."""
    return "; ".join(value if name == "group" else f"{name}={value}" for name, value in group)


def counted(metric: str, samples: Iterable[Sample]) -> tuple[float, float]:
    """Successes and total of a metric; by the effective size where weights differ.

    Raises:
        KeyError: there is no such metric.
    """
    asked = [(sample.weight, _counts(metric, sample)) for sample in samples]
    kept = [(weight, hit) for weight, hit in asked if hit is not None]
    if all(weight == 1 for weight, _ in kept):
        return float(sum(hit for _, hit in kept)), float(len(kept))
    return weighted([weight for weight, _ in kept], [hit for _, hit in kept])


def rates(
    samples: Sequence[Sample],
    metrics: Sequence[str] = METRICS,
    *,
    confidence: float = 0.95,
    least: int = LEAST,
) -> Iterator[GroupRate]:
    """Each metric over all samples, over each group, and over where groups meet."""
    for group, members in _members(samples).items():
        for metric in metrics:
            hits, total = counted(metric, members)
            yield GroupRate(metric, group, rate(hits, total, confidence=confidence, least=least))


def gaps(found: Iterable[GroupRate], *, confidence: float = 0.95) -> Iterator[GroupGap]:
    """The largest gap of each metric among the groups of the same attributes."""
    alike: dict[tuple[str, tuple[str, ...]], list[GroupRate]] = {}
    for one in found:
        if one.group:
            names = tuple(name for name, _ in one.group)
            alike.setdefault((one.metric, names), []).append(one)
    for (metric, names), members in alike.items():
        stated = [(m.group, m.rate) for m in members if isinstance(m.rate, Rate)]
        if len(stated) < 2:
            continue
        low = min(stated, key=lambda pair: pair[1].value)
        high = max(stated, key=lambda pair: pair[1].value)
        yield GroupGap(
            metric,
            names,
            low[0],
            high[0],
            high[1].value - low[1].value,
            bootstrap.gap([(r.successes, r.total) for _, r in stated], confidence=confidence),
            tuple(m.group for m in members if isinstance(m.rate, Refused)),
        )


def _members(samples: Iterable[Sample]) -> dict[Group, list[Sample]]:
    """Group → its samples: everybody, each attribute alone, then two and three of them crossed."""
    members: dict[Group, list[Sample]] = {(): []}
    for sample in samples:
        for size in range(min(len(sample.group), _MOST) + 1):
            for group in combinations(sample.group, size):
                members.setdefault(group, []).append(sample)
    return dict(sorted(members.items(), key=lambda item: (len(item[0]), item[0])))


def _counts(metric: str, sample: Sample) -> bool | None:  # a metric each
    """Whether a sample counts for a metric; None where the metric is not over it."""
    match metric:
        case "accuracy":
            return sample.label == sample.prediction
        case "selection-rate":
            return sample.prediction
        case "false-positive-rate":
            return None if sample.label else sample.prediction
        case "false-negative-rate":
            return not sample.prediction if sample.label else None
        case "precision":
            return sample.label if sample.prediction else None
        case "recall":
            return sample.prediction if sample.label else None
    raise KeyError(metric)
