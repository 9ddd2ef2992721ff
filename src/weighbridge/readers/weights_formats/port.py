"""What every inspection rests on: its bounds, its error, and the widths of the usual types."""

from math import prod

from weighbridge.facts.tensors import Tensor

MOST_TENSORS = 1_000_000
"""Tensors of one file that are listed."""
WIDTHS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8, "I16": 16, "U16": 16,
    "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32, "C64": 64, "F64": 64, "I64": 64,
    "U64": 64, "C128": 128, "I4": 4, "U4": 4, "F4": 4,
}  # fmt: skip
"""Bits of one element of a type, as safetensors names types."""


class UnreadError(Exception):
    """What cannot be read of a file: the cause, as a clause."""


def tensor(name: str, dtype: str, shape: tuple[int, ...], start: int = -1) -> Tensor:
    """A tensor that is stored element by element.

    Raises:
        UnreadError: its shape is none.
    """
    if any(type(size) is not int or not 0 <= size < 1 << 63 for size in shape) or len(shape) > 64:
        raise UnreadError(f"the tensor {name[:80]} has a shape that is none")
    count = prod(shape)
    bits = WIDTHS.get(dtype)
    size = -1 if bits is None else (count * bits + 7) // 8
    return Tensor(name, dtype, shape, size, count, start)
