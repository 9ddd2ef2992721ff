"""Model parameters, final or intermediate: what all weights files of a release together show."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.weights import Weights, WeightsFile
from weighbridge.readers.checkpoints import is_chosen
from weighbridge.readers.port import derives

_FINAL = "model-parameters-final"
_INTERMEDIATE = "model-parameters-intermediate"


@derives(gives=(Sighting,), topic="weights")
def derive(weights: Weights) -> Iterator[Sighting]:
    """See parameters in every weights file that was read and holds any.

    Files that name a training step are intermediate. Where every file names one, those of the
    highest step are the final ones: nothing came after them.
    """
    unread = {(gap.at.part, gap.at.path) for gap in weights.gaps if gap.topic == "weights"}
    files = [
        file
        for file in weights.released
        if file.parameters != 0 and (file.at.part, file.at.path) not in unread
    ]
    last = _last_step(files)
    totals = _totals(files)
    for file in files:
        final = _is_final(file) or file.step == last
        pointer = bool(file.pointer)
        yield Sighting(
            component=_FINAL if final else _INTERMEDIATE,
            presence=Presence.LINKED if pointer else Presence.PRESENT,
            at=file.at,
            note=_note(file, totals),
            pinned=pointer,
        )


def _is_final(file: WeightsFile) -> bool:
    return file.step is None or is_chosen(file.at.path)


def _last_step(files: Iterable[WeightsFile]) -> int | None:
    """The highest step, when no file is final by its name."""
    steps = [None if _is_final(file) else file.step for file in files]
    return None if None in steps or not steps else max(step for step in steps if step is not None)


def _totals(files: Iterable[WeightsFile]) -> dict[tuple[str, str], int | None]:
    """Parameters of each set of shards; None where one of the files does not tell."""
    sets: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for file in files:
        if file.shard is not None:
            sets[file.at.part, file.shard.group].append(file.parameters)
    return {
        group: None if None in counts else sum(count or 0 for count in counts)
        for group, counts in sets.items()
    }


def _note(file: WeightsFile, totals: dict[tuple[str, str], int | None]) -> str:
    words = [file.format.title]
    if file.use == "adapter":
        words.insert(0, "adapter")
    if file.pointer:
        return ", ".join([*words, _size(file.size)])
    if file.shard is None:
        count = file.parameters
        return ", ".join(words if count is None else [*words, f"{count:,} parameters"])
    total = totals[file.at.part, file.shard.group]
    words.append(f"shard {file.shard.number} of {file.shard.count}")
    return ", ".join(words if total is None else [*words, f"{total:,} parameters in all"])


def _size(size: int) -> str:
    """A size in decimal units, as hubs state it: `548 MB`."""
    if size >= 10**9:
        return f"{size / 10**9:.1f} GB"
    return f"{size / 10**6:.0f} MB" if size >= 10**6 else f"{size / 1000:.0f} kB"
