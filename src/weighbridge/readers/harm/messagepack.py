"""MessagePack as Flax writes it: extension types that no loader of arrays knows.

Source: MessagePack specification, "Formats"; Flax 0.12 `serialization`.
"""

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.found import Found, gathered
from weighbridge.readers.harm.piece import Piece

_FLAX = frozenset((1, 2, 3))
"""Arrays, complex numbers and scalars."""
_TIME = 255
_MOST = 2_000_000
_FIXED = {0xC0: 0, 0xC2: 0, 0xC3: 0, 0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8,
          0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}  # fmt: skip
_SIZED = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
_EXTENDED = {0xC7: 1, 0xC8: 2, 0xC9: 4}
_SHORT = {0xD4: 1, 0xD5: 2, 0xD6: 4, 0xD7: 8, 0xD8: 16}
_GROUPS = {0xDC: (2, 1), 0xDD: (4, 1), 0xDE: (2, 2), 0xDF: (4, 2)}


class _BrokenError(Exception):
    pass


def begins_map(head: bytes) -> bool:
    """Whether some bytes begin a map whose first key is text."""
    if not head or not (0x81 <= head[0] <= 0x8F or head[0] in {0xDE, 0xDF}):
        return False
    key = head[{0xDE: 3, 0xDF: 5}.get(head[0], 1) :][:1]
    return bool(key) and (0xA1 <= key[0] <= 0xBF or key[0] in {0xD9, 0xDA})


def read_messagepack(piece: Piece) -> Found:
    """Walk the values of a file, stepping over what they hold."""
    reasons: list[Reason] = []
    offset, left, steps = 0, 1, 0
    try:
        while left:
            steps += 1
            if steps > _MOST:
                raise _BrokenError("it has more values than are looked at")  # noqa: TRY301
            kind, more, after = _value(piece, offset)
            if kind is not None and kind not in _FLAX and kind != _TIME:
                message = (
                    f"It holds values of extension type {kind}, which only its own loader knows."
                )
                reasons.append(
                    Reason(Harm.RUNS_CODE, "msgpack-extension", message, piece.where(offset))
                )
            offset, left = after, left - 1 + more
            if offset > piece.size:
                raise _BrokenError("it ends in the middle of a value")  # noqa: TRY301
    except _BrokenError as error:
        message = f"It cannot be read to its end: {error}."
        reasons.append(Reason(Harm.INCOMPLETE, "model-damaged", message, piece.where(offset)))
    return gathered("msgpack", reasons)


def _value(piece: Piece, offset: int) -> tuple[int | None, int, int]:  # noqa: C901, PLR0911  # one kind a line
    """Extension type if it has one, how many values it holds, and the offset after its header."""
    head = piece.at(offset, 6).ljust(6, b"\0")
    if offset >= piece.size:
        raise _BrokenError("it ends early")
    first = head[0]

    def number(width: int) -> int:
        return int.from_bytes(head[1 : 1 + width], "big")

    if first < 0x80 or first >= 0xE0:
        return None, 0, offset + 1
    if first < 0xA0:
        return None, (first & 15) * (2 if first < 0x90 else 1), offset + 1
    if first < 0xC0:
        return None, 0, offset + 1 + (first & 31)
    if first in _FIXED:
        return None, 0, offset + 1 + _FIXED[first]
    if first in _SIZED:
        return None, 0, offset + 1 + _SIZED[first] + number(_SIZED[first])
    if first in _SHORT:
        return head[1], 0, offset + 2 + _SHORT[first]
    if first in _EXTENDED:
        width = _EXTENDED[first]
        return head[1 + width], 0, offset + 2 + width + number(width)
    if first in _GROUPS:
        width, each = _GROUPS[first]
        return None, number(width) * each, offset + 1 + width
    raise _BrokenError("it has a value of no known kind")
