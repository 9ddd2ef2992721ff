"""PaddlePaddle programs: the operators that call Python.

Source: PaddlePaddle 3 `framework.proto`, `ProgramDesc`, `BlockDesc`, `OpDesc`.
"""

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.found import Found, gathered
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.protobuf import DamagedMessageError, Reader

_MOST_FIELDS = 2_000_000
_BLOCKS, _OPERATORS, _TYPE = 1, 4, 3
_PYTHON = frozenset(("py_func", "py_layer", "pylayer"))
_FIRST = frozenset(("feed", "fetch", "fill_constant"))


def is_program(piece: Piece) -> bool:
    """Whether a file is a program: its first operators are those that every program has."""
    if piece.head(1) != b"\x0a":
        return False
    try:
        return bool(_FIRST & _operators(Reader(piece, 20_000)).keys())
    except DamagedMessageError:
        return False


def read_program(piece: Piece) -> Found:
    """Look at every operator."""
    reasons: list[Reason] = []
    try:
        for name, at in _operators(Reader(piece, _MOST_FIELDS)).items():
            if name in _PYTHON:
                message = f"Running it runs Python code through its operator {name}."
                reasons.append(
                    Reason(Harm.DANGEROUS, "paddle-python-operator", message, piece.where(at))
                )
    except DamagedMessageError as error:
        message = f"The program cannot be read to its end: {error}."
        reasons.append(Reason(Harm.INCOMPLETE, "model-damaged", message, piece.where()))
    return gathered("paddle", reasons)


def _operators(reader: Reader) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, start, length in reader.fields(0, reader.piece.size):
        if number != _BLOCKS or length < 0:
            continue
        for inner, at, size in reader.fields(start, start + length):
            if inner != _OPERATORS or size < 0:
                continue
            for field, place, extent in reader.fields(at, at + size):
                if field == _TYPE and 0 <= extent < 100:
                    found.setdefault(reader.text(place, extent), at)
    return found
