"""NumPy arrays that hold weights: shapes and types from the header of each array."""

import re
from collections import Counter
from collections.abc import Iterator
from math import prod

from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Format, WeightsFile
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.checkpoints import smells_of_weights
from weighbridge.readers.port import reader
from weighbridge.readers.weights_file import Header, damaged, describe, is_pointer
from weighbridge.readers.zip_directory import beginning, members

_PAGE = "https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html"
ARRAYS = Format("numpy", "NumPy array", executes_code=False, specification=_PAGE)
OBJECTS = Format("numpy-objects", "NumPy array of pickled objects", executes_code=True)
_HEADER = lazy(
    rb"'descr':\s*(?:'(?P<type>[^']{1,20})'|(?P<record>\[)).{0,1000}?"
    rb"'shape':\s*\((?P<shape>[\d, ]{0,400})\)",
    re.DOTALL,
)
_MOST = 20_000
"""Arrays of one archive that are looked at."""
_ENOUGH = 4096


@reader(names=("*.npy", "*.npz"), gives=(WeightsFile, Gap), topic="weights")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the headers of an array or an archive of arrays whose path suggests weights.

    Source: NEP 1, "A Simple File Format for NumPy Arrays".
    """
    if is_pointer(blob) or not smells_of_weights(blob.path):
        return
    try:
        heads = list(_heads(blob))
        arrays = [_array(head) for head in heads]
    except ValueError as error:
        yield from damaged(blob, ARRAYS, str(error))
        return
    counts = Counter[str]()
    for kind, count in arrays:
        counts[kind] += count
    pickled = any(kind.startswith("O") for kind in counts)
    span = (0, min(_ENOUGH, blob.size)) if blob.suffix == ".npy" else None
    header = Header(span, tuple(counts.items()), len(arrays))
    yield describe(blob, OBJECTS if pickled else ARRAYS, header)


def _heads(blob: Blob) -> Iterator[bytes]:
    if not blob.head(4).startswith(b"PK"):
        yield blob.head(_ENOUGH)
        return
    found = [member for member in members(blob) if member.name.endswith(".npy")]
    if len(found) > _MOST:
        raise ValueError(f"it holds {len(found)} arrays, more than are looked at")
    for member in found:
        yield beginning(blob, member, _ENOUGH)


def _array(head: bytes) -> tuple[str, int]:
    """Type and number of elements of one array."""
    if not head.startswith(b"\x93NUMPY"):
        raise ValueError("an array in it does not begin as one")
    found = _HEADER.search(head)
    if found is None:
        raise ValueError("the header of an array in it is not what the format asks for")
    if found["record"]:
        raise ValueError("an array in it holds records, which are not read here")
    kind = found["type"].decode("ascii", "replace").lstrip("<>=|")
    return kind, prod(int(size) for size in found["shape"].split(b",") if size.strip())
