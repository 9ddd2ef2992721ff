"""HDF5: the configuration of a Keras model among its attributes, and links to other files.

Source: HDF5 file format specification 3.0, IV.A.2.g "The Link Message", IV.A.2.h "Data Storage -
External Data Files"; Keras 2 `hdf5_format`.
"""

import json
import re
from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm import keras_model
from weighbridge.readers.harm.found import Found, gathered
from weighbridge.readers.harm.piece import Piece

MAGIC = b"\x89HDF\r\n\x1a\n"
_CHUNK = 8 << 20
_OVERLAP = 1 << 16
_MOST = 16 << 30
_CONFIGURATION = lazy(rb'\{"(?:class_name|module)":\s*"')
_LINK = lazy(
    rb"\x01[\x08-\x1f]\x40(?:.{8})?\x00?(.)[^\0]{1,255}.\x00\x00([^\0]{1,1024})\0/?[^\0]{0,1024}\0",
    re.DOTALL,
)
_LONGEST = 16 << 20
_MOST_TRIED = 32


def is_hdf5(head: bytes) -> bool:
    """Whether a file is HDF5, which may begin behind a block of the user's own."""
    return any(head.startswith(MAGIC, place) for place in (0, 512, 1024, 2048))


def read_hdf5(piece: Piece) -> Found:
    """Search a file for what makes loading it do more than read arrays."""
    reasons: list[Reason] = []
    keras, offset, seen, tried = False, 0, -1, 0
    while offset < min(piece.size, _MOST):
        data = piece.at(offset, _CHUNK + _OVERLAP)
        for place in _CONFIGURATION.finditer(data):
            start = offset + place.start()
            tried += start > seen
            if start > seen and tried <= _MOST_TRIED and (text := _object_at(piece, start)):
                seen, keras = start + len(text), True
                reasons += _configuration(text, piece.where(start))
        if not offset or piece.size - offset <= _CHUNK:
            reasons += _links(piece, offset, data)
        offset += _CHUNK
    if tried > _MOST_TRIED:
        message = f"It holds more than {_MOST_TRIED} beginnings of a configuration."
        reasons.append(Reason(Harm.INCOMPLETE, "limit-reached", message, piece.where()))
    if piece.size > _MOST:
        message = f"Only its first {_MOST:,} bytes were searched."
        reasons.append(Reason(Harm.INCOMPLETE, "file-too-large", message, piece.where()))
    return gathered("keras-hdf5" if keras else "hdf5", reasons)


def _configuration(text: str, where: str) -> Iterator[Reason]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from keras_model.reasons(value, where)


def _object_at(piece: Piece, start: int) -> str:
    """The JSON object that begins at an offset; empty if it does not end within bounds."""
    size = 1 << 12
    while size <= _LONGEST:
        data = piece.at(start, size)
        text = data.decode("utf-8", "replace")
        try:
            _, end = json.JSONDecoder().raw_decode(text)
        except RecursionError:
            return ""
        except ValueError:
            if len(data) < size:
                return ""
            size *= 4
            continue
        return text[:end]
    return ""


def _links(piece: Piece, offset: int, data: bytes) -> Iterator[Reason]:
    for one in _LINK.finditer(data):
        file = one[2]
        if one[1][0] and file.isascii() and file.decode().isprintable():
            message = f"Loading it opens another file, {file.decode()[:200]!r}, through a link."
            yield Reason(
                Harm.DANGEROUS, "hdf5-external-link", message, piece.where(offset + one.start())
            )
