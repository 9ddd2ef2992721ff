"""Numbers that a document states, held against numbers that a run gave: which belong together, and
how far apart they may lie.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

_PIECES = re.compile(r"[a-z]+|\d+", re.IGNORECASE)
_NOISE = frozenset(
    [
        "a",
        "all",
        "and",
        "at",
        "averaged",
        "eval",
        "evaluation",
        "expected",
        "for",
        "group",
        "groups",
        "in",
        "json",
        "metric",
        "metrics",
        "obtained",
        "of",
        "on",
        "our",
        "ours",
        "overall",
        "result",
        "results",
        "score",
        "set",
        "share",
        "split",
        "stated",
        "sub",
        "the",
        "to",
        "total",
        "value",
        "we",
        "with",
    ]
)
_SHARE = Decimal(100)
_HALF_COVERED = 0.6
"""Share of a label's words that the name of an obtained number covers at least."""


class Outcome(StrEnum):
    """What came of a stated number."""

    MATCH = "match"
    DIFFERENT = "different"
    NOT_COMPARED = "not-compared"


@dataclass(frozen=True, slots=True)
class Number:
    """A number and what it is called.

    Attributes:
        place: file and line, or file and keys.
        words: what it is called, as `words_of` gives them.
        text: as written.
        needed: words without which no other number is the same; a metric and a group, for instance.
        own: what it is called in its file; numbers of one file are the same where this is.
        tolerance: stated beside it.
    """

    place: str
    words: frozenset[str]
    text: str
    needed: frozenset[str] = frozenset()
    own: str = ""
    tolerance: Decimal | None = None

    @property
    def value(self) -> Decimal | None:
        """As a number; None where the text is none."""
        return parsed(self.text)

    @property
    def decimals(self) -> int:
        """Digits behind the point."""
        exponent = self.value.as_tuple().exponent if self.value is not None else 0
        return -exponent if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A stated number, and the obtained one it was held against.

    Attributes:
        obtained: None where no number was found to belong to it.
        tolerance: how far apart they might lie.
        how: by what they were found to belong together, or why nothing was.
    """

    stated: Number
    obtained: Number | None
    outcome: Outcome
    tolerance: Decimal
    how: str


def words_of(*names: str) -> frozenset[str]:
    """The words of names, in lower case and the singular, without those that say nothing."""
    found = (piece.lower() for name in names for piece in _PIECES.findall(name))
    return frozenset(_singular(one) for one in found if one not in _NOISE)


def parsed(text: str) -> Decimal | None:
    """The number at the start of a text: `0.994`, `99.4 %`, `0.81 ± 0.02`."""
    found = re.match(r"\s*[~≈]?\s*([-+]?\d[\d,]{0,30}(?:\.\d{1,30})?(?:[eE][-+]?\d{1,3})?)", text)
    try:
        return Decimal(found[1].replace(",", "")) if found else None
    except InvalidOperation:
        return None


def paired(
    stated: Iterable[Number], obtained: Iterable[Number], tolerance: Decimal
) -> Iterator[Pair]:
    """Hold each stated number against the obtained one of the same name.

    Numbers belong together when they have the same name in the same file; else when all words of
    the obtained one are among those of the stated one, with every word this needs, and no other
    obtained number with another value has as many. Where that leaves several, nothing is compared.

    Args:
        tolerance: how far apart two may lie, where nothing is stated beside the number.
    """
    there = list(obtained)
    names = Counter(one.own for one in there)
    by_name = {one.own: one for one in there if one.own and names[one.own] == 1}
    for one in stated:
        allowed = tolerance if one.tolerance is None else one.tolerance
        if one.own and one.own in by_name:
            yield _compared(one, by_name[one.own], allowed, "same place")
            continue
        found = sorted(_namesakes(one, there), key=lambda other: other.decimals, reverse=True)
        if len(found) > 1 and not _agree(found):
            yield Pair(one, None, Outcome.NOT_COMPARED, allowed, "several numbers bear its name")
        elif found:
            yield _compared(one, found[0], allowed, "same words")
        else:
            yield Pair(one, None, Outcome.NOT_COMPARED, allowed, "no number of its name came out")


def _namesakes(stated: Number, obtained: list[Number]) -> list[Number]:
    """Obtained numbers whose names share the most words with a stated one, and say nothing else."""
    able = [o for o in obtained if o.words and stated.needed <= o.words <= stated.words]
    if not stated.needed:
        able = [o for o in able if len(o.words) >= _HALF_COVERED * len(stated.words)]
    most = max((len(one.words) for one in able), default=0)
    return [one for one in able if len(one.words) == most]


def _agree(found: list[Number]) -> bool:
    """Whether numbers, the most precise first, are one number written with fewer digits."""
    exact = found[0].value
    return exact is not None and all(
        other.value is not None and _near(other.value, exact, Decimal(0), other.text)
        for other in found[1:]
    )


def _compared(stated: Number, obtained: Number, tolerance: Decimal, how: str) -> Pair:
    one, other = stated.value, obtained.value
    if one is None or other is None:
        return Pair(stated, obtained, Outcome.NOT_COMPARED, tolerance, "it is no number")
    near = _near(one, other, tolerance, stated.text)
    return Pair(stated, obtained, Outcome.MATCH if near else Outcome.DIFFERENT, tolerance, how)


def _near(stated: Decimal, obtained: Decimal, tolerance: Decimal, text: str) -> bool:
    """Whether two lie within the tolerance, once the obtained one is rounded as the stated one is.

    A share stated as a percentage is held against the share times a hundred, and so is its
    tolerance.
    """
    exponent = stated.as_tuple().exponent
    rounding = Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
    if "%" in text and abs(obtained) <= 1:
        obtained, tolerance = obtained * _SHARE, tolerance * _SHARE
    return abs(stated - obtained) <= tolerance + rounding


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
