"""safetensors as strictly as its reference parser: what that refuses, other parsers may read as
something else.

Source: safetensors 0.6 `SafeTensors::read_metadata` and `Metadata::validate`.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import prod
from typing import Any

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.found import Found, gathered
from weighbridge.readers.harm.piece import Piece

_LONGEST_HEADER = 100_000_000
_HELD = 32 << 20
_WIDTHS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8, "F4": 4, "F6_E2M3": 6,
    "F6_E3M2": 6, "I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32,
    "C64": 64, "F64": 64, "I64": 64, "U64": 64,
}  # fmt: skip
_FIELDS = {"dtype", "shape", "data_offsets"}


def is_safetensors(piece: Piece) -> bool:
    """Whether a file begins as one: a length that fits, and a brace."""
    head = piece.head(9)
    length = int.from_bytes(head[:8], "little")
    named = piece.suffix == ".safetensors"
    return len(head) == 9 and ((head[8:] == b"{" and length <= piece.size) or named)


def read_safetensors(piece: Piece) -> Found:
    """Judge the header of a file."""
    return gathered("safetensors", _reasons(piece))


def _reasons(piece: Piece) -> Iterator[Reason]:
    length = int.from_bytes(piece.at(0, 8), "little")
    if length > _LONGEST_HEADER:
        message = f"Its header claims {length:,} bytes, which exhausts readers that trust it."
        yield Reason(Harm.DANGEROUS, "safetensors-header", message, piece.where(0))
        return
    if length > _HELD:
        message = f"Its header of {length:,} bytes is longer than the {_HELD:,} looked at."
        yield Reason(Harm.INCOMPLETE, "safetensors-header", message, piece.where(0))
        return
    text = piece.at(8, length)
    if len(text) < length:
        message = f"Its header claims {length:,} bytes and the file ends before."
        yield Reason(Harm.INCOMPLETE, "safetensors-header", message, piece.where(0))
        return
    repeated: list[str] = []
    try:
        tensors = json.loads(text.decode("utf-8"), object_pairs_hook=lambda p: _once(p, repeated))
    except (ValueError, RecursionError) as error:
        message = f"Its header is no JSON that the format allows: {str(error)[:100]}."
        yield Reason(Harm.INCOMPLETE, "safetensors-header", message, piece.where(8))
        return
    if not isinstance(tensors, dict) or text[:1] != b"{":
        message = "Its header is no JSON object that begins at once."
        yield Reason(Harm.INCOMPLETE, "safetensors-header", message, piece.where(8))
        return
    for rule, message, harm in _defects(tensors, repeated, piece.size - 8 - length):
        yield Reason(harm, rule, message, piece.where(8))


def _once(pairs: list[tuple[str, Any]], repeated: list[str]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        repeated.extend(key for key in found if counts[key] > 1)
    return found


def _defects(
    tensors: dict[str, Any], repeated: list[str], stored: int
) -> Iterator[tuple[str, str, Harm]]:
    for key in repeated[:5]:
        message = f"{key[:80]!r} stands twice in its header: parsers differ on which counts."
        yield "safetensors-duplicate-keys", message, Harm.DANGEROUS
    metadata = tensors.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(v, str) for v in metadata.values()):
        yield "safetensors-header", "Its metadata holds more than text.", Harm.INCOMPLETE
    spans = []
    for name, tensor in tensors.items():
        problem, span = _tensor(tensor)
        if problem:
            yield "safetensors-header", f"Tensor {name[:80]!r} {problem}.", Harm.DANGEROUS
        else:
            spans.append(span)
    if len(spans) == len(tensors):
        yield from _placed(sorted(spans), stored)


def _tensor(tensor: Any) -> tuple[str, tuple[int, int]]:  # noqa: PLR0911  # one answer a line
    """What is wrong with a tensor's description, and where its bytes lie."""
    match tensor:
        case {"dtype": str(kind), "shape": list(shape), "data_offsets": [start, end]}:
            numbers = (*shape, start, end)
        case _:
            return "is not described as the format asks", (0, 0)
    if set(tensor) != _FIELDS:
        return "is described with fields that the format does not have", (0, 0)
    if any(type(number) is not int or not 0 <= number < 1 << 64 for number in numbers):
        return "is described with numbers that are none", (0, 0)
    if kind not in _WIDTHS:
        return f"is of type {kind[:20]!r}, which the format does not have", (0, 0)
    size = prod(shape) * _WIDTHS[kind]
    if size >= 1 << 67:
        return "has a shape whose size overflows", (0, 0)
    if start > end or size != (end - start) * 8:
        return "has another length than its shape and type need", (0, 0)
    return "", (start, end)


def _placed(spans: list[tuple[int, int]], stored: int) -> Iterator[tuple[str, str, Harm]]:
    for before, after in pairwise([(0, 0), *spans]):
        if before[1] > after[0]:
            message = "Tensors lie over one another: writing to one changes the other."
            yield "safetensors-overlap", message, Harm.DANGEROUS
            break
        if before[1] < after[0]:
            message = f"{after[0] - before[1]:,} bytes between its tensors belong to none."
            yield "safetensors-hidden-bytes", message, Harm.DANGEROUS
            break
    end = spans[-1][1] if spans else 0
    if end > stored:
        message = f"Its tensors end {end - stored:,} bytes past the end of the file."
        yield "safetensors-header", message, Harm.INCOMPLETE
    elif end < stored:
        message = f"{stored - end:,} bytes follow its last tensor and belong to none."
        yield "safetensors-hidden-bytes", message, Harm.DANGEROUS
