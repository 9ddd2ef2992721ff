"""Tensors of nothing but zeros: told by reading them, up to the first other byte."""

from collections.abc import Iterator

from weighbridge.facts.tensors import Tensor
from weighbridge.readers.placed import Placed

_FIRST, _STEP = 4096, 1 << 20
_MOST = 8 << 30
"""Bytes of zeros that are read of one file."""


def zero_filled(source: Placed, tensors: tuple[Tensor, ...]) -> Iterator[str]:
    """The names of the tensors that are filled with zeros, where their bytes can be found."""
    left = _MOST
    for one in tensors:
        if one.start < 0 or one.size <= 0 or one.shares or one.start + one.size > source.size:
            continue
        read = _zeros(source, one.start, min(one.size, left))
        left -= read
        if read == one.size:
            yield one.name
        if left <= 0:
            return


def _zeros(source: Placed, start: int, size: int) -> int:
    """Bytes from an offset until the first that is not zero, in whole steps."""
    done, step = 0, _FIRST
    while done < size:
        data = source.at(start + done, min(step, size - done))
        if not data or data.count(0) != len(data):
            return done
        done, step = done + len(data), _STEP
    return done
