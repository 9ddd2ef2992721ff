"""A shard index against its shards: which tensors are missing, unnamed, or there twice."""

from collections.abc import Mapping
from dataclasses import dataclass

from weighbridge.facts.weights import ShardIndex

Shards = Mapping[str, tuple[tuple[str, ...] | None, int | None]]
"""Name of a shard → names of its tensors and their bytes; None where they are not known."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where an index and its shards differ.

    Attributes:
        missing: tensors that are not in the shard the index names for them.
        extra: tensors that the index does not name, or names in another shard.
        repeated: tensors that several shards hold.
        stated: bytes of all tensors as the index states, where that differs from `found`.
        found: bytes of all tensors.
        unread: shards whose tensors are not known, missing ones among them.
    """

    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    stated: int | None = None
    found: int | None = None
    unread: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing differs in what could be compared."""
        return not (self.missing or self.extra or self.repeated or self.stated is not None)


def compare(index: ShardIndex, shards: Shards) -> Comparison:
    """Compare an index with its shards.

    Args:
        shards: every shard that was read, those the index does not name left out.
    """
    unread = tuple(name for name in index.shards if shards.get(name, (None, None))[0] is None)
    known = {
        name: held for name in index.shards if (held := shards.get(name, (None,))[0]) is not None
    }
    placed = {(tensor, shard) for tensor, shard in index.tensors if shard in known}
    there = {(tensor, shard) for shard, held in known.items() for tensor in held}
    seen: dict[str, int] = {}
    for tensor, _ in there:
        seen[tensor] = seen.get(tensor, 0) + 1
    sizes = [shards[name][1] for name in known]
    total = None if unread or None in sizes else sum(size or 0 for size in sizes)
    differs = total is not None and index.total_size is not None and total != index.total_size
    return Comparison(
        missing=tuple(sorted(tensor for tensor, _ in placed - there)),
        extra=tuple(sorted(tensor for tensor, _ in there - placed)),
        repeated=tuple(sorted(tensor for tensor, count in seen.items() if count > 1)),
        stated=index.total_size if differs else None,
        found=total,
        unread=unread,
    )


def shown(names: tuple[str, ...]) -> str:
    """Some names as a sentence lists them."""
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return f"{', '.join(name[:100] for name in names[:3])}{more}"
