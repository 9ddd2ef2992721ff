"""TensorFlow graphs, frozen or in a SavedModel, and TensorFlow Lite: the operations that read or
write files, talk to the network or run Python.

Source: TensorFlow 2.20 `saved_model.proto`, `meta_graph.proto`, `graph.proto`, `function.proto`.
"""

import re
from collections.abc import Iterator

from weighbridge import catalogs
from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm import flatbuffer
from weighbridge.readers.harm.found import Found, gathered
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.protobuf import DamagedMessageError, Reader
from weighbridge.readers.harm.zip_tricks import escapes

_MOST_FIELDS = 3_000_000
_WAYS = {
    "saved-model": ((2, 2, 1), (2, 2, 2, 1, 3)),
    "tf-graph": ((1,), (2, 1, 3)),
    "tf-meta-graph": ((2, 1), (2, 2, 1, 3)),
}
"""The field numbers that lead to nodes: of the graph, and of the functions in its library."""
_LAMBDA = lazy(rb'"class_name"\s*:\s*"Lambda"')
_TEXT_OP = lazy(rb'\bop\s*:\s*"(\w+)"')
_CHUNK = 8 << 20
_ASSETS = (2, 6)
_OWN_CUSTOM = frozenset((
    "TFLite_Detection_PostProcess", "Convolution2DTransposeBias", "MaxPoolingWithArgmax2D",
    "MaxUnpooling2D", "AudioSpectrogram", "Mfcc", "TransformTensorBilinear", "TransformLandmarks",
    "Landmarks2TransformMatrix", "odml.detokenizer", "edgetpu-custom-op", "Resampler",
))  # fmt: skip
"""Custom operators of the library's own."""


def form_of(piece: Piece) -> str:
    """The kind of graph a file is; empty for none."""
    for form in ("saved-model", "tf-meta-graph", "tf-graph"):
        nodes = _nodes(Reader(piece, 4096), _WAYS[form][0], 0, piece.size)
        try:
            name, operation = next(nodes, ("", ""))[:2]
        except DamagedMessageError:
            continue
        if re.fullmatch(r"[A-Za-z0-9_./\\>-]+", name) and re.fullmatch(
            r"[A-Z_]\w*(?:>\w+)*", operation
        ):
            return form
    return ""


def read_graph(piece: Piece, form: str) -> Found:
    """Look at every operation of a graph and its functions."""
    reader, found = Reader(piece, _MOST_FIELDS), dict[str, tuple[str, int]]()
    reasons: list[Reason] = []
    try:
        for way in _WAYS[form]:
            for name, operation, at in _nodes(reader, way, 0, piece.size):
                found.setdefault(operation, (name, at))
    except DamagedMessageError as error:
        message = f"The graph cannot be read to its end: {error}."
        reasons.append(Reason(Harm.INCOMPLETE, "model-damaged", message, piece.where()))
    known = catalogs.entry("vocabularies", "dangerous-operations")["tensorflow"]
    for operation, (name, at) in found.items():
        if does := known.get(operation):
            message = f"Running it runs the operation {operation} ({name[:80]}), which {does}."
            reasons.append(Reason(Harm.DANGEROUS, "tensorflow-operation", message, piece.where(at)))
        elif ">" in operation:
            message = f"It needs a library that brings its operation {operation[:80]}."
            reasons.append(
                Reason(Harm.RUNS_CODE, "tensorflow-custom-operation", message, piece.where(at))
            )
    return gathered(form, [*reasons, *_assets(piece, form), *_layers(piece)])


def _assets(piece: Piece, form: str) -> Iterator[Reason]:
    """Files beside a SavedModel that its name leads out of the folder to."""
    reader = Reader(piece, _MOST_FIELDS)
    try:
        for number, at, size in reader.fields(0, piece.size if form == "saved-model" else 0):
            if number != _ASSETS[0] or size < 0:
                continue
            for inner, place, extent in reader.fields(at, at + size):
                if inner != _ASSETS[1] or extent < 0:
                    continue
                for field, start, length in reader.fields(place, place + extent):
                    if field == 2 and length > 0 and escapes(name := reader.text(start, length)):
                        message = f"Loading it reads {name[:200]!r}, outside of its folder."
                        yield Reason(Harm.DANGEROUS, "path-escape", message, piece.where(start))
    except DamagedMessageError:
        return


def read_text_graph(text: bytes, where: str) -> Iterator[Reason]:
    """Look at the operations of a graph written as text."""
    known = catalogs.entry("vocabularies", "dangerous-operations")["tensorflow"]
    for operation in {one.decode() for one in _TEXT_OP.findall(text)}:
        if does := known.get(operation):
            message = f"Running it runs the operation {operation}, which {does}."
            yield Reason(Harm.DANGEROUS, "tensorflow-operation", message, where)


def read_tflite(piece: Piece) -> Found:
    """Look for operations that TensorFlow Lite hands on to TensorFlow, and for custom ones."""
    known = catalogs.entry("vocabularies", "dangerous-operations")["tflite"]
    custom, damage = _custom(piece)
    head = piece.head(_CHUNK) + (piece.tail(_CHUNK) if piece.size > _CHUNK else b"")
    reasons = [
        Reason(
            Harm.DANGEROUS,
            "tensorflow-operation",
            f"Running it runs the operation {name}, which {does}.",
            piece.where(),
        )
        for name, does in known.items()
        if name.encode() + b"\0" in head or name in custom
    ]
    for name in sorted(custom - known.keys()):
        if not name.startswith("Flex") and name not in _OWN_CUSTOM:
            message = f"It needs the code of its custom operator {name[:80]}."
            reasons.append(Reason(Harm.RUNS_CODE, "tflite-custom-operator", message, piece.where()))
    if damage:
        message = f"Its operators cannot be read: {damage}."
        reasons.append(Reason(Harm.INCOMPLETE, "model-damaged", message, piece.where()))
    return gathered("tflite", reasons)


def _custom(piece: Piece) -> tuple[set[str], str]:
    """Names of the operators that the library does not bring itself, and what kept from reading."""
    names: set[str] = set()
    try:
        codes = flatbuffer.field(piece, flatbuffer.root(piece), 1)
        for code in flatbuffer.tables(piece, codes):
            names.add(flatbuffer.text(piece, flatbuffer.field(piece, code, 1)))
    except flatbuffer.DamagedBufferError as error:
        return names, str(error)
    return names - {""}, ""


def _nodes(
    reader: Reader, way: tuple[int, ...], start: int, end: int
) -> Iterator[tuple[str, str, int]]:
    """Name, operation and place of every node that a way through the fields leads to."""
    for number, at, size in reader.fields(start, end):
        if number != way[0] or size < 0:
            continue
        if len(way) > 1:
            yield from _nodes(reader, way[1:], at, at + size)
            continue
        node = {n: (p, s) for n, p, s in reader.fields(at, at + size) if n in {1, 2} and s >= 0}
        if 2 in node:
            yield reader.text(*node.get(1, (at, 0))), reader.text(*node[2]), at


def _layers(piece: Piece) -> Iterator[Reason]:
    """Layers that hold Python functions, as Keras notes them beside a graph."""
    if piece.size <= _CHUNK and _LAMBDA.search(piece.at(0, piece.size)):
        message = "Loading it with Keras runs the functions that its Lambda layers hold."
        yield Reason(Harm.RUNS_CODE, "keras-lambda", message, piece.where())
