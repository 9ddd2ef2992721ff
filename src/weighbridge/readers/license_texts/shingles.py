"""Shingles: three words that follow each other, as one 16-bit number."""

from array import array
from collections.abc import Sequence

WIDTH = 3
"""Words of a shingle."""
BLANK = 0
"""Stands where no shingle begins."""


def shingles(prints: Sequence[int]) -> "array[int]":
    """The shingle that begins at each word; two fewer than there are words."""
    rows = zip(prints, prints[1:], prints[2:], strict=False)
    return array("H", [((a ^ (b >> 5) ^ (c >> 11)) & 0xFFFF) or 1 for a, b, c in rows])


def stub(prints: Sequence[int]) -> int:
    """The number of fewer words than a shingle has: what stands alone between two fields."""
    padded = (*prints, 0x5BD1E995, 0x1B873593)[:WIDTH]
    return ((padded[0] ^ (padded[1] >> 5) ^ (padded[2] >> 11)) & 0xFFFF) or 1


def last_part(mark: int) -> int:
    """What the fingerprint of a word gives to a shingle it ends."""
    return (mark >> 11) & 0xFFFF


def last_of(number: int, first: int, second: int) -> int:
    """What the last word gave to a shingle of which the first two are known."""
    return (first ^ (second >> 5) ^ number) & 0xFFFF
