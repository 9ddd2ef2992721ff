"""HDF5: groups, datasets and short attributes by the headers of its objects.

Source: HDF5 file format specification 3.0, II.A "Superblock", III "Level 1", IV "Level 2".
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats.port import UnreadError

MAGIC = b"\x89HDF\r\n\x1a\n"
_NOWHERE = (1 << 64) - 1
_MOST_OBJECTS = 200_000
_MOST_MESSAGES = 20_000
_DEEPEST = 40
_LONGEST_BLOCK = 8 << 20
_DATASPACE, _LINK_INFO, _DATATYPE, _LINK, _LAYOUT, _ATTRIBUTE = 1, 2, 3, 6, 8, 12
_CONTINUATION, _SYMBOLS = 16, 17
_FIXED, _VARIABLE = 3, 9
"""Classes of types: texts of fixed and of variable length."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """An array.

    Attributes:
        dtype: as safetensors names types, or the kind HDF5 names.
        start: offset of its bytes, where they lie in one stretch; else -1.
    """

    path: str
    dtype: str
    shape: tuple[int, ...]
    width: int
    start: int = -1


@dataclass(slots=True)
class Contents:
    """What was found in a file.

    Attributes:
        attributes: short texts at groups, by path and name.
        notes: what was not read.
    """

    datasets: list[Dataset] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)


class File:
    """The objects of a file, walked from the root group."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.base = next((p for p in (0, 512, 1024, 2048) if piece.at(p, 8) == MAGIC), -1)
        if self.base < 0:
            raise UnreadError("it has no superblock")
        self.seen: set[int] = set()
        self.found = Contents()

    def number(self, place: int, width: int) -> int:
        """A little-endian number.

        Raises:
            UnreadError: the file ends before.
        """
        data = self.piece.at(place, width)
        if len(data) < width:
            raise UnreadError("a place in it lies outside of it")
        return int.from_bytes(data, "little")

    def root(self) -> int:
        """The place of the root group's header."""
        version = self.number(self.base + 8, 1)
        if version in {0, 1}:
            offsets, lengths = self.number(self.base + 13, 1), self.number(self.base + 14, 1)
            entry = self.base + (24 if version == 0 else 28) + 4 * 8
            place = self.number(entry + 8, 8)
        elif version in {2, 3}:
            offsets, lengths = self.number(self.base + 9, 1), self.number(self.base + 10, 1)
            place = self.number(self.base + 12 + 3 * 8, 8)
        else:
            raise UnreadError(f"its superblock is of version {version}, which is not read here")
        if (offsets, lengths) != (8, 8):
            raise UnreadError("its offsets are not of eight bytes, which is not read here")
        return place

    def contents(self) -> Contents:
        """Every dataset, and every short text attribute of a group."""
        stack = [("", self.root(), 0)]
        while stack:
            path, place, depth = stack.pop()
            if place in self.seen or depth > _DEEPEST:
                continue
            self.seen.add(place)
            if len(self.seen) > _MOST_OBJECTS:
                self.found.notes["It holds more objects than are looked at."] = None
                break
            children = self._object(path, self.base + place)
            stack += [(f"{path}/{n}".lstrip("/"), p, depth + 1) for n, p in reversed(children)]
        return self.found

    def _object(self, path: str, place: int) -> list[tuple[str, int]]:
        """Take in what an object's header says; gives its children if it is a group."""
        children: list[tuple[str, int]] = []
        told: dict[int, bytes] = {}
        for message, data in self._messages(place):
            if message == _LINK:
                children += _link(data)
            elif message == _SYMBOLS and len(data) >= 16:
                children += self._symbols(*_pair(data, 0))
            elif message == _LINK_INFO and _dense(data):
                note = "Groups of its newer layout are listed densely, and were not read."
                self.found.notes[note] = None
            elif message == _ATTRIBUTE:
                self._attribute(path, data)
            else:
                told.setdefault(message, data)
        self._dataset(path, told)
        return children

    def _dataset(self, path: str, told: dict[int, bytes]) -> None:
        """Take in an object that states a space and a type."""
        shape, kind = _shape(told.get(_DATASPACE, b"")), _kind(told.get(_DATATYPE, b""))
        if shape is not None and kind is not None:
            start = _contiguous(told.get(_LAYOUT, b""))
            at = self.base + start if start >= 0 else -1
            self.found.datasets.append(Dataset(path, kind[0], shape, kind[1], at))

    def _messages(self, place: int) -> Iterator[tuple[int, bytes]]:
        """Type and bytes of every message of a header, its continuations too."""
        if self.piece.at(place, 4) == b"OHDR":
            yield from self._newer(place)
            return
        if self.number(place, 1) != 1:
            raise UnreadError("the header of an object is of no known version")
        blocks, left = [(place + 16, self.number(place + 8, 4))], _MOST_MESSAGES
        while blocks:
            start, size = blocks.pop(0)
            data = self.piece.at(start, min(size, _LONGEST_BLOCK))
            position = 0
            while position + 8 <= len(data) and left:
                left -= 1
                kind, length = _small(data, position), _small(data, position + 2)
                body = data[position + 8 : position + 8 + length]
                position += 8 + length
                if kind == _CONTINUATION and len(body) >= 16:
                    at, extent = _pair(body, 0)
                    blocks.append((self.base + at, extent))
                else:
                    yield kind, body

    def _newer(self, place: int) -> Iterator[tuple[int, bytes]]:
        """The messages of a header of version 2."""
        flags = self.number(place + 5, 1)
        position = place + 6 + (16 if flags & 0x20 else 0) + (4 if flags & 0x10 else 0)
        width = 1 << (flags & 3)
        blocks, left = [(position + width, self.number(position, width))], _MOST_MESSAGES
        extra = 2 if flags & 4 else 0
        while blocks:
            start, size = blocks.pop(0)
            data = self.piece.at(start, min(size, _LONGEST_BLOCK))
            at = 0
            while at + 4 + extra <= len(data) and left:
                left -= 1
                kind, length = data[at], _small(data, at + 1)
                body = data[at + 4 + extra : at + 4 + extra + length]
                at += 4 + extra + length
                if kind == _CONTINUATION and len(body) >= 16:
                    where, extent = _pair(body, 0)
                    blocks.append((self.base + where + 4, extent - 8))
                else:
                    yield kind, body

    def _symbols(self, tree: int, heap: int) -> list[tuple[str, int]]:
        """The members of a group of the older layout: a tree of nodes, and a heap of names."""
        names = self._heap(heap)
        found: list[tuple[str, int]] = []
        nodes, seen = [tree], set[int]()
        while nodes and len(found) < _MOST_OBJECTS:
            place = nodes.pop()
            if place in seen or place == _NOWHERE:
                continue
            seen.add(place)
            at = self.base + place
            if self.piece.at(at, 4) == b"TREE":
                count = self.number(at + 6, 2)
                data = self.piece.at(at + 24, 16 * count + 8)
                nodes += [
                    _long(data, 8 + 16 * i)
                    for i in reversed(range(count))
                    if len(data) >= 16 + 16 * i
                ]
            elif self.piece.at(at, 4) == b"SNOD":
                count = self.number(at + 6, 2)
                data = self.piece.at(at + 8, 40 * count)
                for i in range(len(data) // 40):
                    name, header = _pair(data, 40 * i)
                    if _small(data, 40 * i + 16) != 2:  # 2 is a soft link
                        found.append((_text(names, name), header))
            else:
                raise UnreadError("a group in it is listed in no known way")
        return found

    def _heap(self, place: int) -> bytes:
        at = self.base + place
        if self.piece.at(at, 4) != b"HEAP":
            raise UnreadError("the names of a group are missing")
        size, start = self.number(at + 8, 8), self.number(at + 24, 8)
        return self.piece.at(self.base + start, min(size, _LONGEST_BLOCK))

    def _attribute(self, path: str, data: bytes) -> None:
        """Keep a single text; other values are stepped over.

        Source: IV.A.2.m "The Attribute Message".
        """
        if len(data) < 8 or len(self.found.attributes) > _MOST_MESSAGES:
            return
        version = data[0]
        sizes = [_small(data, 2), _small(data, 4), _small(data, 6)]
        at = 9 if version == 3 else 8
        padded = [-(-size // 8) * 8 if version == 1 else size for size in sizes]
        name = _text(data[at : at + sizes[0]], 0)
        kind = data[at + padded[0] : at + padded[0] + sizes[1]]
        space = data[at + padded[0] + padded[1] :][: sizes[2]]
        value = data[at + sum(padded) :]
        if len(kind) < 8 or _shape(space) != ():
            return
        text = b""
        if kind[0] & 15 == _FIXED:
            text = value[: int.from_bytes(kind[4:8], "little")]
        elif kind[0] & 15 == _VARIABLE and kind[1] & 15 == 1 and len(value) >= 16:
            text = self._shared(_long(value, 4), int.from_bytes(value[12:16], "little"))
        if text:
            self.found.attributes[f"{path}/{name}"] = text.rstrip(b"\0 ").decode("utf-8", "replace")

    def _shared(self, place: int, index: int) -> bytes:
        """A value of the heap that all objects share (III.E "Global Heap"); empty without it."""
        at = self.base + place
        head = self.piece.at(at, 16)
        if head[:4] != b"GCOL":
            return b""
        data = self.piece.at(at, min(_long(head, 8), _LONGEST_BLOCK))
        position = 16
        while position + 16 <= len(data):
            size = _long(data, position + 8)
            if _small(data, position) == index:
                return data[position + 16 : position + 16 + size]
            position += 16 + -(-size // 8) * 8
        return b""


def _small(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _long(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 8], "little")


def _pair(data: bytes, at: int) -> tuple[int, int]:
    return _long(data, at), _long(data, at + 8)


def _text(data: bytes, at: int) -> str:
    return data[at : at + 1024].partition(b"\0")[0].decode("utf-8", "replace")


def _shape(data: bytes) -> tuple[int, ...] | None:
    """Source: IV.A.2.b "The Dataspace Message"."""
    if len(data) < 4:
        return None
    version, rank = data[0], data[1]
    if version == 2 and data[3] == 2:
        return None
    start = 8 if version == 1 else 4
    if rank > 32 or len(data) < start + 8 * rank:
        return None
    return tuple(_long(data, start + 8 * i) for i in range(rank))


def _kind(data: bytes) -> tuple[str, int] | None:
    """Source: IV.A.2.d "The Datatype Message"."""
    if len(data) < 8:
        return None
    width = int.from_bytes(data[4:8], "little")
    signed = bool(data[1] & 8)
    kind = data[0] & 15
    if kind == 0:
        return f"{'I' if signed else 'U'}{8 * width}", width
    if kind == 1:
        brain = width == 2 and data[13:14] == b"\x08"
        return ("BF16" if brain else f"F{8 * width}"), width
    if kind == 8:
        return "BOOL" if width == 1 else f"I{8 * width}", width
    return {3: "text", 9: "text", 6: "records"}.get(kind, "other"), width


def _contiguous(data: bytes) -> int:
    """Where a dataset's bytes begin, when they lie in one stretch (IV.A.2.i, class 1)."""
    if len(data) >= 18 and data[0] in {3, 4} and data[1] == 1:
        place = _long(data, 2)
        return -1 if place == _NOWHERE else place
    return -1


def _dense(data: bytes) -> bool:
    """Whether a group lists its links in a heap of its own (IV.A.2.c)."""
    start = 2 + (8 if len(data) > 1 and data[1] & 1 else 0)
    return len(data) >= start + 8 and _long(data, start) != _NOWHERE


def _link(data: bytes) -> list[tuple[str, int]]:
    """A hard link in a header (IV.A.2.g); soft and external ones are not followed."""
    if len(data) < 4:
        return []
    flags, at = data[1], 2
    if flags & 8:
        if data[at]:
            return []
        at += 1
    at += (8 if flags & 4 else 0) + (1 if flags & 16 else 0)
    width = 1 << (flags & 3)
    length = int.from_bytes(data[at : at + width], "little")
    name = data[at + width : at + width + length]
    place = data[at + width + length :][:8]
    return [(name.decode("utf-8", "replace"), _long(place, 0))] if len(place) == 8 else []


def texts(found: Contents, name: str) -> Any:
    """The first attribute of a name, whatever group it is at; empty without one."""
    ends = (value for key, value in found.attributes.items() if key.rpartition("/")[2] == name)
    return next(ends, "")
