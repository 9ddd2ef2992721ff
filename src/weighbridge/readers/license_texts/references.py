"""The reference texts, as shingles with their places; the texts themselves are not kept."""

import lzma
import sys
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from weighbridge.readers.license_texts.shingles import BLANK, WIDTH

ANCHOR = 7
"""A shingle whose low bits are all clear is an anchor, by which candidates are found."""
_PLACES = 8
"""Places of one shingle in one reference that are tried."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a reference between two fields that anyone may fill in.

    Attributes:
        words: how many.
        optional: whether a copy may lack them.
        span: words a filled-in field before it may have; 0 when there is no field.
    """

    words: int
    optional: bool
    span: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A reference laid out word by word.

    Attributes:
        at: the shingle that begins at each word, `BLANK` where none does.
        optional: per word, whether a copy may lack it.
        fields: place of a field, by the word that follows it → words it may have.
        stubs: first word of a piece shorter than a shingle → its number and length.
        places: shingle → where it stands.
    """

    at: "array[int]"
    optional: bytearray
    fields: dict[int, int]
    stubs: dict[int, tuple[int, int]]
    places: dict[int, list[int]]
    needed: int


@dataclass(slots=True, eq=False)
class Reference:
    """One text of one licence.

    Attributes:
        license: the id it is the text of.
        own: the shingles of its pieces, one after the other.
    """

    license: str
    pieces: Sequence[Piece]
    own: "array[int]"
    anchors: int = 0

    @property
    def layout(self) -> Layout:
        """The reference laid out; those used last are kept."""
        return _laid_out(self)


@dataclass(frozen=True, slots=True)
class Library:
    """All references, and the anchors that lead to them."""

    references: tuple[Reference, ...]
    anchors: dict[int, list[int]]


@cache
def library() -> Library:
    """The references the package brings; read once."""
    packed = files("weighbridge.catalogs").joinpath("license_texts", "index.xz").read_bytes()
    return unpacked(lzma.decompress(packed))


def packed(references: Sequence[Reference]) -> bytes:
    """References as bytes, little-endian: names and pieces as lines of text, then all shingles."""
    lines = [
        f"{one.license}\t" + " ".join(f"{p.words},{int(p.optional)},{p.span}" for p in one.pieces)
        for one in references
    ]
    head = "\n".join(lines).encode()
    numbers = array("H", [n for one in references for n in one.own])
    if sys.byteorder == "big":
        numbers.byteswap()
    return len(head).to_bytes(4, "little") + head + numbers.tobytes()


def unpacked(data: bytes) -> Library:
    """The references in `packed` bytes."""
    size = 4 + int.from_bytes(data[:4], "little")
    numbers = array("H")
    numbers.frombytes(data[size:])
    if sys.byteorder == "big":
        numbers.byteswap()
    references: list[Reference] = []
    anchors, start = defaultdict[int, list[int]](list), 0
    for line in data[4:size].decode().split("\n"):
        name, _, rest = line.partition("\t")
        pieces = [_piece(item) for item in rest.split(" ")]
        end = start + sum(_shingles_in(p.words) for p in pieces)
        one = Reference(name, pieces, numbers[start:end])
        for number in {n for n in one.own if not n & ANCHOR}:
            anchors[number].append(len(references))
            one.anchors += 1
        references.append(one)
        start = end
    return Library(tuple(references), dict(anchors))


def _piece(item: str) -> Piece:
    words, optional, span = item.split(",")
    return Piece(int(words), optional == "1", int(span))


def _shingles_in(words: int) -> int:
    return max(words - WIDTH + 1, 1) if words else 0


@lru_cache(maxsize=200)  # bounded: a layout takes a hundred times the room of its reference
def _laid_out(reference: Reference) -> Layout:
    total = sum(p.words for p in reference.pieces)
    at, optional = array("H", bytes(2 * total)), bytearray(total)
    fields: dict[int, int] = {}
    stubs: dict[int, tuple[int, int]] = {}
    places = defaultdict[int, list[int]](list)
    start = taken = 0
    for piece in reference.pieces:
        if piece.span:
            fields[start] = fields.get(start, 0) + piece.span
        if piece.optional:
            optional[start : start + piece.words] = b"\1" * piece.words
        own = reference.own[taken : taken + _shingles_in(piece.words)]
        if 0 < piece.words < WIDTH:
            stubs[start] = (own[0], piece.words)
        else:
            at[start : start + len(own)] = own
        taken += len(own)
        start += piece.words
    for place, number in enumerate(at):
        if number != BLANK and len(places[number]) < _PLACES:
            places[number].append(place)
    return Layout(at, optional, fields, stubs, dict(places), total - sum(optional))
