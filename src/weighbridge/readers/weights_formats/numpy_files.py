"""NumPy arrays, alone or in an archive, inspected by their headers.

Source: NEP 1, "A Simple File Format for NumPy Arrays".
"""

import re
from collections.abc import Iterable, Iterator
from math import prod

from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.patterns import lazy
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.numpy_arrays import ARRAYS, OBJECTS
from weighbridge.readers.weights_formats.port import UnreadError
from weighbridge.readers.zip_directory import Member, beginning

_HEADER = lazy(
    r"'descr':\s*(?:'(?P<type>[^']{1,40})'|(?P<record>\[.*?\]))\s*,"
    r".{0,200}?'shape':\s*\((?P<shape>[\d, ]{0,400})\)",
    re.DOTALL,
)
_KINDS = {
    "f2": "F16", "f4": "F32", "f8": "F64", "i1": "I8", "i2": "I16", "i4": "I32", "i8": "I64",
    "u1": "U8", "u2": "U16", "u4": "U32", "u8": "U64", "b1": "BOOL", "c8": "C64", "c16": "C128",
}  # fmt: skip
_FIELD = lazy(r"'[|<>=]?[a-zA-Z](\d+)'(?:,\s*\((\d[\d, ]*)\))?\s*,?\s*\)")
_ENOUGH = 8192
_MOST = 100_000


def inspect(piece: Piece) -> Inspected:
    """One array.

    Raises:
        UnreadError: its header is damaged.
    """
    one = array(piece.head(_ENOUGH), piece.path.rpartition("/")[2].removesuffix(".npy"))
    form = OBJECTS if one.dtype == "objects" else ARRAYS
    return Inspected(form, piece.size, tensors=(one,))


def archive(piece: Piece, members: Iterable[Member]) -> Inspected:
    """An archive of arrays.

    Raises:
        UnreadError: it holds more arrays than are listed, or one is damaged.
    """
    found = tuple(_arrays(piece, members))
    form = OBJECTS if any(one.dtype == "objects" for one in found) else ARRAYS
    return Inspected(form, piece.size, tensors=found)


def _arrays(piece: Piece, members: Iterable[Member]) -> Iterator[Tensor]:
    for number, member in enumerate(one for one in members if one.name.endswith(".npy")):
        if number >= _MOST:
            raise UnreadError(f"it holds more than {_MOST:,} arrays")
        head = beginning(piece, member, _ENOUGH)
        yield array(head, member.name.removesuffix(".npy")[:300])._replace(start=-1)


def array(head: bytes, name: str) -> Tensor:
    """An array by its first bytes.

    Raises:
        UnreadError: they begin none.
    """
    if not head.startswith(b"\x93NUMPY"):
        raise UnreadError("an array in it does not begin as one")
    width = 2 if head[6:7] == b"\x01" else 4
    start = 8 + width + int.from_bytes(head[8 : 8 + width], "little")
    found = _HEADER.search(head[: min(start, _ENOUGH)].decode("latin-1"))
    if found is None:
        raise UnreadError("the header of an array in it is not what the format asks for")
    shape = tuple(int(size) for size in found["shape"].split(",") if size.strip())
    count = prod(shape)
    if found["record"]:
        fields = [int(one[1]) * prod(map(int, one[2].replace(",", " ").split() if one[2] else ()))
                  for one in _FIELD.finditer(found["record"])]  # fmt: skip
        return Tensor(name, "records", shape, count * sum(fields), count * len(fields), start)
    kind = found["type"].lstrip("<>=|")
    if kind.startswith("O"):
        return Tensor(name, "objects", shape, -1, 0, start)
    size = int(kind[1:]) if kind[1:].isdigit() else 0
    each = size * 4 if kind.startswith("U") else size
    counted = 0 if kind[:1] in "USVMm" else count
    return Tensor(name, _KINDS.get(kind, kind), shape, count * each, counted, start)
