"""Counting samples: how many of them count for a metric, in all and for every slice."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from weighbridge.facts.evaluation import MOST_SAMPLES, SampleOutcomes, Tally
from weighbridge.facts.provenance import Evidence

_MOST_SLICES = 2_000
_WHOLE = 1e-6
"""How far, for each sample, a count worked out from a rate may lie from a whole number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One sample under one metric.

    Attributes:
        counts: whether it counts for the metric.
        label: its true label, where the metric is over the samples of one label alone.
    """

    id: str
    metric: str
    counts: bool
    domain: str = ""
    group: str = ""
    label: str = ""


def tallies(at: Evidence, run: str, marks: Iterable[Mark], *, across: bool) -> list[Tally]:
    """The counts of every slice that occurs, and of all groups of a domain together.

    Args:
        across: whether counts over all domains together mean anything.
    """
    hits: Counter[tuple[str, str, str, str]] = Counter()
    totals: Counter[tuple[str, str, str, str]] = Counter()
    for mark in marks:
        for domain in {mark.domain, ""} if across else {mark.domain}:
            for group in {mark.group, ""}:
                key = (mark.metric, domain, group, mark.label)
                totals[key] += 1
                hits[key] += mark.counts
    return [
        Tally(at, run, metric, domain, group, label, hits[metric, domain, group, label], total)
        for (metric, domain, group, label), total in sorted(totals.items())[:_MOST_SLICES]
    ]


def outcomes(at: Evidence, run: str, marks: Iterable[Mark]) -> Iterator[SampleOutcomes]:
    """What came of each sample, by metric and domain; an id that comes again is left out."""
    found: dict[tuple[str, str], dict[str, bool]] = {}
    for mark in marks:
        found.setdefault((mark.metric, mark.domain), {}).setdefault(mark.id, mark.counts)
    for (metric, domain), kept in found.items():
        ids = tuple(kept)[:MOST_SAMPLES]
        values = bytes(kept[one] for one in ids)
        yield SampleOutcomes(at, run, metric, domain, ids, values, len(kept) > MOST_SAMPLES)


def digest(samples: Iterable[Any]) -> str:
    """One sha256 for samples, whatever their order; empty for none.

    Args:
        samples: what tells one sample and its answer from another, as JSON values.
    """
    found = sorted(
        sha256(json.dumps(one, sort_keys=True, default=str).encode("utf-8", "replace")).digest()
        for one in samples
    )
    return sha256(b"".join(found)).hexdigest() if found else ""


def repeated(ids: Iterable[str]) -> Iterator[str]:
    """A sentence where ids of samples come more than once."""
    twice = [one for one, times in Counter(ids).items() if times > 1]
    if twice:
        more = f" and {len(twice) - 1} more" if len(twice) > 1 else ""
        yield f"Sample {twice[0][:80]}{more} occurs more than once."


def whole(rate: float, total: int) -> int | None:
    """The count behind a rate; None where no whole number gives it."""
    if not 0 <= rate <= 1:
        return None
    nearest = round(rate * total)
    return nearest if abs(rate * total - nearest) <= _WHOLE * max(total, 1) else None
