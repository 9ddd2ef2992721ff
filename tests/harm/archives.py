"""Archives and models written byte by byte, honest and deceitful."""

import io
import json
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping


def zipped(members: Mapping[str, bytes], *, packed: bool = False, comment: bytes = b"") -> bytes:
    """An honest archive."""
    held = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(held, "w", method) as archive:
        archive.comment = comment
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return held.getvalue()


def entry(  # what the two headers of a member may disagree on
    name: bytes,
    data: bytes,
    *,
    listed_name: bytes | None = None,
    method: int = 0,
    flags: tuple[int, int] = (0, 0),
    crc: int | None = None,
    sizes: tuple[int, int] | None = None,
    mode: int = 0o100644,
) -> tuple[bytes, bytes]:
    """A member: its own header and bytes, and its entry in the directory without its name."""
    crc = zlib.crc32(data) if crc is None else crc
    packed, size = sizes or (len(data), len(data))
    local = struct.pack(
        "<4s5H3L2H", b"PK\3\4", 20, flags[0], method, 0, 0, crc, len(data), len(data), len(name), 0
    )
    shown = name if listed_name is None else listed_name
    central = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 0x314, 20, flags[1], method, 0, 0, crc, packed, size, len(shown),
        0, 0, 0, 0, mode << 16, 0,
    )  # fmt: skip
    return local + name + data, central


def built(*members: tuple[bytes, bytes, bytes], prefix: bytes = b"", hidden: bytes = b"") -> bytes:
    """An archive from members as `(local, central, name)`, with bytes before and between."""
    body, directory = prefix, b""
    for local, central, name in members:
        directory += central[:-4] + struct.pack("<L", len(body) - len(prefix)) + name
        body += local
    body += hidden
    end = struct.pack(
        "<4s4H2LH",
        b"PK\5\6",
        0,
        0,
        len(members),
        len(members),
        len(directory),
        len(body) - len(prefix),
        0,
    )
    return body + directory + end


def member(
    name: str, data: bytes, listed: str | None = None, **lies: object
) -> tuple[bytes, bytes, bytes]:
    """A member for `built`."""
    shown = (listed or name).encode()
    local, central = entry(name.encode(), data, listed_name=shown, **lies)  # type: ignore[arg-type]
    return local, central, shown


def tarred(members: Mapping[str, bytes], *, links: Mapping[str, str] | None = None) -> bytes:
    """A tar archive with files and symbolic links."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return held.getvalue()


def torch(data: bytes, **more: bytes) -> bytes:
    """A PyTorch checkpoint around a pickle."""
    members = {"archive/data.pkl": data, "archive/data/0": bytes(16), "archive/version": b"3\n"}
    return zipped(members | {name.replace("__", "/"): value for name, value in more.items()})


def safetensors(header: object, data: bytes = b"", *, text: bytes | None = None) -> bytes:
    """A safetensors file with any header."""
    raw = json.dumps(header).encode() if text is None else text
    return struct.pack("<Q", len(raw)) + raw + data


def gguf(values: Mapping[str, str], *, counts: tuple[int, int] | None = None) -> bytes:
    """A GGUF file without tensors."""
    tensors, entries = counts or (0, len(values))
    body = b"GGUF" + struct.pack("<IQQ", 3, tensors, entries)
    for key, value in values.items():
        for raw in (key.encode(), None, value.encode()):
            body += struct.pack("<I", 8) if raw is None else struct.pack("<Q", len(raw)) + raw
    return body


def npy(kind: str, data: bytes, shape: str = "(1,)") -> bytes:
    """A NumPy array."""
    header = (
        f"{{'descr': {kind}, 'fortran_order': False, 'shape': {shape}, }}".encode().ljust(117)
        + b"\n"
    )
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data


def message(*fields: tuple[int, bytes | int]) -> bytes:
    """A protocol buffer."""
    found = b""
    for number, value in fields:
        if isinstance(value, int):
            found += number_of(number << 3) + number_of(value)
        else:
            found += number_of(number << 3 | 2) + number_of(len(value)) + value
    return found


def number_of(value: int) -> bytes:
    """A variable-length number."""
    found = b""
    while value > 0x7F:
        found += bytes([value & 0x7F | 0x80])
        value >>= 7
    return found + bytes([value])
