"""OpenVINO and PaddlePaddle, inspected: constants of a graph, and tensors one after another.

Source: OpenVINO 2025 IR format, "Const"; PaddlePaddle 3 `lod_tensor.cc` `SerializeToStream`,
`framework.proto`.
"""

from collections.abc import Iterator

from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.patterns import lazy
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.protobuf import Reader
from weighbridge.readers.weights_formats.forms import form
from weighbridge.readers.weights_formats.port import MOST_TENSORS, UnreadError, tensor

_LONGEST = 64 << 20
_DATA = lazy(r"\s{0,200}<data\b([^>]{0,1000})>")
_LONGEST_LAYER = 1000
"""Characters of a layer's own attributes."""
_HEAD = 1 << 14
_ATTRIBUTE = lazy(r'\b(\w+)="([^"]{0,300})"')
_NET = lazy(r"<net\b([^>]{0,1000})>")
_VERSION = lazy(r'<Runtime_version value="([^"]{0,100})"')
_OPENVINO = {
    "f32": "F32", "f16": "F16", "bf16": "BF16", "f64": "F64", "i64": "I64", "i32": "I32",
    "i16": "I16", "i8": "I8", "u8": "U8", "u16": "U16", "u32": "U32", "u64": "U64", "i4": "I4",
    "u4": "U4", "boolean": "BOOL", "f8e4m3": "F8_E4M3", "f8e5m2": "F8_E5M2",
}  # fmt: skip
_PADDLE = {0: "BOOL", 1: "I16", 2: "I32", 3: "I64", 4: "F16", 5: "F32", 6: "F64", 20: "U8",
           21: "I8", 22: "BF16", 23: "C64", 24: "C128"}  # fmt: skip
"""Source: PaddlePaddle 3 `framework.proto`, `VarType.Type`, read 2026-11-20."""


def is_openvino(head: bytes) -> bool:
    """Whether a text begins an OpenVINO model."""
    return b"<net " in head[:1000] and b"<layers>" in head


def openvino(piece: Piece) -> Inspected:
    """A model's graph; the bytes of its constants lie in the `.bin` beside it."""
    text = piece.at(0, _LONGEST).decode("utf-8", "replace")
    tensors = []
    for name, rest in _constants(text):
        told = dict(_ATTRIBUTE.findall(rest))
        shape = tuple(int(n) for n in told.get("shape", "").split(",") if n.strip().isdigit())
        kind = told.get("element_type", "")
        one = tensor(name, _OPENVINO.get(kind, kind or "unknown"), shape)
        size = told.get("size", "")
        tensors.append(
            one._replace(size=int(size) if size.isdigit() and len(size) < 19 else one.size)
        )
    net = _NET.search(text[:_HEAD])
    told = dict(_ATTRIBUTE.findall(net[1])) if net else {}
    version = _VERSION.search(text)
    cut = (
        ("It is longer than is read; the others are not counted.",) if piece.size > _LONGEST else ()
    )
    return Inspected(
        form("openvino-model"),
        piece.size,
        tensors=tuple(tensors),
        metadata=(("IR version", told.get("version", "")),),
        producer=f"OpenVINO {version[1]}" if version else "",
        architecture=told.get("name", ""),
        notes=cut,
    )


def _constants(text: str) -> Iterator[tuple[str, str]]:
    """Name of every constant, and the attributes of its data."""
    place = text.find("<layer ")
    while place >= 0:
        end = text.find(">", place, place + _LONGEST_LAYER)
        if end >= 0 and (data := _DATA.match(text, end + 1)):
            told = dict(_ATTRIBUTE.findall(text[place:end]))
            if told.get("type") == "Const":
                yield told.get("name", ""), data[1]
        place = text.find("<layer ", place + 7)


def is_paddle(piece: Piece) -> bool:
    """Whether a file begins with a tensor as PaddlePaddle writes it."""
    head = piece.head(22)
    return len(head) == 22 and not head[:16].strip(b"\0") and 2 <= head[16] <= 80 and head[20] == 8


def paddle(piece: Piece) -> Inspected:
    """Tensors one after another; their names stand in the program beside them."""
    tensors = tuple(_paddle(piece))
    return Inspected(form("paddle"), piece.size, tensors=tensors)


def _paddle(piece: Piece) -> Iterator[Tensor]:
    place = number = 0
    while place < piece.size and number < MOST_TENSORS:
        head = piece.at(place, 12)
        levels = int.from_bytes(head[4:12], "little")
        if len(head) < 12 or levels > 8:
            raise UnreadError("a tensor in it does not begin as one")
        place += 12
        for _ in range(levels):
            place += 8 + int.from_bytes(piece.at(place, 8), "little")
        length = int.from_bytes(piece.at(place + 4, 4), "little")
        if length > 10_000:
            raise UnreadError("the description of a tensor in it is too long")
        place += 8
        one = _described(piece, place, length)._replace(name=f"tensor {number}")
        if one.size < 0:
            raise UnreadError(f"a tensor in it is of {one.dtype}, which is not read here")
        yield one
        number += 1
        place += length + one.size


def _described(piece: Piece, start: int, length: int) -> Tensor:
    reader = Reader(piece, MOST_TENSORS)
    kind, shape = 0, []
    for field, at, size in reader.fields(start, start + length):
        if field == 1 and size < 0:
            kind = at
        elif field == 2 and size < 0:
            shape.append(at)
        elif field == 2:
            end = at + size
            while at < end:
                value, at = reader.number(at)  # noqa: PLW2901  # moves through the packed list
                shape.append(value)
    return tensor("", _PADDLE.get(kind, f"type {kind}"), tuple(shape), start + length)
