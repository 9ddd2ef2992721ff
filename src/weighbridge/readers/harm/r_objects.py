"""R's serialised objects: functions, promises and bytecode among the values, which R may run.

Source: R Internals 4.5, "Serialization Formats"; R 4.5 `serialize.c`, `WriteItem`.
"""

from collections.abc import Iterator
from typing import Literal

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.found import Found, gathered
from weighbridge.readers.harm.piece import Piece

_STARTS = (b"RDX2\n", b"RDX3\n", b"RDB2\n", b"RDB3\n")
_XDR = (b"X\n\0\0\0\2\0", b"X\n\0\0\0\3\0")
_NATIVE = (b"B\n\2\0\0\0", b"B\n\3\0\0\0")
"""As the machine that wrote it orders bytes: all that R still runs on put the lowest first."""
_TEXTUAL = (b"A\n2\n", b"A\n3\n", b"RDA2\n", b"RDA3\n")
_Order = Literal["big", "little"]
_MOST = 5_000_000
_NOTHING = frozenset((254, 253, 252, 251, 250, 242, 241, 23))
_PAIRS = frozenset((2, 3, 5, 6, 17))
_VECTORS = {10: 4, 13: 4, 14: 8, 15: 16, 24: 1, 7: 1, 8: 1}
"""Types of vectors, and the bytes of one element."""
_LISTS = frozenset((16, 19, 20))
_PROMISE, _CLOSURE, _CALL, _BYTECODE = 5, 3, 6, 21
_WHAT = {_CLOSURE: "a function", _CALL: "an unevaluated call", _BYTECODE: "bytecode"}
_ORDERS: dict[bytes, _Order] = {b"X\n": "big", b"B\n": "little"}


class _BrokenError(Exception):
    pass


def is_r(head: bytes) -> bool:
    """Whether some bytes begin R data, not compressed."""
    return head.startswith((*_STARTS, *_XDR, *_NATIVE, *_TEXTUAL))


def read_r(piece: Piece) -> Found:
    """Walk the values of a file, stepping over what they hold."""
    return gathered("r-data", _reasons(piece))


def _reasons(piece: Piece) -> Iterator[Reason]:
    seen: dict[int, int] = {}
    try:
        _walk(piece, seen)
    except _BrokenError as error:
        message = f"Its values cannot be walked to the end: {error}."
        yield Reason(Harm.INCOMPLETE, "r-data-unread", message, piece.where())
    for kind, offset in seen.items():
        if kind == _PROMISE:
            message = "It holds a promise: R runs its expression when the value is first looked at."
            yield Reason(Harm.DANGEROUS, "r-promise", message, piece.where(offset))
        else:
            message = f"It holds {_WHAT[kind]}, which R may run."
            yield Reason(Harm.RUNS_CODE, "r-code", message, piece.where(offset))


def _walk(piece: Piece, seen: dict[int, int]) -> None:
    offset = 5 if piece.head(5) in _STARTS else 0
    order = _ORDERS.get(piece.at(offset, 2))
    if order is None:
        raise _BrokenError("it is written as text, which is not read here")
    version = _number(piece, offset + 2, order)
    offset += 14
    if version == 3:
        offset += 4 + _number(piece, offset, order)
    pending = steps = 1
    while pending:
        steps += 1
        if steps > _MOST:
            raise _BrokenError("it has more values than are looked at")
        flags = _number(piece, offset, order)
        kind = flags & 0xFF
        if kind in _WHAT or kind == _PROMISE:
            seen.setdefault(kind, offset)
        more, offset = _value(piece, offset + 4, order, kind, flags)
        pending += more - 1


def _value(  # noqa: C901, PLR0911  # one kind a line
    piece: Piece, offset: int, order: _Order, kind: int, flags: int
) -> tuple[int, int]:
    """How many values follow inside one, and the offset after what it holds itself."""
    attributes, tagged = bool(flags & 0x200), bool(flags & 0x400)
    if kind in _NOTHING:
        return 0, offset
    if kind in _PAIRS:
        return attributes + tagged + 2, offset
    if kind in _VECTORS:
        length, offset = _length(piece, offset, order)
        return int(attributes), offset + length * _VECTORS[kind]
    if kind in _LISTS:
        length, offset = _length(piece, offset, order)
        return length + attributes, offset
    match kind:
        case 1:
            return 1, offset
        case 9:
            return 0, offset + 4 + max(0, _signed(piece, offset, order))
        case 4:
            return 4, offset + 4
        case 255:
            return 0, offset if flags >> 8 else offset + 4
        case 247 | 248 | 249:
            return _number(piece, offset + 4, order), offset + 8
        case 22:
            return 2 + attributes, offset
        case 25:
            return int(attributes), offset
        case 238:
            return 3, offset
    raise _BrokenError(f"it has a value of type {kind}, which is not walked here")


def _length(piece: Piece, offset: int, order: _Order) -> tuple[int, int]:
    length = _signed(piece, offset, order)
    if length == -1:
        high, low = (_number(piece, offset + place, order) for place in (4, 8))
        return (high << 32) + low, offset + 12
    if length < 0:
        raise _BrokenError("a length in it is negative")
    return length, offset + 4


def _number(piece: Piece, offset: int, order: _Order) -> int:
    found = piece.at(offset, 4)
    if len(found) < 4:
        raise _BrokenError("it ends in the middle of a value")
    return int.from_bytes(found, order)


def _signed(piece: Piece, offset: int, order: _Order) -> int:
    number = _number(piece, offset, order)
    return number - (1 << 32) if number >> 31 else number
