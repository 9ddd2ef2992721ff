"""Keras models and other HDF5 files, inspected by the headers of their datasets."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.readers import keras
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats.hdf5_objects import Contents, Dataset, File, texts
from weighbridge.readers.weights_formats.port import UnreadError, tensor
from weighbridge.readers.zip_directory import Member, beginning

_LONGEST_WEIGHTS = 256 << 20
_LONGEST_TEXT = 8 << 20
_TRAINING = ("optimizer/", "optimizer_weights/", "_optimizer/")


def hdf5(piece: Piece) -> Inspected:
    """An HDF5 file.

    Raises:
        UnreadError: its headers are damaged, or of a layout that is not read here.
    """
    found = File(piece).contents()
    version = texts(found, "keras_version")
    configuration = texts(found, "model_config")
    form = keras.WHOLE if configuration else keras.WEIGHTS
    attributes = sorted(found.attributes.items())
    return Inspected(
        form,
        piece.size,
        tensors=tuple(_tensor(one) for one in found.datasets),
        metadata=tuple((key.lstrip("/"), value[:200]) for key, value in attributes[:50]),
        producer=_producer(found, version),
        architecture=_class(configuration),
        notes=tuple(found.notes),
    )


def archive(piece: Piece, members: Mapping[str, Member]) -> Inspected:
    """A Keras archive: its configuration, and the weights file in it.

    Raises:
        UnreadError: the weights file is missing, damaged or too long to be unpacked.
    """
    metadata, configuration = (
        _json(piece, members.get(name)) for name in ("metadata.json", "config.json")
    )
    version = str(metadata.get("keras_version", ""))
    weights = members.get("model.weights.h5")
    if weights is None:
        raise UnreadError("it holds no model.weights.h5")
    if weights.size > _LONGEST_WEIGHTS and weights.method:
        raise UnreadError(
            f"its weights of {weights.size:,} bytes are packed, and were not unpacked"
        )
    inner = hdf5(_member(piece, weights))
    return replace(
        inner,
        format=keras.ARCHIVE,
        size=piece.size,
        tensors=tuple(one._replace(start=-1) for one in inner.tensors or ()),
        metadata=tuple((str(key), str(value)[:200]) for key, value in metadata.items()),
        producer=f"Keras {version}".strip(),
        architecture=str(configuration.get("class_name", ""))[:200],
    )


def _member(piece: Piece, member: Member) -> Piece:
    if member.method or not member.packed:
        return piece.member(member.name, beginning(piece, member, member.size))
    local = piece.at(member.offset, 30)
    start = member.offset + 30 + int.from_bytes(local[26:28], "little")
    return piece.part(start + int.from_bytes(local[28:30], "little"), member.size, member.name)


def _json(piece: Piece, member: Member | None) -> dict[str, Any]:
    if member is None or member.size > _LONGEST_TEXT:
        return {}
    try:
        value = json.loads(beginning(piece, member, member.size))
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _tensor(one: Dataset) -> Tensor:
    made = tensor(one.path, one.dtype, one.shape, one.start)
    training = one.path.startswith(_TRAINING) or one.dtype in {"text", "records", "other"}
    size = made.size if made.size >= 0 else made.parameters * one.width
    return made._replace(size=size, parameters=0 if training else made.parameters)


def _producer(found: Contents, version: str) -> str:
    backend = texts(found, "backend")
    words = f"Keras {version}" if version else ""
    return f"{words} ({backend})" if words and backend else words


def _class(configuration: str) -> str:
    try:
        value = json.loads(configuration) if configuration else {}
    except (ValueError, RecursionError):
        return ""
    return str(value.get("class_name", ""))[:200] if isinstance(value, dict) else ""
