"""Models in flat buffers, inspected: TensorFlow Lite, ExecuTorch and CatBoost.

Source: TensorFlow Lite `schema.fbs` 3c; ExecuTorch 1.0 `program.fbs`; CatBoost 1.2 `model.fbs` and
`ctr_data.fbs`.
"""

from collections.abc import Iterator

from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats.flatbuffers import Buffer
from weighbridge.readers.weights_formats.forms import form
from weighbridge.readers.weights_formats.port import MOST_TENSORS, UnreadError, tensor

_LITE = (
    "F32", "F16", "I32", "U8", "I64", "text", "BOOL", "I16", "C64", "I8", "F64", "C128", "U64",
    "resource", "variant", "U32", "U16", "I4", "BF16", "I2", "U4",
)  # fmt: skip
"""Source: TensorFlow Lite `TensorType`, read 2026-11-20."""
_TORCH = ("U8", "I8", "I16", "I32", "I64", "F16", "F32", "F64", "C32", "C64", "C128", "BOOL",
          "I8", "U8", "I32", "BF16")  # fmt: skip
"""Source: ExecuTorch `ScalarType`, read 2026-11-20."""
_TENSOR_VALUE = 5


def lite(piece: Piece) -> Inspected:
    """A TensorFlow Lite model: the tensors that have bytes of their own."""
    flat = Buffer(piece)
    root = flat.root()
    buffers = flat.tables(root, 4)
    tensors: list[Tensor] = []
    seen: dict[int, str] = {}
    for graph in flat.tables(root, 2):
        for one in _lite_tensors(flat, graph, buffers):
            number, found = one
            first = seen.setdefault(number, found.name)
            repeated = found._replace(parameters=0, shares=first)
            tensors.append(found if first == found.name else repeated)
            if len(tensors) > MOST_TENSORS:
                raise UnreadError(f"it holds more than {MOST_TENSORS:,} tensors")
    return Inspected(
        form("tflite"),
        piece.size,
        tensors=tuple(tensors),
        metadata=(("schema version", str(flat.scalar(root, 0))),),
        producer=flat.text(root, 3),
    )


def _lite_tensors(flat: Buffer, graph: int, buffers: list[int]) -> Iterator[tuple[int, Tensor]]:
    for place in flat.tables(graph, 0):
        number = flat.scalar(place, 2)
        if not 0 < number < len(buffers):
            continue
        start, size = flat.vector(buffers[number], 0)
        if not size and (size := flat.scalar(buffers[number], 2, 8)) > 1:
            start = flat.scalar(buffers[number], 1, 8)
        if size > 1 or start:
            kind = flat.scalar(place, 1, 1)
            dtype = _LITE[kind] if kind < len(_LITE) else f"type {kind}"
            shape = flat.numbers(place, 0)
            one = tensor(flat.text(place, 3), dtype, tuple(max(n, 0) for n in shape), start)
            yield (
                number,
                one._replace(size=size, parameters=0 if dtype == "text" else one.parameters),
            )


def executorch(piece: Piece) -> Inspected:
    """An ExecuTorch program: the constant tensors of its plans, and what backends keep."""
    flat = Buffer(piece)
    root = flat.root()
    tensors: list[Tensor] = []
    seen: dict[int, str] = {}
    delegates = 0
    for plan in flat.tables(root, 1):
        delegates += len(flat.tables(plan, 7))
        for number, value in enumerate(flat.tables(plan, 2)):
            if flat.scalar(value, 0, 1) != _TENSOR_VALUE or not (one := flat.inner(value, 1)):
                continue
            if data := flat.scalar(one, 5):
                tensors.append(_constant(flat, one, f"constant {number}", seen, data))
    notes = []
    if delegates:
        noun = "part" if delegates == 1 else "parts"
        notes.append(f"{delegates} {noun} of the program are packed for a backend; "
                     "the weights in them are not counted.")  # fmt: skip
    names = (flat.text(plan, 0) for plan in flat.tables(root, 1)[:20])
    return Inspected(
        form("executorch"),
        piece.size,
        tensors=None if delegates else tuple(tensors),
        metadata=(("program version", str(flat.scalar(root, 0))), *(("method", n) for n in names)),
        notes=tuple(notes),
    )


def _constant(flat: Buffer, place: int, name: str, seen: dict[int, str], data: int) -> Tensor:
    kind = flat.scalar(place, 0, 1)
    dtype = _TORCH[kind] if kind < len(_TORCH) else f"type {kind}"
    one = tensor(name, dtype, tuple(max(n, 0) for n in flat.numbers(place, 2)))
    first = seen.setdefault(data, name)
    return one if first == name else one._replace(parameters=0, shares=first)


def catboost(piece: Piece) -> Inspected:
    """A CatBoost model: its trees, and who wrote it."""
    flat = Buffer(piece, 8)
    root = flat.root()
    version = flat.text(root, 0)
    if not version.startswith("Fl"):
        raise UnreadError("its core is not the flat buffer that CatBoost writes")
    trees = flat.inner(root, 1)
    told = []
    if trees:
        told = [
            ("trees", f"{flat.vector(trees, 2)[1]:,}"),
            ("splits", f"{flat.vector(trees, 1)[1]:,}"),
        ]
    info = [(flat.text(one, 0), flat.text(one, 1)) for one in flat.tables(root, 2)[:100]]
    return Inspected(
        form("catboost"),
        piece.size,
        metadata=tuple((key, " ".join(value.split())[:200]) for key, value in info),
        told=tuple(told),
        producer="CatBoost",
    )
