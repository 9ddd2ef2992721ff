"""PyTorch files and other pickles, inspected: archives, the layout before 1.6, joblib, and plain.

Source: PyTorch serialization notes, "Serialized file format for torch.save"; `torch.serialization`
`_legacy_load`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from weighbridge.facts.tensors import Inspected
from weighbridge.facts.weights import Format
from weighbridge.readers import pytorch
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats import pickle_values
from weighbridge.readers.weights_formats.pickle_values import Held, Stretch
from weighbridge.readers.weights_formats.pickled_tensors import Collected, collect
from weighbridge.readers.weights_formats.port import UnreadError
from weighbridge.readers.zip_directory import Member, beginning

JOBLIB = Format("joblib", "joblib pickle", executes_code=True)
_LONGEST_PICKLE = 64 << 20
_LEGACY_PICKLES = 5
_PRODUCERS = {
    "pytorch-lightning_version": "PyTorch Lightning",
    "_sklearn_version": "scikit-learn",
    "transformers_version": "transformers",
}
_STEPS = ("global_step", "step", "iteration", "iter", "epoch")


def archive(piece: Piece, members: Mapping[str, Member], form: Format) -> Inspected:
    """An archive, by the pickle in it; no storage is read.

    Raises:
        UnreadError: its pickle is missing or cannot be followed.
    """
    name = next((one for one in members if one.rpartition("/")[2] == "data.pkl"), None)
    if name is None:
        raise UnreadError("it holds no data.pkl")
    whole = _pickle(piece, members[name])
    places = _Places(piece, members, f"{name.removesuffix('data.pkl')}data/")
    found = _described(piece, form, collect(piece, whole, places.start_of))
    version = next((one for one in members if one.endswith("/version")), "")
    metadata = [("file format version", _text(piece, members[version]))] if version else []
    return replace(found, metadata=(*metadata, *found.metadata))


@dataclass(slots=True)
class _Places:
    """Where the storages of an archive lie, each looked up when it is asked for."""

    piece: Piece
    members: Mapping[str, Member]
    folder: str
    known: dict[str, int] = field(default_factory=dict)

    def start_of(self, key: str) -> int:
        """Offset of a storage's first byte; -1 where it is packed, or costs a fetch."""
        member = self.members.get(self.folder + key)
        if member is None or member.method or self.piece.kept or self.piece.depth:
            return -1
        if key not in self.known:
            local = self.piece.at(member.offset, 30)
            lengths = (int.from_bytes(local[i : i + 2], "little") for i in (26, 28))
            whole = local.startswith(b"PK\x03\x04") and len(local) == 30
            self.known[key] = member.offset + 30 + sum(lengths) if whole else -1
        return self.known[key]


def _pickle(piece: Piece, member: Member) -> Any:
    if member.size > _LONGEST_PICKLE:
        raise UnreadError(f"its pickle of {member.size:,} bytes is longer than is followed")
    data = beginning(piece, member, member.size)
    return pickle_values.value(piece.member(member.name[:200], data))[0]


def _text(piece: Piece, member: Member) -> str:
    return beginning(piece, member, 20).decode("ascii", "replace").strip()


def legacy(piece: Piece) -> Inspected:
    """A file from before PyTorch 1.6: five pickles, then the storages one after another.

    Raises:
        UnreadError: a pickle cannot be followed.
    """
    values: list[Any] = []
    offset = 0
    for _ in range(_LEGACY_PICKLES):
        one, offset = pickle_values.value(piece, offset)
        values.append(one)
    return _described(piece, pytorch.LEGACY, collect(piece, values[3]))


def pickled(piece: Piece) -> Inspected:
    """A plain pickle, or one of joblib with its arrays between the opcodes.

    Raises:
        UnreadError: it cannot be followed.
    """
    whole, end = pickle_values.value(piece)
    found = collect(piece, whole)
    form = JOBLIB if _has_arrays(whole) else pytorch.BARE
    notes = (f"{piece.size - end:,} bytes follow the pickle.",) if piece.size - end > 16 else ()
    told = _described(piece, form, found)
    return replace(told, notes=(*told.notes, *notes))


def _has_arrays(whole: Any) -> bool:
    """Whether joblib wrote it: its arrays stand behind their descriptions."""
    stack, seen = [whole], set[int]()
    while stack and len(seen) < 10_000:
        one = stack.pop()
        if not isinstance(one, Held | tuple) or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, tuple):
            stack += one[:100]
            continue
        if isinstance(one.data, Stretch):
            return True
        stack += [one.state, *one.arguments, *one.items[:100], *(v for _, v in one.pairs[:500])]
    return False


def _described(piece: Piece, form: Format, found: Collected) -> Inspected:
    step = next((found.told[key] for key in _STEPS if key in found.told), None)
    producer = next(
        (
            f"{title} {found.versions[key]}"
            for key, title in _PRODUCERS.items()
            if key in found.versions
        ),
        "",
    )
    notes = []
    if found.training:
        notes.append(
            f"{found.training:,} tensors are of the optimiser, and count as no parameters."
        )
    if found.cut:
        notes.append("It holds more values than are looked at; the others are not counted.")
    return Inspected(
        form,
        piece.size,
        tensors=tuple(found.tensors),
        metadata=tuple(found.versions.items()),
        producer=producer,
        architecture=found.by,
        step=step,
        notes=tuple(notes),
    )
