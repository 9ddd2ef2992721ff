"""ONNX, inspected: its initialisers by name, type and shape, those in other files too.

Source: ONNX 1.20 `onnx.proto3`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.protobuf import Reader
from weighbridge.readers.weights_formats.forms import form
from weighbridge.readers.weights_formats.port import MOST_TENSORS, UnreadError, tensor

_MOST_FIELDS = 5_000_000
_DEEPEST = 20
_TYPES = {
    1: "F32", 2: "U8", 3: "I8", 4: "U16", 5: "I16", 6: "I32", 7: "I64", 8: "text", 9: "BOOL",
    10: "F16", 11: "F64", 12: "U32", 13: "U64", 14: "C64", 15: "C128", 16: "BF16", 17: "F8_E4M3",
    18: "F8_E4M3FNUZ", 19: "F8_E5M2", 20: "F8_E5M2FNUZ", 21: "U4", 22: "I4", 23: "F4",
    24: "F8_E8M0",
}  # fmt: skip
"""Source: ONNX 1.20 `TensorProto.DataType`, read 2026-11-20."""
_FLOATS = frozenset(("F32", "F16", "BF16", "F64", "F8_E4M3", "F8_E5M2"))
_MODEL_TEXTS = {2: "producer", 3: "version", 4: "domain"}


def inspect(piece: Piece) -> Inspected:
    """Walk a model for its initialisers; their bytes are stepped over."""
    reader = Reader(piece, _MOST_FIELDS)
    texts: dict[str, str] = {}
    metadata: list[tuple[str, str]] = []
    tensors: list[Tensor] = []
    outside: set[str] = set()
    architecture = ""
    for number, start, length in reader.fields(0, piece.size):
        if number in _MODEL_TEXTS and length >= 0:
            texts[_MODEL_TEXTS[number]] = reader.text(start, min(length, 200))
        elif number == 1 and length < 0:
            metadata.append(("IR version", str(start)))
        elif number == 8 and length >= 0:
            metadata.append(_opset(reader, start, length))
        elif number == 14 and length >= 0 and len(metadata) < 200:
            metadata.append(_entry(reader, start, length))
        elif number == 7 and length >= 0:
            graph = _Graph(reader, tensors, outside)
            architecture = graph.walk(start, length)
    metadata += [("external data", name) for name in sorted(outside)[:20]]
    producer = f"{texts.get('producer', '')} {texts.get('version', '')}".strip()
    return Inspected(
        form("onnx"),
        piece.size,
        tensors=tuple(tensors),
        metadata=tuple(metadata),
        producer=producer,
        architecture=architecture,
    )


@dataclass(frozen=True, slots=True)
class _Graph:
    """A walk over a graph and those inside its nodes."""

    reader: Reader
    tensors: list[Tensor]
    outside: set[str]

    def walk(self, start: int, length: int, depth: int = 0) -> str:
        """Take in the tensors of a graph; gives its name."""
        name = ""
        if depth > _DEEPEST:
            raise UnreadError("its graphs are nested too deeply")
        for number, at, size in self.reader.fields(start, start + length):
            if number == 2 and size >= 0:
                name = self.reader.text(at, min(size, 200))
            elif number == 5 and size >= 0:
                self.tensors.append(_tensor(self.reader, at, size, self.outside))
            elif number == 1 and size >= 0:
                self._node(at, size, depth)
            if len(self.tensors) > MOST_TENSORS:
                raise UnreadError(f"it holds more than {MOST_TENSORS:,} initialisers")
        return name

    def _node(self, start: int, length: int, depth: int) -> None:
        """The tensors of constants, and of the graphs that a node runs."""
        output = ""
        for number, at, size in self.reader.fields(start, start + length):
            if number == 2 and size >= 0 and not output:
                output = self.reader.text(at, min(size, 300))
            elif number == 5 and size >= 0:
                for inner, place, extent in self.reader.fields(at, at + size):
                    if inner in {6, 11} and extent >= 0:
                        self.walk(place, extent, depth + 1)
                    elif inner == 5 and extent >= 0:
                        one = _tensor(self.reader, place, extent, self.outside)
                        if one.shape and one.dtype in _FLOATS:  # others are settings of nodes
                            self.tensors.append(one._replace(name=one.name or output))


def _opset(reader: Reader, start: int, length: int) -> tuple[str, str]:
    domain, version = "ai.onnx", ""
    for number, at, size in reader.fields(start, start + length):
        if number == 1 and size > 0:
            domain = reader.text(at, min(size, 100))
        elif number == 2 and size < 0:
            version = str(at)
    return f"opset {domain}", version


def _entry(reader: Reader, start: int, length: int) -> tuple[str, str]:
    found = {n: reader.text(at, min(size, 200))
             for n, at, size in reader.fields(start, start + length) if size >= 0}  # fmt: skip
    return found.get(1, ""), found.get(2, "")


def _tensor(reader: Reader, start: int, length: int, outside: set[str]) -> Tensor:
    shape: list[int] = []
    kind, name, place = 0, "", -1
    for number, at, size in reader.fields(start, start + length):
        if number == 1:
            shape += [at] if size < 0 else _numbers(reader, at, size)
        elif number == 2 and size < 0:
            kind = at
        elif number == 8 and size >= 0:
            name = reader.text(at, min(size, 300))
        elif number == 9 and size >= 0:
            place = at
        elif number == 13 and size >= 0:
            key, value = _entry(reader, at, size)
            if key == "location" and len(outside) < 10_000:
                outside.add(value)
    return tensor(name, _TYPES.get(kind, f"type {kind}"), tuple(shape), place)


def _numbers(reader: Reader, start: int, length: int) -> Iterator[int]:
    end = start + min(length, 640)
    while start < end:
        number, start = reader.number(start)
        yield number
