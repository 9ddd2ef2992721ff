"""Every shard of the weights is there, and the index names each of them.

Weights that are split over several files load only when all of them are there; a file the index
does not name is never loaded, so nobody knows what it is for.

Source: transformers documentation, "Sharded checkpoints".

## How to fix

Upload the missing shards, remove those of an earlier upload, and write the index again.
"""

from collections.abc import Iterator
from itertools import groupby

from weighbridge.facts.components import Components
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

_MISSING = "Upload the missing shards."
_EXTRA = "Remove the shards that the index does not name, or write the index again."


@check(severity=Severity.HIGH, since="0.1")
def weights_shards_are_complete(weights: Weights, seen: Components) -> Iterator[Finding]:
    """Compare indexes and numbered names with the files that are there."""
    files = {(file.at.part, file.at.path): file for file in weights.files}
    sharded = [file for file in weights.released if file.shard is not None]
    for index in weights.indexes:
        yield from _against(index, files)
    for group, members in groupby(sorted(sharded, key=_group), key=_group):
        yield _counted(group[1], list(members))
    hidden = [gap.at for gap in weights.unread]
    hidden += [sighting.at for sighting in weights.undescribed(seen.sightings)]
    if hidden and (weights.indexes or sharded):
        yield unknown(
            f"{hidden[0].place} could not be read: it may be a shard.",
            *hidden[:5],
            remedy="Make every file of the release readable, and audit again.",
        )
    if not weights.indexes and not sharded:
        if weights.released:
            yield not_applicable("The weights are not split into shards.")
        else:
            yield unknown("No weights were found.")


def _against(index: ShardIndex, files: dict[tuple[str, str], WeightsFile]) -> Iterator[Finding]:
    part, path = index.at.part, index.at.path
    prefix = f"{index.folder}/" if index.folder else ""
    named = {(part, prefix + shard) for shard in index.shards}
    groups = {_group(files[key]) for key in named & files.keys() if files[key].shard}
    missing = sorted(place for _, place in named - files.keys())
    extra = [
        file
        for key, file in files.items()
        if file.shard and _group(file) in groups and key not in named
    ]
    if not named:
        yield failed(f"{path} names no shard.", index.at, remedy=_EXTRA)
    if missing:
        text = f"{path} names {_list(missing)}, which {_are(missing)} not in the release."
        yield failed(text, index.at, remedy=_MISSING)
    if extra:
        text = f"{path} does not name {_list([file.at.path for file in extra])}."
        yield failed(text, *(file.at for file in extra[:5]), remedy=_EXTRA)
    if named and not missing and not extra:
        noun = "shard" if len(named) == 1 else "shards"
        yield passed(f"{path}: {len(named)} {noun}, all there.", index.at)


def _counted(group: str, members: list[WeightsFile]) -> Finding:
    """Whether the numbers in the names run through."""
    at = [file.at for file in members[:5]]
    numbers = {file.shard.number for file in members if file.shard}
    count = max(file.shard.count for file in members if file.shard)
    first = 0 if 0 in numbers else 1
    beyond = max(numbers) >= first + count
    if len(numbers) == count and not beyond:
        return passed(f"{group}: {count} of {count} shards are there.", *at)
    text = f"{group}: {len(numbers)} of {count} shards are there"
    return failed(f"{text}, some with numbers beyond." if beyond else f"{text}.", *at,
                  remedy=_MISSING)  # fmt: skip


def _group(file: WeightsFile) -> tuple[str, str]:
    return file.at.part, file.shard.group if file.shard else ""


def _list(paths: list[str]) -> str:
    shown = ", ".join(paths[:3])
    return f"{shown} and {len(paths) - 3} more" if len(paths) > 3 else shown


def _are(paths: list[str]) -> str:
    return "is" if len(paths) == 1 else "are"
