"""Core ML: layers and models that ask the application for a class of its own, and models that lie
elsewhere.

Source: Core ML `Model.proto`, `NeuralNetwork.proto`, `CustomModel.proto`, `LinkedModel.proto`.
"""

from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.found import Found, gathered
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.protobuf import DamagedMessageError, Reader

_MOST_FIELDS = 1_000_000
_VERSION, _DESCRIPTION, _UPDATABLE = 1, 2, 10
_NETWORKS = frozenset((303, 403, 500))
_CUSTOM_LAYER, _CUSTOM_MODEL, _LINKED_MODEL = 500, 555, 556
_CLASS_NAME = 10


def is_core_ml(piece: Piece) -> bool:
    """Whether a file is a model: a version, a description, and one kind of model."""
    if piece.head(1) != b"\x08":
        return False
    seen = []
    try:
        for number, _, _ in Reader(piece, 100).fields(0, piece.size):
            seen.append(number)
    except DamagedMessageError:
        return False
    kinds = [number for number in seen if 200 <= number <= 3000]
    return (
        _VERSION in seen
        and _DESCRIPTION in seen
        and len(kinds) == 1
        and set(seen) <= {_VERSION, _DESCRIPTION, _UPDATABLE, *kinds}
    )


def read_core_ml(piece: Piece) -> Found:
    """Look for what a model does not hold itself."""
    reader = Reader(piece, _MOST_FIELDS)
    reasons: list[Reason] = []
    try:
        for number, start, length in reader.fields(0, piece.size):
            if number in _NETWORKS:
                reasons += _layers(reader, start, length)
            elif number == _CUSTOM_MODEL:
                reasons.append(_custom(reader, start, length))
            elif number == _LINKED_MODEL:
                message = "Loading it loads another model from where it says."
                reasons.append(Reason(Harm.DANGEROUS, "core-ml-link", message, piece.where(start)))
    except DamagedMessageError as error:
        message = f"The model cannot be read to its end: {error}."
        reasons.append(Reason(Harm.INCOMPLETE, "model-damaged", message, piece.where()))
    return gathered("core-ml", reasons)


def _layers(reader: Reader, start: int, length: int) -> Iterator[Reason]:
    for number, at, size in reader.fields(start, start + length):
        if number != 1 or size < 0:
            continue
        for kind, place, extent in reader.fields(at, at + size):
            if kind == _CUSTOM_LAYER and extent >= 0:
                yield _custom(reader, place, extent)


def _custom(reader: Reader, start: int, length: int) -> Reason:
    fields = reader.fields(start, start + length)
    name = next((reader.text(p, s) for n, p, s in fields if n == _CLASS_NAME and s >= 0), "")
    message = f"Loading it makes the application's own class {name[:100]}."
    return Reason(Harm.RUNS_CODE, "core-ml-custom-class", message, reader.piece.where(start))
