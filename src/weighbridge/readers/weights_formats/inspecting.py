"""Inspecting some bytes: which weights format they are in, whatever their name says, and what that
format tells of its tensors.
"""

import struct
from collections.abc import Callable
from dataclasses import replace

from weighbridge.facts.provenance import Evidence
from weighbridge.facts.tensors import Inspected
from weighbridge.facts.weights import Format
from weighbridge.readers import gguf, keras, numpy_arrays, pytorch, safetensors
from weighbridge.readers.checkpoints import smells_of_weights
from weighbridge.readers.harm import (
    core_ml,
    messagepack,
    onnx_graph,
    paddle_program,
    r_objects,
    tensorflow_graph,
)
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.protobuf import DamagedMessageError
from weighbridge.readers.harm.streams import BINARY
from weighbridge.readers.harm.unpacking import UnpackingError
from weighbridge.readers.weights_formats import (
    core_ml_models,
    flat_models,
    gguf_tensors,
    graphs_with_weights,
    hdf5_objects,
    keras_files,
    messagepack_arrays,
    numpy_files,
    onnx_initialisers,
    other_models,
    tensorflow_files,
    torch_files,
    tree_models,
)
from weighbridge.readers.weights_formats.forms import form
from weighbridge.readers.weights_formats.port import UnreadError

_LEGACY = bytes.fromhex("8a0a6cfc9c46f9206aa85019")
DAMAGE = (
    UnreadError, UnpackingError, DamagedMessageError, ValueError, LookupError, TypeError,
    OverflowError, RecursionError, MemoryError, AttributeError, struct.error, OSError, EOFError,
)  # fmt: skip
"""What reading damaged bytes may end in; none of it may end a whole inspection."""
Begins = Callable[[Piece, bytes], bool]
Read = Callable[[Piece], Inspected | None]


def inspect(piece: Piece, at: Evidence, folder: str = "") -> Inspected | None:
    """What a file tells of its tensors; None for a file that holds no weights.

    Args:
        at: the file, as evidence of what it states.
        folder: it lies in.
    """
    from weighbridge.readers.weights_formats import archives  # noqa: PLC0415  # archives hold weights

    head = piece.head()
    if head.startswith(b"GGUF"):
        return careful(gguf.FORMAT, piece, lambda: gguf_tensors.inspect(piece, at, folder))
    for begins, known, read in _FORMATS:
        if begins(piece, head):
            return careful(known, piece, lambda read=read: read(piece))  # type: ignore[misc]
    return archives.inspect(piece, head, at, folder)


def careful(known: Format, piece: Piece, read: Callable[[], Inspected | None]) -> Inspected | None:
    """What reading gives; the damage as a note where it ends in one."""
    try:
        found = read()
    except DAMAGE as error:
        said = str(error) if isinstance(error, UnreadError | UnpackingError | ValueError) else ""
        cause = " ".join(said.split())[:300].rstrip(".") or "it is damaged"
        return Inspected(known, piece.size, notes=(f"{cause[0].upper()}{cause[1:]}.",))
    if found is None or found.tensors is not None or found.members:
        return found
    told = found.notes or found.told or found.metadata or found.producer
    return found if told else replace(found, notes=("It states nothing that is read here.",))


def _pickle(piece: Piece) -> Inspected | None:
    """A pickle; one that holds no tensor counts only where its path suggests weights."""
    found = (torch_files.legacy if _is_legacy(piece) else torch_files.pickled)(piece)
    return found if found.tensors or smells_of_weights(piece.path) else None


def _is_legacy(piece: Piece) -> bool:
    return piece.head(16)[2:].startswith(_LEGACY)


def _safetensors(piece: Piece) -> Inspected:
    length, tensors, metadata, repeated = safetensors.header_of(piece)
    defects = safetensors.defects_of(tensors, metadata, piece.size - 8 - length)
    return Inspected(
        safetensors.FORMAT,
        piece.size,
        tensors=tuple(safetensors.tensors_of(tensors, 8 + length)),
        metadata=tuple((str(k)[:200], str(v)[:200]) for k, v in list(metadata.items())[:100]),
        architecture=str(metadata.get("modelspec.architecture", ""))[:200],
        notes=(*repeated, *defects),
    )


def _flax(piece: Piece) -> Inspected | None:
    found = messagepack_arrays.inspect(piece)
    return found if found.tensors else None


def _graph(piece: Piece) -> Inspected:
    return tensorflow_files.graph(piece, tensorflow_graph.form_of(piece))


def _program(piece: Piece) -> Inspected:
    note = "Its weights lie in the .pdiparams beside it."
    return Inspected(form("paddle-program"), piece.size, notes=(note,))


def _is_safetensors(piece: Piece, head: bytes) -> bool:
    length = int.from_bytes(head[:8], "little")
    inside = 2 <= length <= piece.size - 8
    return head[8:9] == b"{" and (inside or piece.name.endswith(".safetensors"))


def _is_table(piece: Piece, _head: bytes) -> bool:
    return (
        piece.name.endswith(".index") or not (piece.kept or piece.depth)
    ) and tensorflow_files.is_table(piece)


def _starts(*magics: bytes, place: int = 0) -> Begins:
    return lambda _, head: head.startswith(magics, place)


_FORMATS: tuple[tuple[Begins, Format, Read], ...] = (
    (_is_safetensors, safetensors.FORMAT, _safetensors),
    (lambda piece, _: _is_legacy(piece), pytorch.LEGACY, _pickle),
    (_starts(*BINARY), pytorch.BARE, _pickle),
    (_starts(hdf5_objects.MAGIC), keras.WEIGHTS, keras_files.hdf5),
    (_starts(b"\x93NUMPY"), numpy_arrays.ARRAYS, numpy_files.inspect),
    (_starts(b"TFL3", place=4), form("tflite"), flat_models.lite),
    (_starts(b"ET12", place=4), form("executorch"), flat_models.executorch),
    (_starts(b"CBM1"), form("catboost"), flat_models.catboost),
    (_starts(b"binf"), form("xgboost"), tree_models.xgboost_legacy),
    (
        lambda _, head: head[:1] == b"{" and b"learner" in head[:64] and head[1:2] in b"LilUI",
        form("xgboost"),
        tree_models.xgboost_binary,
    ),
    (lambda _, head: tree_models.is_xgboost(head), form("xgboost"), tree_models.xgboost_json),
    (lambda _, head: tree_models.is_lightgbm(head), form("lightgbm"), tree_models.lightgbm),
    (lambda _, head: other_models.is_pmml(head), form("pmml"), other_models.pmml),
    (
        lambda _, head: graphs_with_weights.is_openvino(head),
        form("openvino-model"),
        graphs_with_weights.openvino,
    ),
    (lambda _, head: r_objects.is_r(head), form("r-data"), other_models.r_data),
    (lambda piece, _: core_ml_models.is_blob(piece), form("core-ml-weights"), core_ml_models.blob),
    (
        lambda piece, _: graphs_with_weights.is_paddle(piece),
        form("paddle"),
        graphs_with_weights.paddle,
    ),
    (lambda piece, _: onnx_graph.is_onnx(piece), form("onnx"), onnx_initialisers.inspect),
    (lambda piece, _: core_ml.is_core_ml(piece), form("core-ml"), core_ml_models.model),
    (lambda piece, _: paddle_program.is_program(piece), form("paddle-program"), _program),
    (
        lambda piece, head: (
            head[:1] in {b"\x08", b"\x0a", b"\x12"} and bool(tensorflow_graph.form_of(piece))
        ),
        form("tf-graph"),
        _graph,
    ),
    (lambda _, head: messagepack.begins_map(head), form("flax"), _flax),
    (_is_table, form("tf-checkpoint-index"), tensorflow_files.checkpoint),
)
"""How each format begins, and what reads it; the first that fits."""
