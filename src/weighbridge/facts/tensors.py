"""The tensors of one weights file, and what its header says beside them."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from weighbridge.facts.weights import Format, ModelSettings


class Tensor(NamedTuple):
    """One tensor; a tuple, for a file may have a hundred thousand of them.

    Attributes:
        dtype: type of its elements, as the format names it; for packed weights what they unpack to.
        shape: as stored; packed weights hold more parameters than elements.
        size: bytes as stored; -1 where the header does not tell.
        parameters: scalar parameters it stands for; 0 for scales, optimiser states and repetitions.
        start: offset of its bytes in the file; -1 where the header does not tell.
        shares: name of the tensor whose bytes it shares; empty if they are its own.
    """

    name: str
    dtype: str
    shape: tuple[int, ...]
    size: int
    parameters: int
    start: int = -1
    shares: str = ""


@dataclass(frozen=True, slots=True)
class Inspected:
    """One weights file, inspected.

    Attributes:
        size: bytes of the file.
        tensors: every tensor; None where the format or the damage does not let them be listed.
        metadata: texts of the header, as (key, value).
        producer: library and version that wrote the file, as far as it says so.
        architecture: as the file states it.
        step: training step the file states.
        quantisation: scheme of packed weights that the tensors show.
        told: what the format counts instead of tensors (trees, features), as (what, how many).
        notes: what was not read and why, and what is odd; one sentence each.
        settings: sizes of the model, where the file holds them.
        members: weights files inside, by name.
    """

    format: Format
    size: int
    tensors: tuple[Tensor, ...] | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    producer: str = ""
    architecture: str = ""
    step: int | None = None
    quantisation: str = ""
    told: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    settings: ModelSettings | None = None
    members: tuple[tuple[str, "Inspected"], ...] = ()

    @property
    def parameters(self) -> int | None:
        """Scalar parameters; None where they are not known or the notion does not apply."""
        if self.tensors is None:
            counts = [one.parameters for _, one in self.members]
            return None if None in counts or not counts else sum(count or 0 for count in counts)
        return sum(tensor.parameters for tensor in self.tensors)

    @property
    def count(self) -> int | None:
        """Tensors; None where they are not known."""
        if self.tensors is None:
            counts = [one.count for _, one in self.members]
            return None if None in counts or not counts else sum(count or 0 for count in counts)
        return len(self.tensors)

    @property
    def dtypes(self) -> tuple[tuple[str, int, int], ...]:
        """Type, parameters and bytes as stored, most bytes first."""
        counts, sizes = Counter[str](), Counter[str]()
        for tensor in self.every_tensor():
            counts[tensor.dtype] += tensor.parameters
            sizes[tensor.dtype] += 0 if tensor.shares else max(tensor.size, 0)
        ordered = sorted(sizes, key=lambda name: (-sizes[name], name))
        return tuple((name, counts[name], sizes[name]) for name in ordered)

    @property
    def stored(self) -> int | None:
        """Bytes of all tensors; None where they are not known."""
        if self.count is None or any(tensor.size < 0 for tensor in self.every_tensor()):
            return None
        return sum(size for _, _, size in self.dtypes)

    def every_tensor(self) -> tuple[Tensor, ...]:
        """The tensors of the file and of the weights files inside."""
        inside = (tensor for _, one in self.members for tensor in one.every_tensor())
        return (*(self.tensors or ()), *inside)
