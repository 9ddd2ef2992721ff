"""Small weights files that tests make: real bytes of each format, written from its description."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from weighbridge.facts.distribution import Part
from weighbridge.readers.blob import Blob


def blob(path: str, data: bytes) -> Blob:
    """A file as a reader sees it."""
    return Blob(Part("release"), path, len(data), BytesIO(data))


def gguf(
    metadata: Mapping[str, object],
    tensors: Sequence[tuple[str, Sequence[int], int, int]] = (),
    *,
    stored: int = 0,
    version: int = 3,
) -> bytes:
    """A GGUF file: tensors as name, shape, type and offset; `stored` bytes of tensor data."""
    body = b"".join(_string(key) + _value(value) for key, value in metadata.items())
    for name, shape, kind, offset in tensors:
        body += _string(name) + struct.pack(f"<I{len(shape)}Q", len(shape), *shape)
        body += struct.pack("<IQ", kind, offset)
    head = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(metadata)) + body
    return head + bytes(-len(head) % 32) + bytes(stored)


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip archive."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def npy(descr: str, shape: tuple[int, ...], data: bytes = b"") -> bytes:
    """A NumPy array file, version 1.0."""
    text = f"{{'descr': {descr!r}, 'fortran_order': False, 'shape': {shape!r}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + data


def _string(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _value(value: object) -> bytes:
    match value:
        case bool():
            return struct.pack("<I?", 7, value)
        case int():
            return struct.pack("<II", 4, value)
        case float():
            return struct.pack("<If", 6, value)
        case str():
            return struct.pack("<I", 8) + _string(value)
        case [str(), *_]:
            return struct.pack("<IIQ", 9, 8, len(value)) + b"".join(map(_string, value))
        case [*items]:
            return struct.pack(f"<IIQ{len(items)}I", 9, 4, len(items), *items)
    raise TypeError(value)
