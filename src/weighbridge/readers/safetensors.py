"""safetensors: the header says every tensor's name, type, shape and place; the tensors stay
unread.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import prod
from typing import Any

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Format, WeightsFile
from weighbridge.readers.blob import Blob
from weighbridge.readers.checkpoints import component_of, step_of
from weighbridge.readers.port import reader

FORMAT = Format("safetensors", "safetensors", executes_code=False)
_LONGEST_HEADER = 100_000_000
"""The reference parser's own limit, in bytes."""
_WIDTHS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8, "F4": 4, "F6_E2M3": 6,
    "F6_E3M2": 6, "I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32,
    "C64": 64, "F64": 64, "I64": 64, "U64": 64,
}  # fmt: skip
"""Bits of one element. Source: safetensors 0.6 `Dtype`, read 2026-11-20."""


@reader(names=("*.safetensors",), gives=(WeightsFile, Sighting, Gap), topic="weights")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a safetensors header.

    Source: safetensors format description, "Format" (8 bytes of little-endian header length,
    a JSON object, then the tensors without gaps).
    """
    length = int.from_bytes(blob.at(0, 8), "little")
    if blob.size < 8 or length > min(blob.size - 8, _LONGEST_HEADER):
        yield _unreadable(blob, f"its header claims {length} bytes in a file of {blob.size}")
        return
    try:
        header = json.loads(blob.at(8, length))
        tensors = {k: v for k, v in header.items() if k != "__metadata__"}
        counts = Counter[str]()
        for tensor in tensors.values():
            counts[str(tensor["dtype"])] += prod(tensor["shape"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        yield _unreadable(blob, f"its header is not what the format asks for ({error})")
        return
    file = WeightsFile(
        at=blob.evidence(span=(0, 8 + length)),
        format=FORMAT,
        size=blob.size,
        parameters=counts.total(),
        dtypes=tuple(counts.most_common()),
        tensors=len(tensors),
        step=step_of(blob.path),
        defects=tuple(_defects(tensors, blob.size - 8 - length)),
    )
    yield file
    note = f"safetensors, {counts.total():,} parameters"
    yield Sighting(component_of(blob.path), Presence.PRESENT, file.at, note)


def _defects(tensors: dict[str, Any], stored: int) -> Iterator[str]:
    """What the reference parser refuses: gaps, overlaps, wrong lengths, bytes after the end."""
    spans = []
    for name, tensor in tensors.items():
        match tensor.get("data_offsets"):
            case [int(start), int(end)] if 0 <= start <= end:
                spans.append((start, end))
                bits = _WIDTHS.get(tensor["dtype"])
                if bits is not None and prod(tensor["shape"]) * bits != (end - start) * 8:
                    yield f"Tensor {name} has another length than its shape and type need."
            case _:
                yield f"Tensor {name} has no valid offsets."
    spans.sort()
    if any(before[1] != after[0] for before, after in pairwise([(0, 0), *spans])):
        yield "Tensors overlap or leave gaps."
    end = spans[-1][1] if spans else 0
    if end > stored:
        yield f"Tensors end {end - stored} bytes past the end of the file."
    elif end < stored:
        yield f"{stored - end} bytes follow the last tensor."


def _unreadable(blob: Blob, cause: str) -> Gap:
    return Gap(
        blob.evidence(),
        f"{blob.path} is not a readable safetensors file: {cause}.",
        "Write the file again from the original checkpoint.",
        "weights",
    )
