"""PyTorch files that tests make, opcode by opcode: the pickle torch writes, and its layouts."""

import struct
from collections.abc import Mapping, Sequence
from math import prod

from harm import archives
from harm import pickles as p

NONE, TRUE, FALSE = b"N", b"\x88", b"\x89"


def number(value: int) -> bytes:
    """A whole number, as protocol 2 writes it."""
    return b"K" + bytes([value]) if value < 256 else b"J" + struct.pack("<i", value)


def tuple_of(*values: bytes) -> bytes:
    """A tuple."""
    return b"(" + b"".join(values) + b"t"


def dictionary(values: Mapping[str, bytes]) -> bytes:
    """A dictionary with texts as keys."""
    return b"}(" + b"".join(p.text(key) + value for key, value in values.items()) + b"u"


def storage(key: str, elements: int, kind: str = "FloatStorage", *more: bytes) -> bytes:
    """A storage by its persistent id."""
    named = (p.text("storage"), p.by_line("torch", kind), p.text(key), p.text("cpu"))
    return tuple_of(*named, number(elements), *more) + b"Q"


def tensor(held: bytes, shape: Sequence[int], offset: int = 0) -> bytes:
    """A tensor, as `torch.save` writes one."""
    strides = [prod(shape[i + 1 :]) for i in range(len(shape))]
    sizes, steps = (tuple_of(*map(number, each)) for each in (shape, strides))
    hooks = p.call(p.by_line("collections", "OrderedDict"))
    rebuild = p.by_line("torch._utils", "_rebuild_tensor_v2")
    return p.call(rebuild, held, number(offset), sizes, steps, FALSE, hooks)


def parameter(held: bytes) -> bytes:
    """A parameter around a tensor."""
    hooks = p.call(p.by_line("collections", "OrderedDict"))
    return p.call(p.by_line("torch._utils", "_rebuild_parameter"), held, TRUE, hooks)


def checkpoint(values: Mapping[str, bytes], storages: Mapping[str, bytes] | None = None) -> bytes:
    """An archive around a dictionary."""
    members = {f"archive/data/{key}": data for key, data in (storages or {}).items()}
    data = {"archive/data.pkl": p.pickle(dictionary(values), 2), "archive/version": b"3\n"}
    return archives.zipped(data | members)


def before_1_6(values: Mapping[str, bytes]) -> bytes:
    """A file in the layout before 1.6: five pickles, then the storages."""
    magic = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
    rest = (p.pickle(b"M\xe9\x03", 2), p.pickle(dictionary({"little_endian": TRUE}), 2))
    keys = p.pickle(b"](" + p.text("0") + b"e", 2)
    return magic + b"".join(rest) + p.pickle(dictionary(values), 2) + keys
