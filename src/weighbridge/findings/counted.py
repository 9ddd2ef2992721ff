"""How many parameters a model has, counted over the files of one copy of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from weighbridge.facts.components import Components
from weighbridge.facts.weights import Weights, WeightsFile


@dataclass(frozen=True, slots=True)
class Counted:
    """One copy of a model: releases hold the same weights in several formats.

    Attributes:
        files: those of the copy, one format and one folder.
        parameters: of the whole model; None where a file does not tell, is missing, or where the
            files are no one model.
        dtypes: parameters per data type, largest first; empty where they are not known.
        stored: bytes of all tensors; None where they are not known.
    """

    files: tuple[WeightsFile, ...]
    parameters: int | None = None
    dtypes: tuple[tuple[str, int], ...] = ()
    stored: int | None = None

    @property
    def folder(self) -> str:
        """Where they lie, inside their part."""
        return self.files[0].at.path.rpartition("/")[0]


def counted(weights: Weights, seen: Components) -> Counted | None:
    """The copy whose parameters are known, else any; None where there is no final model."""
    final = {(s.at.part, s.at.path) for s in seen.of("model-parameters-final")}
    groups: dict[tuple[str, str, str], list[WeightsFile]] = {}
    for file in weights.released:
        if file.use == "model" and not file.pointer and (file.at.part, file.at.path) in final:
            folder = file.at.path.rpartition("/")[0]
            groups.setdefault((file.at.part, folder, file.format.id), []).append(file)
    copies = [_copy(files) for files in groups.values()]
    known = [copy for copy in copies if copy.parameters]
    sizes = {copy.parameters for copy in known}
    if len({copy.folder for copy in copies}) > 1 and len(sizes) > 1:
        return Counted(known[0].files)  # several models, or pieces of one
    return max(known or copies, key=lambda copy: copy.parameters or 0, default=None)


def _copy(files: Sequence[WeightsFile]) -> Counted:
    held = tuple(files)
    counts = {file.parameters for file in held}
    if _is_whole_set(held) and None not in counts and 0 not in counts:
        total = sum(file.parameters or 0 for file in held)
        return Counted(held, total, _dtypes(held), _stored(held))
    if len(counts) == 1 and not any(file.shard for file in held):
        return Counted(held, held[0].parameters)  # the same model at several widths
    return Counted(held)


def _is_whole_set(files: Sequence[WeightsFile]) -> bool:
    """Whether some files are all of one model: a single one, or a complete set."""
    shards = [file.shard for file in files if file.shard]
    if not shards:
        return len(files) == 1
    first = shards[0]
    numbers = {shard.number for shard in shards}
    alike = all((s.group, s.count) == (first.group, first.count) for s in shards)
    return alike and len(shards) == len(files) == len(numbers) == first.count


def _dtypes(files: Iterable[WeightsFile]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for file in files:
        counts.update(dict(file.dtypes))
    return tuple(counts.most_common())


def _stored(files: Sequence[WeightsFile]) -> int | None:
    sizes = [file.stored for file in files]
    return None if None in sizes else sum(size or 0 for size in sizes)
