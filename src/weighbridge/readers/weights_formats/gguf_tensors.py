"""GGUF, inspected: every tensor with its block type, and the metadata that are short."""

from collections.abc import Iterator, Mapping

from weighbridge.facts.provenance import Evidence
from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.readers.gguf import FORMAT, TYPES, GgufTensor, defects_of, parsed
from weighbridge.readers.gguf_header import Array, Header, Value
from weighbridge.readers.placed import Placed
from weighbridge.readers.weights_formats.gguf_settings import settings
from weighbridge.readers.weights_formats.port import UnreadError

_LONGEST = 200


def inspect(source: Placed, at: Evidence, folder: str = "") -> Inspected:
    """Read the header.

    Raises:
        UnreadError: it is damaged.
    """
    header = Header(source)
    try:
        metadata, tensors, repeated = parsed(header)
    except ValueError as error:
        raise UnreadError(str(error)) from error
    alignment = metadata.get("general.alignment", 32)
    step = alignment if isinstance(alignment, int) and alignment > 0 else 32
    start = -(-header.position // step) * step
    sizes = settings(metadata, at, folder)
    defects = defects_of(tensors, metadata, header.position, source.size)
    return Inspected(
        FORMAT,
        source.size,
        tensors=tuple(_tensor(one, start) for one in tensors),
        metadata=tuple(_texts(metadata)),
        producer=_producer(metadata),
        architecture=sizes.architecture if sizes else "",
        quantisation=sizes.quantisation if sizes else "",
        notes=(*repeated, *defects),
        settings=sizes,
    )


def _tensor(one: GgufTensor, start: int) -> Tensor:
    kind, block, width = TYPES.get(one.kind, (f"type {one.kind}", 0, 0))
    size = one.elements // block * width if block else -1
    name = one.name.decode("utf-8", "replace")
    return Tensor(name, kind, one.shape[::-1], size, one.elements, start + one.offset)


def _texts(metadata: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for key, value in metadata.items():
        shown = f"{value.length:,} values" if isinstance(value, Array) else str(value)
        yield key[:_LONGEST], shown[:_LONGEST]


def _producer(metadata: Mapping[str, Value]) -> str:
    """Who quantised it, the only writer the metadata name."""
    name = metadata.get("general.quantized_by")
    return name[:_LONGEST] if isinstance(name, str) else ""
