"""ONNX: where its tensors lie outside the file, which operators it asks others to bring, and Python
operators.

Source: ONNX 1.20 `onnx.proto3`; ONNX documentation, "External Data".
"""

from collections.abc import Iterator

from weighbridge import catalogs
from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.found import Found, gathered
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.protobuf import DamagedMessageError, Reader
from weighbridge.readers.harm.zip_tricks import escapes

_MOST_FIELDS = 3_000_000
_DEEPEST = 20
_TENSOR = frozenset(range(1, 17))
_VALUES = frozenset((4, 5, 6, 7, 9, 10, 11, 13))
_GRAPH, _OPSETS, _FUNCTIONS = 7, 8, 25


def is_onnx(piece: Piece) -> bool:
    """Whether a file is an ONNX model: a version, then fields of a model with a graph."""
    head = piece.head(2)
    if len(head) < 2 or head[0] != 0x08 or not 0 < head[1] < 0x40:
        return False
    reader, seen = Reader(piece, 10_000), set()
    try:
        for number, _, _ in reader.fields(0, piece.size):
            seen.add(number)
            if number > 30 or (number == _GRAPH and len(seen) > 1):
                break
    except DamagedMessageError:
        return False
    return _GRAPH in seen and max(seen) <= 30


def is_tensor(piece: Piece) -> bool:
    """Whether a file is one tensor, as models are tested with: a type, and its values."""
    seen: dict[int, int] = {}
    try:
        for number, value, length in Reader(piece, 10_000).fields(0, piece.size):
            seen[number] = value if length < 0 else -1
    except DamagedMessageError:
        return False
    return 0 < seen.get(2, 0) < 40 and bool(_VALUES & seen.keys()) and seen.keys() <= _TENSOR


def read_tensor(piece: Piece) -> Found:
    """Look where a tensor's values lie."""
    reader = Reader(piece, 10_000)
    return gathered("onnx-tensor", _tensor(reader, 0, piece.size))


def read_onnx(piece: Piece) -> Found:
    """Look into a model."""
    reader = Reader(piece, _MOST_FIELDS)
    reasons: list[Reason] = []
    own: set[str] = set()
    used: dict[str, str] = {}
    try:
        for number, start, length in reader.fields(0, piece.size):
            if number == _GRAPH:
                reasons += _graph(reader, start, length, used)
            elif number == _FUNCTIONS:
                reasons += _function(reader, start, length, own, used)
    except DamagedMessageError as error:
        message = f"The model cannot be read to its end: {error}."
        reasons.append(Reason(Harm.INCOMPLETE, "model-damaged", message, piece.where()))
    reasons += _operators(piece, used, own)
    return gathered("onnx", reasons, (f"{d}.{o}" for o, d in used.items() if d not in _known()))


def _known() -> frozenset[str]:
    return frozenset(catalogs.entry("vocabularies", "dangerous-operations")["onnx-domains"])


def _operators(piece: Piece, used: dict[str, str], own: set[str]) -> Iterator[Reason]:
    python = catalogs.entry("vocabularies", "dangerous-operations")["onnx-python"]
    for operator, domain in used.items():
        if operator in python and (domain not in {"", "ai.onnx"}):
            message = f"Running it runs Python code through its operator {domain}.{operator}."
            yield Reason(Harm.DANGEROUS, "onnx-python-operator", message, piece.where())
        elif domain not in _known() and domain not in own:
            message = f"It needs a native library that brings its operator {domain}.{operator}."
            yield Reason(Harm.RUNS_CODE, "onnx-custom-operator", message, piece.where())


def _graph(
    reader: Reader, start: int, length: int, used: dict[str, str], depth: int = 0
) -> Iterator[Reason]:
    if depth > _DEEPEST:
        raise DamagedMessageError("its graphs are nested too deeply")
    for number, at, size in reader.fields(start, start + length):
        if number == 1:
            yield from _node(reader, at, size, used, depth)
        elif number == 5:
            yield from _tensor(reader, at, size)
        elif number == 15:
            for inner, place, extent in reader.fields(at, at + size):
                if inner in {1, 2}:
                    yield from _tensor(reader, place, extent)


def _node(
    reader: Reader, start: int, length: int, used: dict[str, str], depth: int
) -> Iterator[Reason]:
    operator = domain = ""
    for number, at, size in reader.fields(start, start + length):
        if number == 4:
            operator = reader.text(at, size)
        elif number == 7:
            domain = reader.text(at, size)
        elif number == 5:
            for inner, place, extent in reader.fields(at, at + size):
                if inner in {6, 11} and extent >= 0:
                    yield from _graph(reader, place, extent, used, depth + 1)
                elif inner in {5, 10} and extent >= 0:
                    yield from _tensor(reader, place, extent)
    if len(used) < 10_000:
        used.setdefault(operator[:100], domain[:100])


def _function(
    reader: Reader, start: int, length: int, own: set[str], used: dict[str, str]
) -> Iterator[Reason]:
    for number, at, size in reader.fields(start, start + length):
        if number == 10:
            own.add(reader.text(at, size))
        elif number == 7 and size >= 0:
            yield from _node(reader, at, size, used, 1)


def _tensor(reader: Reader, start: int, length: int) -> Iterator[Reason]:
    """Where a tensor's bytes lie, when they lie in another file."""
    for number, at, size in reader.fields(start, start + length):
        if number != 13:
            continue
        entry = {n: reader.text(p, s) for n, p, s in reader.fields(at, at + size) if s >= 0}
        if entry.get(1) == "location" and escapes(entry.get(2, "")):
            message = f"Loading it reads {entry.get(2, '')[:200]!r}, outside of its folder."
            yield Reason(Harm.DANGEROUS, "path-escape", message, reader.piece.where(at))
