"""TensorFlow, inspected: the index of a checkpoint, and graphs with the constants frozen in them.

Source: TensorFlow 2.20 `tensor_bundle.proto`, `tensor.proto`, `saved_model.proto`; LevelDB
`table_format.md`.
"""

from collections.abc import Iterator

from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.protobuf import Reader
from weighbridge.readers.weights_formats.forms import form
from weighbridge.readers.weights_formats.port import MOST_TENSORS, UnreadError, tensor

MAGIC = bytes.fromhex("57fb808b247547db")
"""The last bytes of a table."""
_FOOTER = 48
_LONGEST_BLOCK = 64 << 20
_MOST_FIELDS = 3_000_000
_TYPES = {
    1: "F32", 2: "F64", 3: "I32", 4: "U8", 5: "I16", 6: "I8", 7: "text", 8: "C64", 9: "I64",
    10: "BOOL", 14: "BF16", 17: "U16", 18: "C128", 19: "F16", 21: "variant", 22: "U32", 23: "U64",
    24: "F8_E5M2", 25: "F8_E4M3", 29: "I4", 30: "U4",
}  # fmt: skip
"""Source: TensorFlow 2.20 `types.proto`, `DataType`, read 2026-11-20."""
_COUNTERS = (
    "beta1_power",
    "beta2_power",
    "save_counter",
    "global_step",
    "_CHECKPOINTABLE_OBJECT_GRAPH",
    "keras_api/",
)
_SLOTS = (".OPTIMIZER_SLOT/", "/Adam", "/Momentum", "/RMSProp", "optimizer/")


_RATE = "/_learning_rate/"
_OWN = ("_iterations/", "_learning_rate/", "_variables/")
_LISTED, _EXPORTED = "variables/", "_all_variables/"


def checkpoint(piece: Piece) -> Inspected:
    """The index of a checkpoint: every variable, with its shard and place.

    Raises:
        UnreadError: the table is damaged or packed.
    """
    tensors: list[Tensor] = []
    for key, value in _entries(piece):
        if not key:
            continue
        one = _variable(key.decode("utf-8", "replace")[:300], piece.member("entry", value))
        tensors.append(one)
        if len(tensors) > MOST_TENSORS:
            raise UnreadError(f"it lists more than {MOST_TENSORS:,} variables")
    return Inspected(form("tf-checkpoint-index"), piece.size, tensors=tuple(_counted(tensors)))


def _counted(tensors: list[Tensor]) -> Iterator[Tensor]:
    """The variables, those of a Keras optimiser and those exported twice counted as none.

    Source: Keras 3.15 `Optimizer.__init__` and `ExportArchive.write_out`, which tracks every
    variable of a model a second time.
    """
    optimisers = {one.name.partition(_RATE)[0] + "/" for one in tensors if _RATE in one.name}
    listed = [one for one in tensors if one.name.startswith(_LISTED)]
    again = [one for one in tensors if one.name.startswith(_EXPORTED)]
    twice = bool(again) and _kinds(listed) == _kinds(again)
    for one in tensors:
        owner = one.name[: one.name.find("/_") + 1]
        rest = one.name.removeprefix(owner)
        own = owner in optimisers and rest.startswith(_OWN)
        none = own or (twice and one.name.startswith(_EXPORTED))
        yield one._replace(parameters=0) if none else one


def _kinds(tensors: list[Tensor]) -> list[tuple[str, tuple[int, ...]]]:
    return sorted((one.dtype, one.shape) for one in tensors)


def is_table(piece: Piece) -> bool:
    """Whether a file ends as a table does."""
    return piece.size > _FOOTER and piece.tail(8) == MAGIC


def _entries(piece: Piece) -> Iterator[tuple[bytes, bytes]]:
    footer = piece.tail(_FOOTER)
    position = 0
    numbers = []
    for _ in range(4):
        number, position = _varint(footer, position)
        numbers.append(number)
    for _, handle in _block(piece, numbers[2], numbers[3]):
        start, after = _varint(handle, 0)
        size, _ = _varint(handle, after)
        yield from _block(piece, start, size)


def _block(piece: Piece, start: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """The pairs of a block; keys share their beginnings with the key before."""
    if size > _LONGEST_BLOCK:
        raise UnreadError("a block of it is longer than is read")
    data = piece.at(start, size + 1)
    if len(data) <= size or size < 4:
        raise UnreadError("a block of it is cut short")
    if data[size]:
        raise UnreadError("its blocks are packed, which is not read here")
    restarts = int.from_bytes(data[size - 4 : size], "little")
    end, position, key = size - 4 - 4 * restarts, 0, b""
    while position < end:
        shared, position = _varint(data, position)
        own, position = _varint(data, position)
        length, position = _varint(data, position)
        key = key[:shared] + data[position : position + own]
        yield key, data[position + own : position + own + length]
        position += own + length


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while position < len(data) and shift < 70:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
    raise UnreadError("a number in it does not end")


def _variable(name: str, entry: Piece) -> Tensor:
    reader = Reader(entry, 10_000)
    kind, size = 0, 0
    shape: tuple[int, ...] = ()
    for number, start, length in reader.fields(0, entry.size):
        if number == 1 and length < 0:
            kind = start
        elif number == 2 and length >= 0:
            shape = tuple(_shape(reader, start, length))
        elif number == 5 and length < 0:
            size = start
    one = tensor(name, _TYPES.get(kind, f"type {kind}"), shape)._replace(size=size)
    beside = name.startswith(_COUNTERS) or any(slot in name for slot in _SLOTS) or kind in {7, 21}
    return one._replace(parameters=0) if beside else one


def _shape(reader: Reader, start: int, length: int) -> Iterator[int]:
    for number, at, size in reader.fields(start, start + length):
        if number == 2 and size >= 0:
            found = [v for n, v, s in reader.fields(at, at + size) if n == 1 and s < 0]
            yield found[0] if found and found[0] < 1 << 62 else 0


def graph(piece: Piece, kind: str) -> Inspected:
    """A graph: its constants; the variables of a SavedModel lie in its checkpoint.

    Args:
        kind: `saved-model`, `tf-graph` or `tf-meta-graph`.
    """
    reader = Reader(piece, _MOST_FIELDS)
    tensors: list[Tensor] = []
    version = ""
    ways = {"saved-model": (2, 2), "tf-meta-graph": (2,), "tf-graph": ()}
    for start, length in _inside(reader, ways[kind], 0, piece.size):
        for number, at, size in reader.fields(start, start + length):
            if number == 1 and size >= 0 and (one := _constant(reader, at, size)):
                tensors.append(one)
    for start, length in _inside(reader, ways[kind][:-1], 0, piece.size) if ways[kind] else ():
        for number, at, size in reader.fields(start, start + length):
            if number == 1 and size >= 0:
                found = {n: (p, s) for n, p, s in reader.fields(at, at + size) if s >= 0}
                version = reader.text(*found[5]) if 5 in found else version
    saved = kind != "tf-graph"
    notes = ("Its variables lie in the checkpoint beside it.",) if saved and not tensors else ()
    if kind == "tf-meta-graph":
        notes = ("Its variables lie in the checkpoint beside it; its constants are not counted.",)
    return Inspected(
        form("saved-model" if kind == "saved-model" else "tf-graph"),
        piece.size,
        tensors=None if kind == "tf-meta-graph" else tuple(tensors),
        producer=f"TensorFlow {version[:40]}" if version else "",
        notes=notes,
    )


def _inside(
    reader: Reader, way: tuple[int, ...], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """The messages that a way through the fields leads to."""
    if not way:
        yield start, end - start
        return
    for number, at, size in reader.fields(start, end):
        if number == way[0] and size >= 0:
            yield from _inside(reader, way[1:], at, at + size)


def _constant(reader: Reader, start: int, length: int) -> Tensor | None:
    name = operation = ""
    found: tuple[int, int] | None = None
    for number, at, size in reader.fields(start, start + length):
        if number == 1 and size >= 0:
            name = reader.text(at, min(size, 300))
        elif number == 2 and size >= 0:
            operation = reader.text(at, min(size, 100))
            if operation != "Const":
                return None
        elif number == 5 and size >= 0:
            parts = {n: (p, s) for n, p, s in reader.fields(at, at + size) if s >= 0}
            if 2 in parts and reader.text(*parts.get(1, (at, 0))) == "value":
                found = next(((p, s) for n, p, s in reader.fields(parts[2][0], sum(parts[2]))
                              if n == 8 and s >= 0), None)  # fmt: skip
    return _tensor(reader, name, *found) if found and operation == "Const" else None


def _tensor(reader: Reader, name: str, start: int, length: int) -> Tensor | None:
    kind, place = 0, -1
    shape: tuple[int, ...] = ()
    for number, at, size in reader.fields(start, start + length):
        if number == 1 and size < 0:
            kind = at
        elif number == 2 and size >= 0:
            shape = tuple(_shape(reader, at, size))
        elif number == 4 and size >= 0:
            place = at
    if kind == 7:
        return None
    return tensor(name, _TYPES.get(kind, f"type {kind}"), shape, place)
