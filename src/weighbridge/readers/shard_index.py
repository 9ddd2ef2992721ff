"""Shard indexes: which file of a set holds which tensor."""

from collections.abc import Iterator

from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import ShardIndex
from weighbridge.readers.blob import Blob
from weighbridge.readers.checkpoints import is_example
from weighbridge.readers.json_object import parse
from weighbridge.readers.port import reader

_LONGEST = 32 << 20
"""Bytes; the index of a model of 100,000 tensors has 10 MiB."""


@reader(names=("*.index.json", "*.index.*.json"), gives=(ShardIndex, Gap), topic="weights")
def read(blob: Blob) -> Iterator[Fact]:
    """Read an index with a `weight_map`.

    Source: transformers, "Sharded checkpoints" (`weight_map`, `metadata.total_size` in bytes).
    """
    if is_example(blob.path):
        return
    value = parse(blob, _LONGEST)
    if isinstance(value, Gap):
        yield value
    if not isinstance(value, dict) or not isinstance(value.get("weight_map"), dict):
        return
    placed = {k: name for k, name in value["weight_map"].items() if isinstance(name, str)}
    metadata = value.get("metadata")
    total = metadata.get("total_size") if isinstance(metadata, dict) else None
    yield ShardIndex(
        at=blob.evidence(),
        folder=blob.folder,
        shards=tuple(sorted(set(placed.values()))),
        total_size=int(total) if isinstance(total, int | float) and 0 <= total < 1e18 else None,
        tensors=tuple(placed.items()),
    )
