"""NumPy arrays: the ones of objects are pickles.

Source: NEP 1, "A Simple File Format for NumPy Arrays".
"""

import re
from math import prod

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm.found import Found, gathered, incomplete
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.streams import read_pickles

MAGIC = b"\x93NUMPY"
_LONGEST = 1 << 20
_SHAPE = lazy(r"""['"]shape['"]\s*:\s*\(([\d\s,]*)\)""")
_SIMPLE = lazy(r"""['"]descr['"]\s*:\s*['"][|<>=]?([a-zA-Z])(\d+)""")
_DESCRIPTION = lazy(r"""['"]descr['"]\s*:\s*(['"\[])""")
_OBJECTS = lazy(
    r"""['"]descr['"]\s*:\s*['"][|<>=]?O"""
    r"""|(?:['"]|\))\s*,\s*['"][|<>=]?O\d*['"]\s*[,)]"""
)
"""An array of objects, or a record with a field of them."""


def read_array(piece: Piece) -> Found:
    """Read the header, and the pickle behind it where there is one."""
    head = piece.head(12)
    width = 2 if head[6:7] == b"\x01" else 4
    start = 8 + width
    length = int.from_bytes(head[8:start], "little")
    if len(head) < start or length > _LONGEST or start + length > piece.size:
        return incomplete("npy", "array-damaged", "Its header is damaged.", piece.where(0))
    header = piece.at(start, length).decode("latin-1")
    if not _DESCRIPTION.search(header) or "(" not in header:
        return incomplete("npy", "array-damaged", "Its header is not the format's.", piece.where(0))
    if not _OBJECTS.search(header):
        return _plain(piece, header, start + length)
    start += length
    pickled = read_pickles(piece, start=start)
    message = "It holds an array of Python objects as a pickle."
    reason = Reason(Harm.RUNS_CODE, "numpy-objects", message, piece.where(start))
    return gathered("npy-objects", [*pickled.reasons, reason], pickled.names)


def _plain(piece: Piece, header: str, start: int) -> Found:
    """An array of numbers: as many as its shape says, or its readers fail or run out of memory."""
    kind, shape = _SIMPLE.search(header), _SHAPE.search(header)
    if kind is None or shape is None:
        return Found("npy")
    sizes = [int(size[:20]) for size in re.findall(r"[0-9]+", shape[1])]
    wanted = prod(sizes) * int(kind[2][:9]) * (4 if kind[1] == "U" else 1)
    if wanted > piece.size - start:
        message = f"Its shape needs {wanted:,} bytes, which the file does not hold."
        return incomplete("npy", "array-damaged", message, piece.where(0))
    return Found("npy")
