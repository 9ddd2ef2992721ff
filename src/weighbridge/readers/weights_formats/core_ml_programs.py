"""ML programs of Core ML, inspected: the constants that a program names, packed or not.

Source: Core ML `MIL.proto`; coremltools 9 `backend/mil/load.py`, which gives a packed weight as the
output of an operation whose name begins with `constexpr_`.
"""

from collections.abc import Iterator

from weighbridge.facts.tensors import Tensor
from weighbridge.readers.harm.protobuf import Reader
from weighbridge.readers.weights_formats.port import UnreadError, tensor

_TYPES = {
    1: "BOOL", 10: "F16", 11: "F32", 12: "F64", 13: "BF16", 21: "I8", 22: "I16", 23: "I32",
    24: "I64", 25: "I4", 31: "U8", 32: "U16", 33: "U32", 34: "U64", 35: "U4", 40: "F8_E4M3",
    41: "F8_E5M2",
}  # fmt: skip
"""Source: Core ML `MIL.proto`, `DataType`, read 2026-11-20."""
_DEEPEST = 20
_BLOB = 5
Span = tuple[int, int]


def constants(reader: Reader, start: int, length: int) -> Iterator[Tensor]:
    """Every weight of a program, each place in a blob once.

    Raises:
        UnreadError: it nests blocks too deeply.
        DamagedMessageError: it is no message.
    """
    seen: set[bytes] = set()
    for function in _values(reader, _all(reader, (start, length), 2)):
        for block in _values(reader, _all(reader, function, 3)):
            yield from _block(reader, block, seen, 0)


def _block(reader: Reader, block: Span, seen: set[bytes], depth: int) -> Iterator[Tensor]:
    if depth > _DEEPEST:
        raise UnreadError("its program nests blocks too deeply")
    for operation in _all(reader, block, 3):
        kind = next((reader.text(*span) for span in _all(reader, operation, 1)), "")
        packed = kind.startswith("constexpr_")
        if kind == "const" or packed:
            yield from _weight(reader, operation, seen, packed=packed)
        for inner in _all(reader, operation, 4):
            yield from _block(reader, inner, seen, depth + 1)


def _weight(reader: Reader, operation: Span, seen: set[bytes], *, packed: bool) -> Iterator[Tensor]:
    """What an operation puts out, if it rests on bytes in a blob that were not met before."""
    values = list(_values(reader, _all(reader, operation, 5)))
    for argument in _values(reader, _all(reader, operation, 2)) if packed else ():
        for binding in _all(reader, argument, 1):
            values += _all(reader, binding, 2)
    blobs = [reader.bytes(*span) for value in values for span in _all(reader, value, _BLOB)]
    if not blobs or all(blob in seen for blob in blobs):
        return
    seen.update(blobs)
    for output in _all(reader, operation, 3):
        name = next((reader.text(*span) for span in _all(reader, output, 1)), "")
        for described in _all(reader, output, 2):
            one = _described(reader, name[:300], described)
            yield one._replace(size=-1) if packed else one


def _described(reader: Reader, name: str, described: Span) -> Tensor:
    kind, shape = 0, []
    for span in _all(reader, described, 1):
        for number, at, size in reader.fields(span[0], sum(span)):
            if number == 1 and size < 0:
                kind = at
            elif number == 3 and size >= 0:
                shape += [_size(reader, one) for one in _all(reader, (at, size), 1)]
    return tensor(name, _TYPES.get(kind, f"type {kind}"), tuple(shape))


def _size(reader: Reader, dimension: Span) -> int:
    found = (at for n, at, size in reader.fields(dimension[0], sum(dimension)) if n == 1 > size)
    return next(found, 0)


def _values(reader: Reader, entries: Iterator[Span]) -> Iterator[Span]:
    """The values of a map's entries."""
    for entry in entries:
        yield from _all(reader, entry, 2)


def _all(reader: Reader, message: Span, number: int) -> Iterator[Span]:
    """Place and length of every message or text in a field."""
    for found, at, size in reader.fields(message[0], sum(message)):
        if found == number and size >= 0:
            yield at, size
