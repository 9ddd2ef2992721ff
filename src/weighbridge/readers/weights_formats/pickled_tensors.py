"""Tensors among the values of a pickle: PyTorch's by their storages, NumPy's by their shapes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import prod
from typing import Any

from weighbridge.facts.tensors import Tensor
from weighbridge.patterns import lazy
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats import pickle_values
from weighbridge.readers.weights_formats.pickle_values import Held, Named, Stretch, element
from weighbridge.readers.weights_formats.port import WIDTHS, UnreadError

_MOST = 200_000
_MOST_VISITED = 3_000_000
_LONGEST_NAME = 300
_STORAGES = {
    "Float": "F32", "Half": "F16", "BFloat16": "BF16", "Double": "F64", "Long": "I64", "Int": "I32",
    "Short": "I16", "Char": "I8", "Byte": "U8", "Bool": "BOOL", "ComplexFloat": "C64",
    "ComplexDouble": "C128", "QInt8": "I8", "QUInt8": "U8", "QInt32": "I32", "Untyped": "U8",
}  # fmt: skip
_DTYPES = {
    "float32": "F32", "float": "F32", "float16": "F16", "half": "F16", "bfloat16": "BF16",
    "float64": "F64", "double": "F64", "int64": "I64", "int32": "I32", "int16": "I16", "int8": "I8",
    "uint8": "U8", "uint16": "U16", "uint32": "U32", "uint64": "U64", "bool": "BOOL",
    "float8_e4m3fn": "F8_E4M3", "float8_e5m2": "F8_E5M2", "complex64": "C64", "complex128": "C128",
}  # fmt: skip
_NUMPY = {
    "f2": "F16", "f4": "F32", "f8": "F64", "i1": "I8", "i2": "I16", "i4": "I32", "i8": "I64",
    "u1": "U8", "u2": "U16", "u4": "U32", "u8": "U64", "b1": "BOOL", "c8": "C64", "c16": "C128",
}  # fmt: skip
_UNTOLD = frozenset(("_parameters", "_buffers", "_modules"))
"""Attributes of a module that its state dictionary leaves out of names."""
_TRAINING = frozenset((
    "optimizer", "optimizers", "optimizer_states", "optimizer_state_dict", "optim",
    "optimizer_state",
    "lr_schedulers", "scheduler", "scheduler_state_dict", "rng_state", "rng_states", "grad_scaler",
    "scaler", "rng", "torch_rng_state", "loops", "callbacks",
    "cuda_rng_state", "exp_avg", "exp_avg_sq",
))  # fmt: skip
"""Keys at the top of a checkpoint under which no parameters of the model stand."""
_ACCUMULATOR = lazy(r"_(?:moment[12]|beta[12]_pow_acc|velocity|moment2_max)_\d+$")
"""Ends of names of an optimiser's values. Source: PaddlePaddle 3.3 `optimizer/adam.py`."""
_PREFIX = "torch._utils._rebuild_"
Place = Callable[[str], int]


@dataclass(slots=True)
class Collected:
    """What stands among the values of a pickle.

    Attributes:
        training: tensors that only training needs.
        told: values at the top that say where training stood, by key.
        by: full name of the class of the whole, where it is no plain container.
        versions: version texts found, by key.
    """

    tensors: list[Tensor] = field(default_factory=list)
    training: int = 0
    told: dict[str, int] = field(default_factory=dict)
    by: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    cut: bool = False


def collect(piece: Piece, whole: Any, start_of: Place = lambda _: -1) -> Collected:
    """Every tensor among some values, each storage counted once.

    Args:
        start_of: offset of a storage's bytes in the file, by its key; -1 where nobody knows.
    """
    found = Collected()
    if isinstance(whole, Held):
        _at_the_top(found, whole)
    seen: dict[tuple[Any, ...], str] = {}
    for name, held in _walk(found, whole):
        one = _tensor(piece, name, held, start_of)
        if one is None:
            continue
        tensor, key = one
        training = name.partition(".")[0] in _TRAINING or bool(_ACCUMULATOR.search(name))
        first = seen.setdefault(key, tensor.name) if key else tensor.name
        if first != tensor.name:
            tensor = tensor._replace(parameters=0, shares=first)
        elif training:
            tensor = tensor._replace(parameters=0)
        found.training += training
        found.tensors.append(tensor)
        if len(found.tensors) >= _MOST:
            found.cut = True
            break
    return found


def _at_the_top(found: Collected, whole: Held) -> None:
    if "." in whole.by and not whole.by.startswith("collections."):
        found.by = whole.by
    for key, value in [*whole.pairs, *_attributes(whole)]:
        if type(value) is int and key in {"global_step", "step", "iteration", "iter", "epoch"}:
            found.told.setdefault(key, value)
        elif isinstance(value, str) and isinstance(key, str) and key.endswith("version"):
            found.versions.setdefault(key, value[:60])


def _attributes(held: Held) -> list[tuple[Any, Any]]:
    state = held.state
    if isinstance(state, tuple) and len(state) == 2:
        parts = [one for one in state if isinstance(one, Held)]
        return [pair for one in parts for pair in one.pairs]
    return state.pairs if isinstance(state, Held) else []


def _walk(found: Collected, whole: Any) -> Iterator[tuple[str, Held]]:
    """Every call among some values that may be a tensor, in the order of the file."""
    stack: list[tuple[str, Any]] = [("", whole)]
    seen: set[int] = set()
    visited = 0
    while stack:
        name, one = stack.pop()
        visited += 1
        if visited > _MOST_VISITED:
            found.cut = True
            return
        if isinstance(one, tuple):
            inside = [(_joined(name, i), each) for i, each in enumerate(one) if _held(each)]
        elif not isinstance(one, Held):
            continue
        elif _is_tensor(one):
            yield name, one
            continue
        else:
            inside = list(_inside(name, one)) if id(one) not in seen else []
        if id(one) not in seen:
            seen.add(id(one))
            stack += reversed(inside)


def _held(one: Any) -> bool:
    return isinstance(one, Held | tuple)


def _inside(name: str, one: Held) -> Iterator[tuple[str, Any]]:
    for argument in one.arguments:
        if _held(argument):
            yield name, argument
    for i, item in enumerate(one.items):
        if _held(item):
            yield _joined(name, i), item
    for key, value in [*one.pairs, *_attributes(one)]:
        if _held(value):
            yield name if key in _UNTOLD else _joined(name, key), value
    if isinstance(one.state, tuple) and len(one.state) != 2:
        yield name, one.state


def _joined(name: str, key: Any) -> str:
    last = key if isinstance(key, str) else str(key) if type(key) is int else "…"
    return (f"{name}.{last}" if name else last)[:_LONGEST_NAME]


def _is_tensor(one: Held) -> bool:
    last = one.by.rpartition(".")[2]
    return (
        one.by.startswith((f"{_PREFIX}tensor", f"{_PREFIX}qtensor", f"{_PREFIX}meta_tensor"))
        or last in {"_rebuild_from_type_v2", "_reconstruct", "_frombuffer", "NumpyArrayWrapper"}
    )  # fmt: skip


def _tensor(
    piece: Piece, name: str, one: Held, start_of: Place
) -> tuple[Tensor, tuple[Any, ...]] | None:
    """A tensor, and what tells whether another holds the same bytes."""
    last = one.by.rpartition(".")[2]
    if last == "_rebuild_from_type_v2" and len(one.arguments) > 2:
        function, _, arguments = one.arguments[:3]
        if not isinstance(function, Named) or not isinstance(arguments, tuple):
            return None
        one, last = Held(function.name, arguments), function.name.rpartition(".")[2]
    if one.by.startswith(f"{_PREFIX}meta_tensor"):
        return _meta(name, one)
    if one.by.startswith(_PREFIX):
        return _torch(piece, name, one, start_of)
    return _numpy(name, one, last)


def _shape(value: Any) -> tuple[int, ...] | None:
    if isinstance(value, Held):
        value = value.arguments[0] if value.by == "torch.Size" and value.arguments else value.items
    if type(value) is int:
        value = (value,)
    if not isinstance(value, tuple | list) or len(value) > 64:
        return None
    good = all(type(size) is int and 0 <= size < 1 << 63 for size in value)
    return tuple(value) if good else None


def _torch(
    piece: Piece, name: str, one: Held, start_of: Place
) -> tuple[Tensor, tuple[Any, ...]] | None:
    """Source: PyTorch 2.9 `_utils._rebuild_tensor_v2` and `_rebuild_tensor_v3`."""
    if len(one.arguments) < 3:
        return None
    storage, offset, sizes = one.arguments[:3]
    shape = _shape(sizes)
    dtype, key, held = _storage(piece, storage)
    if shape is None or type(offset) is not int:
        return None
    if "_v3" in one.by and len(one.arguments) > 6:
        dtype, held = _dtype(one.arguments[6]) or dtype, -1
    count = prod(shape)
    width = WIDTHS.get(dtype, 0) // 8
    if held >= 0:
        count = min(count, held)  # an expanded tensor repeats what it holds
    start = start_of(key) if key else -1
    first = start + offset * width if start >= 0 and width else -1
    strides = one.arguments[3] if len(one.arguments) > 3 else ()
    same = (key, offset, shape, _shape(strides)) if key else ()
    return Tensor(name, dtype, shape, count * width if width else -1, count, first), same


def _storage(piece: Piece, storage: Any) -> tuple[str, str, int]:
    """Type, key and number of elements of a storage; -1 elements where nobody knows."""
    if not isinstance(storage, Held):
        return "unknown", "", -1
    if storage.by == "torch.storage._load_from_bytes" and storage.arguments:
        return _embedded(piece, storage.arguments[0])
    if storage.by != "persistent" or len(storage.arguments) < 5:
        return "unknown", "", -1
    _, kind, key, _, held = storage.arguments[:5]
    return _kind(kind), str(key), held if type(held) is int else -1


def _kind(kind: Any) -> str:
    last = kind.name.rpartition(".")[2] if isinstance(kind, Named) else ""
    return _STORAGES.get(last.removesuffix("Storage"), last or "unknown")


def _dtype(made: Any) -> str:
    last = made.name.rpartition(".")[2] if isinstance(made, Named) else ""
    return _DTYPES.get(last, last)


def _embedded(piece: Piece, data: Any) -> tuple[str, str, int]:
    """A storage that a plain pickle holds as a file of its own, in the layout before 1.6."""
    if isinstance(data, Stretch):
        inner = piece.part(data.start, data.length)
        try:
            offset, found = 0, None
            for _ in range(4):
                found, offset = pickle_values.value(inner, offset)
        except UnreadError:
            return "unknown", "", -1
        if isinstance(found, Held) and found.by == "persistent" and len(found.arguments) > 4:
            held = found.arguments[4]
            return _kind(found.arguments[1]), f"@{data.start}", held if type(held) is int else -1
    return "unknown", "", -1


def _meta(name: str, one: Held) -> tuple[Tensor, tuple[Any, ...]] | None:
    shape = _shape(one.arguments[1]) if len(one.arguments) > 1 else None
    if shape is None:
        return None
    return Tensor(name, _dtype(one.arguments[0]) or "unknown", shape, 0, prod(shape)), ()


def _numpy(name: str, one: Held, last: str) -> tuple[Tensor, tuple[Any, ...]] | None:
    """Source: NumPy 2.3 `ndarray.__reduce__` and `__setstate__`; joblib `NumpyArrayWrapper`."""
    data: Any = None
    match last, one.arguments, one.state:
        case "NumpyArrayWrapper", _, Held() as state:
            sizes, made, data = state.get("shape"), state.get("dtype"), one.data
        case "_frombuffer", (data, made, sizes, *_), _:
            pass
        case "_reconstruct", _, (_, sizes, made, _, data):
            pass
        case _:
            return None
    kind, shape = element(made), _shape(sizes)
    if kind is None or shape is None or kind[0] == "O":
        return None
    dtype = _NUMPY.get(kind[0], kind[0])
    start = data.start if isinstance(data, Stretch) else -1
    return Tensor(name, dtype, shape, prod(shape) * kind[1], prod(shape), start), ()
