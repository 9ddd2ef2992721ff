"""Each shard holds the tensors that the index names for it, and no others.

A loader takes a tensor from the shard the index names: one that is missing there is filled with
random numbers or stops the loading, one that no entry names is never loaded, and one in two shards
may have two values.

Source: transformers documentation, "Sharded checkpoints".

## How to fix

Save the model again with the library that wrote the shards (`model.save_pretrained(folder)`), and
upload the index and all shards together.
"""

from collections.abc import Iterator

from weighbridge.facts.weights import ShardIndex, Weights, WeightsFile
from weighbridge.findings import (
    Finding,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)
from weighbridge.findings.shards import Comparison, compare, shown

_REMEDY = "Save the model again, and upload the index and all shards together."


@check(severity=Severity.HIGH, since="0.1")
def shards_match_their_index(weights: Weights) -> Iterator[Finding]:
    """Compare every index with the shards it names."""
    files = {(file.at.part, file.at.path): file for file in weights.files}
    for index in weights.indexes:
        yield from _judge(index, files)
    broken = [g for g in weights.gaps if g.topic == "weights" and ".index." in g.at.path.lower()]
    for gap in broken:
        text = f"{gap.at.place} may be an index: {gap.reason}"
        yield unknown(text, gap.at, remedy=gap.remedy)
    if weights.indexes or broken:
        return
    if weights.released:
        yield not_applicable("No index says which shard holds which tensor.")
    else:
        yield unknown("No weights were found.")


def _judge(index: ShardIndex, files: dict[tuple[str, str], WeightsFile]) -> Iterator[Finding]:
    path = index.at.path
    prefix = f"{index.folder}/" if index.folder else ""
    shards = {
        name: (file.names, file.stored)
        for name in index.shards
        if (file := files.get((index.at.part, prefix + name))) is not None
    }
    found = compare(index, shards)
    for text in _sentences(path, found):
        yield failed(text, index.at, remedy=_REMEDY)
    if found.unread or not index.shards:
        names = shown(found.unread) or "any shard"
        text = f"{path}: the tensors of {names} could not be listed and compared."
        yield unknown(text, index.at)
    elif found.agrees:
        yield passed(f"{path}: {len(index.tensors):,} tensors, each in its shard.", index.at)


def _sentences(path: str, found: Comparison) -> Iterator[str]:
    if found.missing:
        yield f"{path} names tensors that their shards do not hold: {shown(found.missing)}."
    if found.extra:
        yield f"Shards of {path} hold tensors that it does not name there: {shown(found.extra)}."
    if found.repeated:
        yield f"Several shards of {path} hold the same tensors: {shown(found.repeated)}."
    if found.stated is not None:
        yield f"{path} states {found.stated:,} bytes of tensors; the shards hold {found.found:,}."
