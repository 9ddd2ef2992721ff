"""Core ML, inspected: the version and kind of a model, and the tensors of its weights blob.

Source: Core ML `Model.proto`; coremltools 8 `MILBlob/Blob/StorageFormat.hpp`.
"""

import struct
from collections.abc import Iterator

from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.protobuf import Reader
from weighbridge.readers.weights_formats.core_ml_programs import constants
from weighbridge.readers.weights_formats.forms import form
from weighbridge.readers.weights_formats.port import WIDTHS, UnreadError

_MOST_FIELDS = 1_000_000
_MOST = 200_000
_PROGRAM = 502
_KINDS = {
    200: "pipeline classifier", 201: "pipeline regressor", 202: "pipeline",
    300: "linear regressor", 301: "support vector regressor", 302: "tree ensemble regressor",
    303: "neural network regressor",
    400: "linear classifier", 401: "support vector classifier", 402: "tree ensemble classifier",
    403: "neural network classifier", 500: "neural network", 501: "item similarity recommender",
    502: "ML program",
    555: "custom model", 556: "linked model", 600: "one-hot encoder",
    2000: "word tagger", 3000: "sound analysis",
}  # fmt: skip
_METADATA = {1: "description", 2: "version", 3: "author", 4: "license"}
_HEADER = struct.Struct("<II")
_ENTRY = struct.Struct("<IIQQ")
_MARK = 0xDEADBEEF
_TYPES = {1: "F16", 2: "F32", 3: "U8", 4: "I8", 5: "BF16", 6: "I16", 7: "U16", 8: "I4", 14: "I32",
          15: "U32"}  # fmt: skip


def model(piece: Piece) -> Inspected:
    """A specification: what kind of model, of which version, and the weights a program names."""
    reader = Reader(piece, _MOST_FIELDS)
    kind, tensors = "", None
    metadata: list[tuple[str, str]] = []
    for number, start, length in reader.fields(0, piece.size):
        if number == 1 and length < 0:
            metadata.append(("specification version", str(start)))
        elif number in _KINDS:
            kind = _KINDS[number]
            if number == _PROGRAM and length > 0:
                tensors = tuple(constants(Reader(piece, _MOST_FIELDS), start, length))
        elif number == 2 and length >= 0:
            metadata += _texts(reader, start, length)
    lies = "in the package's weight.bin" if kind == "ML program" else "in its parts"
    note = f"Its weights lie {lies}, and are not counted here."
    return Inspected(
        form("core-ml"),
        piece.size,
        tensors=tensors,
        metadata=tuple(metadata),
        architecture=kind,
        notes=() if tensors else (note,),
    )


def _texts(reader: Reader, start: int, length: int) -> Iterator[tuple[str, str]]:
    """What a description says of the model: field 100, metadata."""
    for number, at, size in reader.fields(start, start + length):
        if number == 100 and size >= 0:
            for inner, place, extent in reader.fields(at, at + size):
                if inner in _METADATA and extent >= 0:
                    yield _METADATA[inner], reader.text(place, min(extent, 200))


def is_blob(piece: Piece) -> bool:
    """Whether a file is the weights of an ML program."""
    head = piece.head(68)
    return len(head) == 68 and head[4:8] == b"\2\0\0\0" and head[64:] == _MARK.to_bytes(4, "little")


def blob(piece: Piece) -> Inspected:
    """The weights of an ML program: type and length of each; shapes stand in the model.

    Raises:
        UnreadError: an entry is damaged.
    """
    count = _HEADER.unpack(piece.head(8))[0]
    tensors: list[Tensor] = []
    place = 64
    for number in range(min(count, _MOST)):
        data = piece.at(place, _ENTRY.size)
        if len(data) < _ENTRY.size:
            break
        mark, kind, size, start = _ENTRY.unpack(data)
        if mark != _MARK or start + size > piece.size or start < place:
            raise UnreadError(f"its entry {number} is damaged")
        dtype = _TYPES.get(kind, f"type {kind}")
        elements = size * 8 // WIDTHS.get(dtype, 8)
        tensors.append(Tensor(f"weight {number}", dtype, (elements,), size, elements, start))
        place = -(-(start + size) // 64) * 64
    return Inspected(form("core-ml-weights"), piece.size, tensors=tuple(tensors))
