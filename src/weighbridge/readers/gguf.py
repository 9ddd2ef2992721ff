"""GGUF: metadata, vocabulary and tensor descriptions at the head of the file; the tensors stay
unread.
"""

import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import prod

from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseClaim, Reach
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Format, ModelSettings, Tokenizer, WeightsFile
from weighbridge.readers import weights_file
from weighbridge.readers.blob import Blob
from weighbridge.readers.gguf_header import Array, Header, Value
from weighbridge.readers.port import reader
from weighbridge.readers.weights_formats.gguf_settings import settings

FORMAT = Format(
    "gguf",
    "GGUF",
    executes_code=False,
    self_contained=True,
    specification="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md",
)
_MOST = 100_000
"""Metadata entries, and tensors, that are read; the largest published models have some 2,000."""
TYPES = {
    0: ("F32", 1, 4), 1: ("F16", 1, 2), 2: ("Q4_0", 32, 18), 3: ("Q4_1", 32, 20),
    6: ("Q5_0", 32, 22), 7: ("Q5_1", 32, 24), 8: ("Q8_0", 32, 34), 9: ("Q8_1", 32, 40),
    10: ("Q2_K", 256, 84), 11: ("Q3_K", 256, 110), 12: ("Q4_K", 256, 144), 13: ("Q5_K", 256, 176),
    14: ("Q6_K", 256, 210), 15: ("Q8_K", 256, 292), 16: ("IQ2_XXS", 256, 66),
    17: ("IQ2_XS", 256, 74), 18: ("IQ3_XXS", 256, 98), 19: ("IQ1_S", 256, 50),
    20: ("IQ4_NL", 32, 18), 21: ("IQ3_S", 256, 110), 22: ("IQ2_S", 256, 82),
    23: ("IQ4_XS", 256, 136), 24: ("I8", 1, 1), 25: ("I16", 1, 2), 26: ("I32", 1, 4),
    27: ("I64", 1, 8), 28: ("F64", 1, 8), 29: ("IQ1_M", 256, 56), 30: ("BF16", 1, 2),
    34: ("TQ1_0", 256, 54), 35: ("TQ2_0", 256, 66), 39: ("MXFP4", 32, 17), 40: ("NVFP4", 64, 36),
    41: ("Q1_0", 128, 18),
}  # fmt: skip
"""Type → name, elements of a block, bytes of a block.
Source: gguf 0.19.0, `GGMLQuantizationType` and `GGML_QUANT_SIZES`, read 2026-11-20.
"""
_U32 = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class GgufTensor:
    """A tensor as the header describes it.

    Attributes:
        kind: number of its type, as in `TYPES`.
        shape: innermost dimension first.
        offset: of its bytes behind the header.
    """

    name: bytes
    kind: int
    shape: tuple[int, ...]
    elements: int
    offset: int


@reader(
    names=("*.gguf",),
    magic=(b"GGUF",),
    gives=(WeightsFile, ModelSettings, Tokenizer, LicenseClaim, Gap),
    topic="weights",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a GGUF header, versions 2 and 3, little-endian.

    Source: GGUF specification, "File Structure".
    """
    if weights_file.is_pointer(blob):
        return
    header = Header(blob)
    try:
        metadata, tensors, repeated = parsed(header)
    except ValueError as error:
        yield from weights_file.damaged(blob, FORMAT, str(error))
        return
    counts = Counter[str]()
    for tensor in tensors:
        counts[TYPES.get(tensor.kind, (f"type {tensor.kind}",))[0]] += tensor.elements
    told = weights_file.Header(
        span=(0, header.position),
        counts=tuple(counts.items()),
        tensors=len(tensors),
        architecture=_text(metadata, "general.architecture"),
        defects=(*repeated, *defects_of(tensors, metadata, header.position, blob.size)),
        names=tuple(one.name.decode("utf-8", "replace") for one in tensors),
    )
    file = weights_file.describe(blob, FORMAT, told)
    yield file
    yield from _beside(metadata, file, blob)


def _beside(metadata: Mapping[str, Value], file: WeightsFile, blob: Blob) -> Iterator[Fact]:
    """The vocabulary, the model's sizes and the licence that the metadata hold."""
    tokens = metadata.get("tokenizer.ggml.tokens")
    if isinstance(tokens, Array) and file.use != "example":
        template = bool(_text(metadata, "tokenizer.chat_template"))
        yield Tokenizer(file.at, "vocabulary", tokens.length, template)
    if file.use != "example" and (sizes := settings(metadata, file.at, blob.folder)):
        yield sizes
    if raw := _text(metadata, "general.license"):
        yield LicenseClaim(
            expression=expressions.normalise(raw),
            raw=raw,
            source="weights",
            part=blob.part.name,
            at=file.at,
            reach=Reach.FILE,
            patterns=(blob.path,),
        )


def parsed(header: Header) -> tuple[dict[str, Value], list[GgufTensor], tuple[str, ...]]:
    """Metadata, tensors, and a sentence for each name that stands twice.

    Raises:
        ValueError: the header is damaged, or past what is read here.
    """
    magic, version = header.number(_U32), header.number(_U32)
    if magic != int.from_bytes(b"GGUF", "little"):
        raise ValueError("it does not begin as one")
    if version not in {2, 3}:
        swapped = version & 0xFFFF == 0
        form = "in big-endian order" if swapped else f"of version {version}"
        raise ValueError(f"it is {form}, which is not read here")
    tensor_count, value_count = header.numbers(2)
    if max(tensor_count, value_count) > _MOST:
        raise ValueError(f"it claims {tensor_count} tensors and {value_count} metadata entries")
    keys = [(header.text(), header.value()) for _ in range(value_count)]
    tensors = [_tensor(header) for _ in range(tensor_count)]
    names = Counter([*(key for key, _ in keys), *(tensor.name for tensor in tensors)])
    repeated = (name.decode("utf-8", "replace")[:80] for name in names if names[name] > 1)
    sentences = tuple(f"{name} stands twice in the header." for name in repeated)[:20]
    return {key.decode("utf-8", "replace"): value for key, value in keys}, tensors, sentences


def _tensor(header: Header) -> GgufTensor:
    name, rank = header.text(), header.number(_U32)
    if rank > 4:
        raise ValueError(f"a tensor claims {rank} dimensions")
    shape = header.numbers(rank)
    kind, offset = header.number(_U32), header.number()
    return GgufTensor(name, kind, shape, prod(shape), offset)


def defects_of(
    tensors: list[GgufTensor], metadata: Mapping[str, Value], end: int, size: int
) -> Iterator[str]:
    """Tensors that lie off their alignment, over one another, or past the end of the file."""
    alignment = metadata.get("general.alignment", 32)
    if not isinstance(alignment, int) or alignment < 1:
        yield "Its alignment is not a positive number."
        return
    start = -(-end // alignment) * alignment
    spans = []
    for tensor in tensors:
        name = tensor.name.decode("utf-8", "replace")[:80]
        _, block, width = TYPES.get(tensor.kind, ("", 0, 0))
        if tensor.offset % alignment:
            yield f"Tensor {name} does not lie on the alignment of {alignment} bytes."
        if not block:
            yield f"Tensor {name} is of unknown type {tensor.kind}."
        elif (tensor.shape[0] if tensor.shape else 1) % block:
            yield f"Tensor {name} has rows that do not fill whole blocks of its type."
        else:
            first = start + tensor.offset
            spans.append((first, first + tensor.elements // block * width))
    spans.sort()
    if any(before[1] > after[0] for before, after in pairwise(spans)):
        yield "Tensors overlap."
    if spans and (past := max(last for _, last in spans) - size) > 0:
        yield f"Tensors end {past} bytes past the end of the file."


def _text(metadata: Mapping[str, Value], key: str) -> str:
    value = metadata.get(key, "")
    return value if isinstance(value, str) else ""
