"""How a reference covers a text: runs of shingles that both have, in the same order."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from weighbridge.readers.license_texts.references import Layout
from weighbridge.readers.license_texts.shingles import WIDTH

_LEAST = 3
"""Shingles of a run that is looked for anywhere."""
_BACK = 40
"""Earlier runs that a run may follow."""
_MOST = 600
"""Runs that are chained; a real pair of texts has few."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other in a text and in a reference alike.

    Attributes:
        here: first word in the text.
        there: first word in the reference.
        words: how many.
    """

    here: int
    there: int
    words: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two runs: words only the text has, and words only the reference has.

    Attributes:
        first, last: words of the text, the last exclusive.
        lacks_from, lacks_to: words of the reference, the last exclusive.
    """

    first: int
    last: int
    lacks_from: int
    lacks_to: int


def cover(text: "array[int]", reference: Layout, first: int, last: int) -> list[Run]:
    """The runs a reference covers of words `first` to `last` (exclusive) of a text, in order.

    Args:
        text: the text's shingles.
    """
    end = min(last - WIDTH + 1, len(text))
    found = list(_runs(text, reference.at, reference.places, (first, end), _LEAST))
    chained = _chain(found[:_MOST])
    return list(_filled(text, reference, chained)) if chained else []


def gaps(runs: Sequence[Run]) -> Iterator[Gap]:
    """What lies between runs; nothing where two touch."""
    for one, following in pairwise(runs):
        here, there = one.here + one.words, one.there + one.words
        yield Gap(here, max(here, following.here), there, max(there, following.there))


def _runs(
    text: "array[int]",
    reference: "array[int]",
    places: Mapping[int, Sequence[int]],
    window: tuple[int, int],
    least: int,
) -> Iterator[Run]:
    here, end = window
    expected = -1
    while here < end:
        best, at = 0, 0
        for place in places.get(text[here], ()):
            length = _same(text, here, end, reference, place)
            if length > best or (length == best and place == expected):
                best, at = length, place
        if best >= least:
            yield Run(here, at, best + WIDTH - 1)
            expected = at + best
            here += best
        else:
            here += 1


def _same(text: "array[int]", here: int, end: int, reference: "array[int]", there: int) -> int:
    """Shingles both have from here on: in growing steps, each compared at once."""
    length, step = 1, 8
    while True:
        a = text[here + length : min(here + length + step, end)]
        b = reference[there + length : there + length + len(a)]
        if not a or a != b:
            break
        length += len(a)
        step *= 2
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return length


def _chain(runs: Sequence[Run]) -> list[Run]:
    """The heaviest runs in the order of both texts; far apart costs."""
    best: list[float] = []
    before: list[int] = []
    for n, run in enumerate(runs):
        score, link = float(run.words), -1
        for m in range(max(0, n - _BACK), n):
            earlier = runs[m]
            if earlier.there >= run.there or earlier.here >= run.here:
                continue
            joined = best[m] + run.words - _cost(earlier, run)
            if joined > score:
                score, link = joined, m
        best.append(score)
        before.append(link)
    chain: list[Run] = []
    n = max(range(len(runs)), key=best.__getitem__, default=-1)
    while n >= 0:
        chain.append(runs[n])
        n = before[n]
    return _parted(chain[::-1])


def _cost(one: Run, following: Run) -> float:
    here = following.here - one.here - one.words
    there = following.there - one.there - one.words
    return min(max(here, 0), 400) / 8 + min(max(there, 0), 400) / 40 + max(-here, -there, 0)


def _parted(chain: Sequence[Run]) -> list[Run]:
    """The chain without overlaps: a word is covered once."""
    parted: list[Run] = []
    here = there = 0
    for run in chain:
        cut = max(here - run.here, there - run.there, 0) if parted else 0
        if run.words > cut:
            parted.append(Run(run.here + cut, run.there + cut, run.words - cut))
            here, there = run.here + run.words, run.there + run.words
    return parted


def _filled(text: "array[int]", reference: Layout, chain: Sequence[Run]) -> Iterator[Run]:
    """The chain with the short runs between its runs."""
    chain = [_begun(text, reference.at, run, before) for before, run in _pairs(chain)]
    for n, run in enumerate(chain):
        yield run
        if n + 1 < len(chain):
            here, there = run.here + run.words, run.there + run.words
            yield from _between(
                text, reference, (here, chain[n + 1].here), (there, chain[n + 1].there)
            )


def _pairs(chain: Sequence[Run]) -> Iterator[tuple[Run | None, Run]]:
    """Every run with the one before it."""
    return zip([None, *chain], chain, strict=False)


def _begun(text: "array[int]", reference: "array[int]", run: Run, before: Run | None) -> Run:
    """A run from its very beginning: it may have been found late among many places."""
    here, there = run.here, run.there
    floor = (before.here + before.words, before.there + before.words) if before else (0, 0)
    while here > floor[0] and there > floor[1] and text[here - 1] == reference[there - 1]:
        here, there = here - 1, there - 1
    return Run(here, there, run.words + run.here - here)


def _between(
    text: "array[int]", reference: Layout, here: tuple[int, int], there: tuple[int, int]
) -> list[Run]:
    if here[1] - here[0] < WIDTH or there[1] - there[0] < WIDTH:
        return []
    window = reference.at[there[0] : there[1] - WIDTH + 1]
    places: dict[int, list[int]] = {}
    for place, number in enumerate(window):
        if number:
            places.setdefault(number, []).append(place)
    found = [
        Run(run.here, run.there + there[0], run.words)
        for run in _runs(text, window, places, (here[0], here[1] - WIDTH + 1), 1)
    ]
    return _chain(found[:_MOST])
