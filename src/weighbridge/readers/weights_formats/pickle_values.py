"""A pickle followed by symbols to the values it would make: names, calls and what they hold, with
nothing imported, called or made.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import prod
from typing import Any

from weighbridge.readers.harm import pickle_opcodes as op
from weighbridge.readers.harm.pickle_window import DamagedPickleError, Window
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats.port import UnreadError

MOST_STEPS = 1_000_000
"""Opcodes of one file that are followed; a state dictionary of 10,000 tensors has 400,000."""
_DEEPEST = 4
_MOST_ON_STACK = 1 << 20
_WRAPPER = "joblib.numpy_pickle.NumpyArrayWrapper"


@dataclass(frozen=True, slots=True)
class Named:
    """A class or function, by its full name."""

    name: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes that stand in the file."""

    start: int
    length: int


@dataclass(slots=True, eq=False)
class Held:
    """A container, or what a call gave.

    Attributes:
        by: `list`, `dict`, `set`, `persistent`, or the full name of what was called.
        arguments: of the call.
        pairs: what was put under keys.
        items: what was appended.
        state: what it was built up with.
        data: the raw bytes that joblib wrote behind it.
    """

    by: str
    arguments: tuple[Any, ...] = ()
    pairs: list[tuple[Any, Any]] = field(default_factory=list)
    items: list[Any] = field(default_factory=list)
    state: Any = None
    data: Stretch | None = None

    def get(self, key: str) -> Any:
        """What stands under a key; the last that was put there."""
        return next((value for name, value in reversed(self.pairs) if name == key), None)


@dataclass(slots=True)
class _Machine:
    window: Window
    stack: list[Any] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    memo: dict[int, Any] = field(default_factory=dict)
    steps: int = 0
    depth: int = 0

    def pop(self) -> Any:
        if not self.stack or (self.marks and len(self.stack) <= self.marks[-1]):
            raise DamagedPickleError("it takes more from its stack than lies there")
        return self.stack.pop()

    def since_mark(self) -> list[Any]:
        if not self.marks:
            raise DamagedPickleError("it asks for a mark that is not there")
        start = self.marks.pop()
        found = self.stack[start:]
        del self.stack[start:]
        return found

    def top(self) -> Any:
        if not self.stack:
            raise DamagedPickleError("its stack is empty")
        return self.stack[-1]


_Step = Callable[[_Machine, int, int], int]


def value(piece: Piece, start: int = 0, depth: int = 0) -> tuple[Any, int]:
    """The value of one pickle, and the offset after it.

    Raises:
        UnreadError: it is damaged, or longer than is followed.
    """
    machine = _Machine(Window(piece), depth=depth)
    window, stack, offset = machine.window, machine.stack, start
    try:
        while True:
            window.hold(offset)
            place = offset - window.base
            if place >= len(window.data):
                raise DamagedPickleError("it ends before its last opcode")  # noqa: TRY301
            opcode = window.data[place]
            if opcode == op.STOP:
                return machine.pop(), offset + 1
            machine.steps += 1
            if machine.steps > MOST_STEPS or len(stack) > _MOST_ON_STACK:
                raise DamagedPickleError(f"it has more than {MOST_STEPS:,} steps")  # noqa: TRY301
            offset = _STEPS[opcode](machine, offset, opcode)
    except (DamagedPickleError, LookupError, ValueError, OverflowError) as error:
        cause = str(error) if isinstance(error, DamagedPickleError) else "it is damaged"
        raise UnreadError(f"its pickle cannot be followed to the end: {cause}") from error


def _unknown(_machine: _Machine, _offset: int, opcode: int) -> int:
    raise DamagedPickleError(f"0x{opcode:02x} is no opcode")


def _scalar(machine: _Machine, offset: int, opcode: int) -> int:
    if opcode in op.INTEGERS:
        machine.stack.append(machine.window.whole(offset))
    else:
        machine.stack.append({0x88: True, 0x89: False, 0x47: 0.0}.get(opcode))
    return offset + op.PLAIN[opcode]


def _line(machine: _Machine, offset: int, opcode: int) -> int:
    after = machine.window.line(offset + 1)[1]
    text = opcode in op.TEXTS
    machine.stack.append(
        machine.window.text(offset)
        if text
        else 0.0
        if opcode == 0x46
        else _line_number(machine, offset)
    )
    return after


def _line_number(machine: _Machine, offset: int) -> int | bool | None:
    raw = machine.window.line(offset + 1)[0]
    return raw == b"01" if raw in {b"00", b"01"} else machine.window.whole(offset)


def _counted(machine: _Machine, offset: int, opcode: int) -> int:
    width = op.COUNTED[opcode]
    length = machine.window.number(offset + 1, width)
    start = offset + 1 + width
    if start + length > machine.window.piece.size:
        raise DamagedPickleError("it ends in the middle of a value")
    if opcode in {0x8A, 0x8B}:
        machine.stack.append(
            machine.window.whole(offset) if opcode == 0x8A and length < 64 else None
        )
    elif opcode in b"UT" and length > 256:
        machine.stack.append(Stretch(start, length))
    elif opcode in op.TEXTS:
        machine.stack.append(machine.window.text(offset))
    else:
        machine.stack.append(Stretch(start, length))
    return start + length


def _empty(machine: _Machine, offset: int, opcode: int) -> int:
    kinds = {op.EMPTY_LIST: "list", op.EMPTY_DICT: "dict", op.EMPTY_SET: "set"}
    machine.stack.append(Held(kinds[opcode]) if opcode in kinds else ())
    return offset + 1


def _small_tuple(machine: _Machine, offset: int, opcode: int) -> int:
    items = [machine.pop() for _ in range(op.SMALL_TUPLES[opcode])]
    machine.stack.append(tuple(reversed(items)))
    return offset + 1


def _gather(machine: _Machine, offset: int, opcode: int) -> int:
    items = machine.since_mark()
    if opcode == op.TUPLE:
        machine.stack.append(tuple(items))
    elif opcode == op.DICT:
        machine.stack.append(Held("dict", pairs=_pairs(items)))
    else:
        machine.stack.append(Held("list" if opcode == op.LIST else "set", items=items))
    return offset + 1


def _fill(machine: _Machine, offset: int, opcode: int) -> int:
    match opcode:
        case op.APPEND:
            items = [machine.pop()]
        case op.SETITEM:
            items = [machine.pop(), machine.pop()][::-1]
        case _:
            items = machine.since_mark()
    target = machine.top()
    if isinstance(target, Held):
        if opcode in {op.SETITEM, op.SETITEMS}:
            target.pairs += _pairs(items)
        else:
            target.items += items
    return offset + 1


def _pairs(items: list[Any]) -> list[tuple[Any, Any]]:
    return list(zip(items[::2], items[1::2], strict=False))


def _mark(machine: _Machine, offset: int, _opcode: int) -> int:
    machine.marks.append(len(machine.stack))
    return offset + 1


def _pop(machine: _Machine, offset: int, opcode: int) -> int:
    if opcode == op.POP_MARK or (machine.marks and machine.marks[-1] == len(machine.stack)):
        machine.since_mark()
    else:
        machine.pop()
    return offset + 1


def _dup(machine: _Machine, offset: int, _opcode: int) -> int:
    machine.stack.append(machine.top())
    return offset + 1


def _index(machine: _Machine, offset: int, opcode: int) -> tuple[int, int]:
    if opcode in {op.GET, op.PUT}:
        raw, after = machine.window.line(offset + 1)
        return int(raw), after
    width = 1 if opcode in {op.BINGET, op.BINPUT} else 4
    return machine.window.number(offset + 1, width), offset + 1 + width


def _get(machine: _Machine, offset: int, opcode: int) -> int:
    index, after = _index(machine, offset, opcode)
    machine.stack.append(machine.memo[index])
    return after


def _put(machine: _Machine, offset: int, opcode: int) -> int:
    index, after = _index(machine, offset, opcode)
    machine.memo[index] = machine.top()
    return after


def _memoize(machine: _Machine, offset: int, _opcode: int) -> int:
    machine.memo[len(machine.memo)] = machine.top()
    return offset + 1


def _skip(_machine: _Machine, offset: int, opcode: int) -> int:
    return offset + {op.PROTO: 2, op.FRAME: 9}.get(opcode, 1)


def _global(machine: _Machine, offset: int, opcode: int) -> int:
    module, after = machine.window.line(offset + 1)
    name, after = machine.window.line(after)
    called = f"{module.decode('utf-8', 'replace')}.{name.decode('utf-8', 'replace')}"
    if opcode == op.INST:
        machine.stack.append(Held(called, tuple(machine.since_mark())))
    else:
        machine.stack.append(Named(called))
    return after


def _stack_global(machine: _Machine, offset: int, _opcode: int) -> int:
    name, module = machine.pop(), machine.pop()
    machine.stack.append(Named(f"{module}.{name}"))
    return offset + 1


def _extension(machine: _Machine, offset: int, opcode: int) -> int:
    machine.stack.append(Named("an entry of the extension registry"))
    return offset + 1 + {op.EXT1: 1, op.EXT2: 2, op.EXT4: 4}[opcode]


def _reduce(machine: _Machine, offset: int, opcode: int) -> int:
    if opcode == op.NEWOBJ_EX:
        machine.pop()
    arguments, called = machine.pop(), machine.pop()
    machine.stack.append(_made(called, arguments if isinstance(arguments, tuple) else ()))
    return offset + 1


def _object(machine: _Machine, offset: int, _opcode: int) -> int:
    items = machine.since_mark()
    machine.stack.append(_made(items[0] if items else None, tuple(items[1:])))
    return offset + 1


def _made(called: Any, arguments: tuple[Any, ...]) -> Held:
    if isinstance(called, Named):
        reconstructed = called.name == "copyreg._reconstructor" or called.name.endswith(
            ".__newobj__"
        )
        if reconstructed and arguments and isinstance(arguments[0], Named):
            return Held(arguments[0].name, arguments[1:])
        return Held(called.name, arguments)
    return Held("a call of what a call gave", arguments)


def _build(machine: _Machine, offset: int, _opcode: int) -> int:
    state, target = machine.pop(), machine.top()
    if not isinstance(target, Held):
        return offset + 1
    target.state = state
    if target.by == _WRAPPER and isinstance(state, Held):
        return _array_behind(machine, target, state, offset + 1)
    return offset + 1


def _array_behind(machine: _Machine, target: Held, state: Held, offset: int) -> int:
    """Step over the bytes that joblib wrote behind the description of an array.

    Source: joblib 1.5 `numpy_pickle`, `NumpyArrayWrapper.read_array`.
    """
    kind, shape = element(state.get("dtype")), state.get("shape")
    if kind is None or not isinstance(shape, tuple):
        raise DamagedPickleError("it holds an array of joblib whose length cannot be told")
    if kind[0] == "O":
        if machine.depth >= _DEEPEST:
            raise DamagedPickleError("it nests arrays of objects too deeply")
        return value(machine.window.piece, offset, machine.depth + 1)[1]
    if state.get("numpy_array_alignment_bytes") is not None:
        offset += 1 + machine.window.number(offset, 1)
    sizes = [size for size in shape if type(size) is int and size >= 0]
    length = prod(sizes) * kind[1]
    if len(sizes) < len(shape) or offset + length > machine.window.piece.size:
        raise DamagedPickleError("it ends in the middle of an array of joblib")
    target.data = Stretch(offset, length)
    return offset + length


def element(made: Any) -> tuple[str, int] | None:
    """Kind and width in bytes of the elements that a NumPy type describes; None for others."""
    if not isinstance(made, Held) or made.by != "numpy.dtype" or not made.arguments:
        return None
    text = str(made.arguments[0]).lstrip("<>=|")
    width = text[1:]
    if text[:1] == "O":
        return "O", 0
    if text[:1] == "V" and isinstance(made.state, tuple) and len(made.state) > 5:
        size = made.state[5]
        return ("V", size) if type(size) is int and size >= 0 else None
    if not width.isdigit() or len(width) > 9:
        return None
    return text, int(width) * (4 if text[0] == "U" else 1)


def _persistent(machine: _Machine, offset: int, opcode: int) -> int:
    if opcode == op.PERSID:
        raw, after = machine.window.line(offset + 1)
        machine.stack.append(Held("persistent", (raw.decode("utf-8", "replace"),)))
        return after
    found = machine.pop()
    machine.stack.append(Held("persistent", found if isinstance(found, tuple) else (found,)))
    return offset + 1


def _buffer(machine: _Machine, offset: int, opcode: int) -> int:
    if opcode == op.NEXT_BUFFER:
        machine.stack.append(None)
    return offset + 1


def _steps() -> tuple[_Step, ...]:
    steps: list[_Step] = [_unknown] * 256
    groups: tuple[tuple[_Step, Any], ...] = (
        (_scalar, [i for i in range(256) if op.PLAIN[i]]),
        (_line, op.LINES), (_counted, op.COUNTED), (_empty, op.EMPTY),
        (_small_tuple, op.SMALL_TUPLES), (_gather, op.GATHERING),
        (_fill, (op.APPEND, op.SETITEM, *op.CLOSING)), (_mark, (op.MARK,)),
        (_pop, (op.POP, op.POP_MARK)), (_dup, (op.DUP,)),
        (_get, (op.GET, op.BINGET, op.LONG_BINGET)),
        (_put, (op.PUT, op.BINPUT, op.LONG_BINPUT)), (_memoize, (op.MEMOIZE,)),
        (_skip, (op.PROTO, op.FRAME)), (_global, (op.GLOBAL, op.INST)),
        (_stack_global, (op.STACK_GLOBAL,)), (_extension, (op.EXT1, op.EXT2, op.EXT4)),
        (_reduce, (op.REDUCE, op.NEWOBJ, op.NEWOBJ_EX)), (_object, (op.OBJ,)),
        (_build, (op.BUILD,)), (_persistent, (op.PERSID, op.BINPERSID)),
        (_buffer, (op.NEXT_BUFFER, op.READONLY_BUFFER)),
    )  # fmt: skip
    for step, opcodes in groups:
        for opcode in opcodes:
            steps[opcode] = step
    return tuple(steps)


_STEPS = _steps()
