"""safetensors: the header says every tensor's name, type, shape and place; the tensors stay
unread.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from math import prod
from typing import Any

from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseClaim, Reach
from weighbridge.facts.release import Fact
from weighbridge.facts.tensors import Tensor
from weighbridge.facts.weights import Format, WeightsFile
from weighbridge.readers.blob import Blob
from weighbridge.readers.placed import Placed
from weighbridge.readers.port import reader
from weighbridge.readers.weights_file import Header, damaged, describe, is_pointer
from weighbridge.readers.weights_formats import packing

FORMAT = Format(
    "safetensors",
    "safetensors",
    executes_code=False,
    specification="https://huggingface.co/docs/safetensors/index#format",
)
_LONGEST_HEADER = 100_000_000
"""The reference parser's own limit, in bytes."""
_HELD = 32 << 20
"""Bytes of a header this reader holds at once; a header of a million tensors is longer."""
_WIDTHS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8, "F4": 4, "F6_E2M3": 6,
    "F6_E3M2": 6, "I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32,
    "C64": 64, "F64": 64, "I64": 64, "U64": 64,
}  # fmt: skip
"""Bits of one element. Source: safetensors 0.6 `Dtype`, read 2026-11-20."""
_METADATA = "__metadata__"


@reader(names=("*.safetensors",), gives=(WeightsFile, LicenseClaim, Gap), topic="weights")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a safetensors header.

    Source: safetensors format description, "Format" (8 bytes of little-endian header length,
    a JSON object, then the tensors without gaps).
    """
    if is_pointer(blob):
        return
    try:
        length, tensors, metadata, repeated = header_of(blob)
        listed = packing.unpacked(tuple(tensors_of(tensors, 8 + length)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        yield from damaged(blob, FORMAT, str(error))
        return
    counts = Counter[str]()
    for one in listed.tensors:
        counts[one.dtype] += one.parameters
    defects = (*repeated, *defects_of(tensors, metadata, blob.size - 8 - length))
    architecture = str(metadata.get("modelspec.architecture", ""))[:200]
    header = Header((0, 8 + length), tuple(counts.items()), len(tensors), architecture, defects)
    sizes = [one.size for one in listed.tensors]
    stored = sum(sizes) if min(sizes, default=0) >= 0 else None
    header = replace(header, stored=stored, names=tuple(tensors))
    file = describe(blob, FORMAT, header)
    yield file
    if raw := str(metadata.get("modelspec.license", ""))[:200]:
        yield LicenseClaim(
            expression=expressions.normalise(raw),
            raw=raw,
            source="weights",
            part=blob.part.name,
            at=file.at,
            reach=Reach.FILE,
            patterns=(blob.path,),
        )


def header_of(source: Placed) -> tuple[int, dict[str, Any], dict[str, Any], tuple[str, ...]]:
    """Length of a header, its tensors, its metadata, and a sentence for each key that stands twice.

    Raises:
        ValueError: the header is damaged, or longer than is read here.
        TypeError: its metadata is of another kind.
        RecursionError: it nests too deeply.
    """
    length = int.from_bytes(source.at(0, 8), "little")
    if source.size < 8 or length > min(source.size - 8, _LONGEST_HEADER):
        raise ValueError(f"its header claims {length} bytes in a file of {source.size}")
    if length > _HELD:
        raise ValueError(f"its header of {length} bytes is over {_HELD}")
    try:
        return length, *_parsed(source.at(8, length))
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        raise ValueError(f"its header is not what the format asks for ({error})") from error


def tensors_of(tensors: Mapping[str, Any], data: int) -> Iterator[Tensor]:
    """The tensors of a header, as they are stored.

    Args:
        data: offset of the first byte after the header.

    Raises:
        ValueError: a tensor has a shape of no sizes.
    """
    for name, tensor in tensors.items():
        shape, dtype = tensor["shape"], tensor["dtype"]
        count = 1
        for size in shape:
            if type(size) is not int or not 0 <= size < 1 << 63:
                raise ValueError(f"tensor {name[:80]} has a shape of no sizes")
            count *= size
        start, end = _span(tensor.get("data_offsets"))
        kind = dtype if dtype in _WIDTHS else str(dtype)[:40]
        if start < 0:
            yield Tensor(name, kind, tuple(shape), -1, count)
        else:
            yield Tensor(name, kind, tuple(shape), end - start, count, start + data)


def _span(offsets: Any) -> tuple[int, int]:
    """Where a tensor begins and ends behind the header; -1 where that is not stated soundly."""
    if type(offsets) is list and len(offsets) == 2:
        start, end = offsets
        if type(start) is int and type(end) is int and 0 <= start <= end:
            return start, end
    return -1, -1


def _parsed(text: bytes) -> tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]:
    """Tensors, metadata, and a sentence for each key that stands twice."""
    if text[:1] != b"{":
        raise ValueError("it does not begin with a brace")
    tensors: dict[str, Any] = json.loads(text)
    metadata = tensors.pop(_METADATA, {})
    if not isinstance(metadata, dict):
        raise TypeError("its metadata is not an object")
    return tensors, metadata, () if _each_once(text, tensors, metadata) else _repeated(text)


def _each_once(text: bytes, tensors: dict[str, Any], metadata: dict[str, Any]) -> bool:
    """Whether no key can stand twice: a quick look that spares asking for every pair."""
    keys = (b'"dtype"', b'"shape"', b'"data_offsets"')
    plain = b"\\" not in text and text.count(_METADATA.encode()) == bool(metadata)
    return (
        plain
        and all(text.count(key) == len(tensors) for key in keys)
        and all(text.count(b'"' + key.encode() + b'"') == 1 for key in metadata)
    )


def _repeated(text: bytes) -> tuple[str, ...]:
    repeated: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated.extend(f"{key[:80]} stands twice in the header." for key in counts
                            if counts[key] > 1)  # fmt: skip
        return found

    json.loads(text, object_pairs_hook=once)
    return tuple(repeated[:20])


def defects_of(tensors: dict[str, Any], metadata: dict[str, Any], stored: int) -> Iterator[str]:
    """What the reference parser refuses: gaps, overlaps, wrong lengths, bytes after the end."""
    if not all(isinstance(value, str) for value in metadata.values()):
        yield "Its metadata holds a value that is not text."
    spans = []
    for name, tensor in tensors.items():
        dtype = tensor["dtype"]
        bits = _WIDTHS.get(dtype) if type(dtype) is str else None
        start, end = span = _span(tensor.get("data_offsets"))
        if bits is None:
            yield f"Tensor {name[:80]} is of a type the format does not know."
        elif start < 0:
            yield f"Tensor {name[:80]} has no valid offsets."
        else:
            spans.append(span)
            if prod(tensor["shape"]) * bits != (end - start) * 8:
                yield f"Tensor {name[:80]} has another length than its shape and type need."
    if len(spans) == len(tensors):
        yield from _misplaced(sorted(spans), stored)


def _misplaced(spans: list[tuple[int, int]], stored: int) -> Iterator[str]:
    if any(before[1] != after[0] for before, after in pairwise([(0, 0), *spans])):
        yield "Tensors overlap or leave gaps."
    end = spans[-1][1] if spans else 0
    if end > stored:
        yield f"Tensors end {end - stored} bytes past the end of the file."
    elif end < stored:
        yield f"{stored - end} bytes follow the last tensor."
