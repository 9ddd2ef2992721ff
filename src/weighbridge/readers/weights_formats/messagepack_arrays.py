"""MessagePack as Flax writes it, inspected: arrays by the header inside their extension values.

Source: MessagePack specification, "Formats"; Flax 0.12 `serialization._ndarray_to_bytes`.
"""

from dataclasses import dataclass, field
from math import prod

from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats.forms import form
from weighbridge.readers.weights_formats.port import UnreadError, tensor

_MOST = 2_000_000
_DEEPEST = 100
_FIXED = {0xC0: 0, 0xC2: 0, 0xC3: 0, 0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8,
          0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}  # fmt: skip
_TEXTS = {0xD9: 1, 0xDA: 2, 0xDB: 4}
_BYTES = {0xC4: 1, 0xC5: 2, 0xC6: 4}
_LISTS, _MAPS = {0xDC: 2, 0xDD: 4}, {0xDE: 2, 0xDF: 4}
_EXTENDED = {0xC7: 1, 0xC8: 2, 0xC9: 4}
_SHORT = {0xD4: 1, 0xD5: 2, 0xD6: 4, 0xD7: 8, 0xD8: 16}
_ARRAYS = frozenset((1, 3))
_DTYPES = {
    "float32": "F32", "float16": "F16", "bfloat16": "BF16", "float64": "F64", "int64": "I64",
    "int32": "I32", "int16": "I16", "int8": "I8", "uint8": "U8", "uint16": "U16", "uint32": "U32",
    "uint64": "U64", "bool": "BOOL", "complex64": "C64", "complex128": "C128",
    "float8_e4m3fn": "F8_E4M3", "float8_e5m2": "F8_E5M2",
}  # fmt: skip
_TRAINING = ("opt_state/", "opt_state.", "step")
_CHUNKED = "__msgpack_chunked_array__"


@dataclass(slots=True)
class _Walk:
    piece: Piece
    tensors: list[Tensor] = field(default_factory=list)
    left: int = _MOST
    numbers: dict[str, int] = field(default_factory=dict)

    def byte(self, offset: int) -> int:
        found = self.piece.at(offset, 1)
        if not found:
            raise UnreadError("it ends in the middle of a value")
        return found[0]

    def number(self, offset: int, width: int) -> int:
        found = self.piece.at(offset, width)
        if len(found) < width:
            raise UnreadError("it ends in the middle of a value")
        return int.from_bytes(found, "big")


def inspect(piece: Piece) -> Inspected:
    """Walk the values of a file.

    Raises:
        UnreadError: it is damaged, or longer than is walked.
    """
    walk = _Walk(piece)
    _value(walk, 0, "", 0)
    step = walk.numbers.get("step")
    return Inspected(form("flax"), piece.size, tensors=tuple(walk.tensors), step=step)


def _value(walk: _Walk, offset: int, name: str, depth: int) -> int:
    """Step over one value, taking in the arrays in it; gives the offset after it."""
    walk.left -= 1
    if walk.left < 0 or depth > _DEEPEST:
        raise UnreadError("it has more values than are looked at")
    first = walk.byte(offset)
    if first in _SHORT or first in _EXTENDED:
        return _extension(walk, offset, first, name)
    if (text := _text(walk, offset, first)) is not None:
        return text[0] + text[1]
    if (count := _count(walk, offset, first, 0x80, _MAPS)) is not None:
        return _map(walk, count, name, depth)
    if (count := _count(walk, offset, first, 0x90, _LISTS)) is not None:
        after = count[1]
        for index in range(count[0]):
            after = _value(walk, after, f"{name}/{index}" if name else str(index), depth + 1)
        return after
    return _scalar(walk, offset, first, name)


def _scalar(walk: _Walk, offset: int, first: int, name: str) -> int:
    """Step over bytes or a number; small whole numbers are kept, for one may be the step."""
    if first in _BYTES:
        return offset + 1 + _BYTES[first] + walk.number(offset + 1, _BYTES[first])
    known = len(walk.numbers) < 100
    if first < 0x80 or first >= 0xE0:
        if first < 0x80 and known:
            walk.numbers[name] = first
        return offset + 1
    if first not in _FIXED:
        raise UnreadError("it has a value of no known kind")
    if 0xCC <= first <= 0xCF and known:
        walk.numbers[name] = walk.number(offset + 1, _FIXED[first])
    return offset + 1 + _FIXED[first]


def _text(walk: _Walk, offset: int, first: int) -> tuple[int, int] | None:
    """Place and length of a text; None for other values."""
    if 0xA0 <= first < 0xC0:
        return offset + 1, first & 31
    if first in _TEXTS:
        width = _TEXTS[first]
        return offset + 1 + width, walk.number(offset + 1, width)
    return None


def _count(
    walk: _Walk, offset: int, first: int, small: int, wide: dict[int, int]
) -> tuple[int, int] | None:
    """How many entries a group has, and the offset of the first; None for other values."""
    if small <= first < small + 16:
        return first & 15, offset + 1
    if first in wide:
        return walk.number(offset + 1, wide[first]), offset + 1 + wide[first]
    return None


def _map(walk: _Walk, count: tuple[int, int], name: str, depth: int) -> int:
    after = count[1]
    before, chunked = len(walk.tensors), False
    for _ in range(count[0]):
        place = _text(walk, after, walk.byte(after))
        if place is None:
            after, key = _value(walk, after, "", depth + 1), "…"
        else:
            key = walk.piece.at(place[0], min(place[1], 300)).decode("utf-8", "replace")
            after = place[0] + place[1]
        chunked |= key == _CHUNKED
        after = _value(walk, after, f"{name}/{key}"[-300:].lstrip("/"), depth + 1)
    if chunked:
        _join(walk, before, name)
    return after


def _join(walk: _Walk, before: int, name: str) -> None:
    """One array that was written in several pieces, for each is bound in length."""
    pieces = walk.tensors[before:]
    if pieces:
        count, size = sum(one.parameters for one in pieces), sum(one.size for one in pieces)
        walk.tensors[before:] = [Tensor(name, pieces[0].dtype, (count,), size, count)]


def _extension(walk: _Walk, offset: int, first: int, name: str) -> int:
    if first in _SHORT:
        kind, start, length = walk.byte(offset + 1), offset + 2, _SHORT[first]
    else:
        width = _EXTENDED[first]
        length = walk.number(offset + 1, width)
        kind, start = walk.byte(offset + 1 + width), offset + 2 + width
    if start + length > walk.piece.size:
        raise UnreadError("it ends in the middle of an array")
    if kind in _ARRAYS:
        walk.tensors.append(_array(walk, start, length, name))
    return start + length


def _array(walk: _Walk, start: int, length: int, name: str) -> Tensor:
    """An array: a list of its shape, its type and its bytes."""
    if walk.byte(start) != 0x93:
        raise UnreadError("an array in it does not begin as one")
    count = _count(walk, start + 1, walk.byte(start + 1), 0x90, _LISTS)
    if count is None or count[0] > 64:
        raise UnreadError("an array in it has no shape")
    shape, after = [], count[1]
    for _ in range(count[0]):
        first = walk.byte(after)
        width = _FIXED.get(first, 0) if first >= 0x80 else 0
        shape.append(walk.number(after + 1, width) if width else first)
        after += 1 + width
    place = _text(walk, after, walk.byte(after))
    if place is None:
        raise UnreadError("an array in it has no type")
    raw = walk.piece.at(place[0], min(place[1], 40)).decode("ascii", "replace")
    one = tensor(name, _DTYPES.get(raw, raw), tuple(shape))
    data = place[0] + place[1]
    head = 1 + {0xC4: 1, 0xC5: 2, 0xC6: 4}.get(walk.byte(data), 0)
    size = start + length - data - head
    training = name.startswith(_TRAINING)
    return one._replace(
        size=size if one.size < 0 else one.size,
        parameters=0 if training else prod(shape),
        start=data + head,
    )
