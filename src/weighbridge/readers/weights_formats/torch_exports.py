"""Programs of `torch.export`, inspected: the weights that their configuration lists.

Source: PyTorch 2.13 `torch.export.pt2_archive`, `PayloadConfig` and `TensorMeta`; `ScalarType` of
`torch/_export/serde/schema.py`.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.facts.weights import Format
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats.port import UnreadError, tensor
from weighbridge.readers.zip_directory import Member, beginning

_LONGEST = 32 << 20
_TYPES = {
    1: "U8", 2: "I8", 3: "I16", 4: "I32", 5: "I64", 6: "F16", 7: "F32", 8: "F64", 9: "C32",
    10: "C64", 11: "C128", 12: "BOOL", 13: "BF16", 28: "U16", 29: "F8_E4M3", 30: "F8_E5M2",
}  # fmt: skip
"""Source: PyTorch 2.13 `ScalarType`, read 2026-11-20."""


def inspect(piece: Piece, members: Mapping[str, Member], form: Format) -> Inspected:
    """A program's weights, by name.

    Raises:
        UnreadError: it lists none, or its list is damaged.
    """
    found = [members[one] for one in members if one.endswith("_weights_config.json")]
    if not found:
        raise UnreadError("it lists its weights in a layout that is not read here")
    tensors = tuple(one for member in found for one in _listed(piece, member))
    return Inspected(form, piece.size, tensors=tensors)


def _listed(piece: Piece, member: Member) -> Iterator[Tensor]:
    if member.size > _LONGEST:
        raise UnreadError("the list of its weights is longer than is read")
    try:
        listed: Any = json.loads(beginning(piece, member, member.size))["config"]
    except (ValueError, RecursionError) as error:
        raise UnreadError("the list of its weights is not valid JSON") from error
    seen: dict[Any, str] = {}
    for name, entry in listed.items():
        meta = entry["tensor_meta"]
        kind = _TYPES.get(meta["dtype"], f"type {meta['dtype']}")
        one = tensor(str(name)[:300], kind, tuple(size["as_int"] for size in meta["sizes"]))
        key = (str(entry["path_name"]), str(meta.get("storage_offset")), one.shape)
        first = seen.setdefault(key, one.name)
        yield one if first == one.name else one._replace(parameters=0, shares=first)
