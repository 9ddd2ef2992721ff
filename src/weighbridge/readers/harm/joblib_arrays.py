"""Arrays that joblib writes between the opcodes of a pickle: where each ends.

Source: joblib 1.5 `numpy_pickle`, `NumpyArrayWrapper.read_array`.
"""

from math import prod

from weighbridge.patterns import lazy
from weighbridge.readers.harm.pickle_machine import Machine, Walk
from weighbridge.readers.harm.pickle_opcodes import EMPTY_TUPLE
from weighbridge.readers.harm.pickle_window import DamagedPickleError

_DTYPE = lazy(r"numpy\.dtype\('([|<>=]?)([a-zA-Z])(\d*)'\)")
_DEEPEST = 4


def array_end(machine: Machine, offset: int) -> int:
    """The offset after the array that stands behind its wrapper.

    Raises:
        DamagedPickleError: its length cannot be told, or it reaches over the end of the file.
    """
    place = machine.pairs.get("shape", -1)
    empty = place >= 0 and machine.window.take(place, 1)[0] == EMPTY_TUPLE
    shape = [] if empty else machine.items.get(place)
    made = machine.what(machine.pairs.get("dtype", -1))
    found = _DTYPE.fullmatch(made[1]) if made else None
    machine.items.clear()
    if shape is None or found is None:
        raise DamagedPickleError("it holds an array of joblib whose length cannot be told")
    machine.frame = 0
    if found[2] == "O":
        return _objects(machine, offset)
    sizes = [machine.window.whole(size) if size >= 0 else None for size in shape]
    if None in sizes:
        raise DamagedPickleError("it holds an array of joblib whose shape cannot be told")
    if "numpy_array_alignment_bytes" in machine.pairs:
        offset += 1 + machine.window.number(offset, 1)
    width = int(found[3] or 1) * (4 if found[2] == "U" else 1)
    end = offset + prod(size or 0 for size in sizes) * width
    if not offset <= end <= machine.window.piece.size:
        raise DamagedPickleError("it ends in the middle of an array of joblib")
    return end


def _objects(machine: Machine, offset: int) -> int:
    """Walk the pickle that stands in place of an array of objects."""
    if machine.depth >= _DEEPEST:
        raise DamagedPickleError("it nests arrays of objects too deeply")
    from weighbridge.readers.harm.pickle_walk import walk  # noqa: PLC0415  # walks read arrays

    inner = walk(machine.window.piece, offset, machine.depth + 1)
    merge(machine.walk, inner)
    if inner.fault:
        raise DamagedPickleError(inner.fault)
    return inner.end


def merge(into: Walk, other: Walk) -> None:
    """Add what another walk met."""
    into.computed += other.computed
    into.embedded += other.embedded
    into.imports = other.imports | into.imports
    into.calls = other.calls | into.calls
    into.tricks = other.tricks | into.tricks
    into.persistent = other.persistent | into.persistent
    into.arrays |= other.arrays
