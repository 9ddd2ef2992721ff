"""Which references explain a text, stretch by stretch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from weighbridge.readers.license_texts.cover import cover
from weighbridge.readers.license_texts.page import Page
from weighbridge.readers.license_texts.references import ANCHOR, Reference, library
from weighbridge.readers.license_texts.residue import Match, matched

_ALIKE = 6
"""Candidates that resemble a stretch as a whole."""
_WITHIN = 10
"""Candidates that may stand inside a stretch."""
_SHARED = 3
"""Anchors a candidate must share."""
_STRETCH = 20
"""Words of a stretch that is worth explaining."""
_DEPTH = 12
"""Stretches of one text that are explained."""
_WORTH = 40
"""Words a part of a licence must explain beyond what it does not."""


def explain(page: Page) -> list[Match]:
    """The references that explain a text, in its order; a stretch has at most one."""
    found: list[Match] = []
    open_stretches = [(0, len(page.words.words))]
    while open_stretches and len(found) < _DEPTH:
        first, last = open_stretches.pop()
        match = _best(page, first, last) if last - first >= _STRETCH else None
        if match is not None:
            found.append(match)
            open_stretches += [(first, match.first), (match.last, last)]
    return sorted(found, key=lambda m: m.first)


def _best(page: Page, first: int, last: int) -> Match | None:
    """The reference that explains most: a complete one rather than a larger part of another."""
    best = _best_of(page, _candidates(page, first, last), first, last)
    if best is not None and not best.complete:  # other texts of it may leave more fields
        texts = (r for r in library().references if r.license == best.reference.license)
        other = _best_of(page, texts, first, last)
        best = other if other is not None and _rank(other) > _rank(best) else best
    return best if best and (best.complete or best.worth >= _WORTH) else None


def _best_of(page: Page, references: Iterable[Reference], first: int, last: int) -> Match | None:
    best: Match | None = None
    for reference in references:
        runs = cover(page.shingles, reference.layout, first, last)
        if not runs:
            continue
        match = matched(page, reference, runs)
        if best is None or _rank(match) > _rank(best):
            best = match
        if match.complete and match.last - match.first >= last - first:
            break
    return best


def _rank(match: Match) -> tuple[float, int]:
    """A complete text counts for more than the same words of a text that is not all there."""
    return match.worth * (3 if match.complete else 1), -len(match.differences)


def _candidates(page: Page, first: int, last: int) -> Iterator[Reference]:
    """References that share anchors with a stretch, the most alike first."""
    known = library()
    own = {n for n in page.shingles[first : max(first, last - 2)] if not n & ANCHOR}
    hits: Counter[int] = Counter()
    for number in own:
        hits.update(known.anchors.get(number, ()))
    shared = [
        (n, count, known.references[n].anchors)
        for n, count in hits.items()
        if count >= min(_SHARED, known.references[n].anchors)
    ]
    likeness = {s[0]: s[1] / (len(own) + s[2] - s[1]) for s in shared}
    alike = sorted(shared, key=lambda s: likeness[s[0]], reverse=True)[:_ALIKE]
    alike = [s for s in alike if likeness[s[0]] * 3 >= likeness[alike[0][0]]]
    within = sorted((s for s in shared if s[1] * 10 >= s[2] * 7), key=_size, reverse=True)
    for n in dict.fromkeys(s[0] for s in (*alike, *within[:_WITHIN])):
        yield known.references[n]


def _size(shared: Sequence[int]) -> int:
    """Anchors shared, less those that lack twice over."""
    return 3 * shared[1] - 2 * shared[2]
