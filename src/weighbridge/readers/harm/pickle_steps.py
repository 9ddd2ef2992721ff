"""What each opcode of a pickle does to the machine; every step gives the offset of the next."""

from collections.abc import Callable

from weighbridge.readers.harm import pickle_calls as calls
from weighbridge.readers.harm import pickle_opcodes as op
from weighbridge.readers.harm.pickle_machine import MOST_MARKS, Machine
from weighbridge.readers.harm.pickle_window import DamagedPickleError

Step = Callable[[Machine, int, int], int]
_STARTS = (*(b"\x80" + bytes([protocol]) for protocol in range(2, 6)), b"PK\x03\x04")
_SMALLEST_EMBEDDED = 8
_MOST_EMBEDDED = 256
_MOST_DOUBLINGS = 24
"""Times that a container holds another twice, one in the other: 2^24 elements when gone through."""
_MOST_DUPS = 64
"""Copies of the stack's top; the library's own writer makes none."""
_MUCH = 1 << 33


def _unknown(_machine: Machine, _offset: int, opcode: int) -> int:
    raise DamagedPickleError(f"0x{opcode:02x} is no opcode")


def _plain(machine: Machine, offset: int, opcode: int) -> int:
    machine.stack.append(offset)
    return offset + op.PLAIN[opcode]


def _line(machine: Machine, offset: int, _opcode: int) -> int:
    machine.stack.append(offset)
    return machine.window.line(offset + 1)[1]


def _counted(machine: Machine, offset: int, opcode: int) -> int:
    width = op.COUNTED[opcode]
    length = machine.window.number(offset + 1, width)
    start = offset + 1 + width
    if start + length > machine.window.piece.size:
        if length > _MUCH:
            message = (
                f"Loading it reserves {length:,} bytes of memory for a value it does not hold."
            )
            machine.trick("pickle-expansion", message, offset)
        raise DamagedPickleError("it ends in the middle of a value")
    if opcode in op.BYTES and length >= _SMALLEST_EMBEDDED:
        found = machine.walk.embedded
        if len(found) < _MOST_EMBEDDED and machine.window.take(start, 4).startswith(_STARTS):
            found.append((start, length))
    machine.stack.append(offset)
    return start + length


def _container(machine: Machine, offset: int, _opcode: int) -> int:
    machine.stack.append(offset)
    return offset + 1


def _small_tuple(machine: Machine, offset: int, opcode: int) -> int:
    items = [machine.pop() for _ in range(op.SMALL_TUPLES[opcode])]
    return _tuple(machine, offset, items[::-1])


def _gather(machine: Machine, offset: int, _opcode: int) -> int:
    return _tuple(machine, offset, machine.since_mark())


def _tuple(machine: Machine, offset: int, items: list[int]) -> int:
    _weigh(machine, offset, items)
    if len(items) < 64 and machine.asked(offset + 1):
        machine.keep(offset, items)
    machine.stack.append(offset)
    return offset + 1


def _weigh(machine: Machine, offset: int, items: list[int]) -> None:
    """Note a container that holds another twice: each such step doubles what a loader goes over."""
    if len(items) < 2 or not (items[0] == items[-1] >= 0):
        return
    opcode = machine.window.take(items[0], 1)[0]
    if opcode in op.CONTAINERS:
        weight = machine.weights.get(items[0], 0) + 1
        machine.weigh(offset, weight)
        if weight == _MOST_DOUBLINGS:
            message = "It nests containers that double each time: going over them exhausts memory."
            machine.trick("pickle-expansion", message, offset)


def _append(machine: Machine, offset: int, _opcode: int) -> int:
    machine.pop()
    return _filled(machine, offset, [])


def _set_item(machine: Machine, offset: int, _opcode: int) -> int:
    value, key = machine.pop(), machine.pop()
    return _filled(machine, offset, [key, value])


def _close(machine: Machine, offset: int, opcode: int) -> int:
    items = machine.since_mark()
    if machine.stack and machine.stack[-1] >= 0:
        _weigh(machine, machine.stack[-1], items)
    return _filled(machine, offset, items if opcode == op.SETITEMS else [])


def _filled(machine: Machine, offset: int, items: list[int]) -> int:
    if not machine.stack:
        raise DamagedPickleError("it fills a container that is not there")
    target = machine.what(machine.stack[-1])
    if target and target[0] == "global":
        message = f"It puts items into {target[1]} itself, which changes it for the whole process."
        machine.trick("pickle-changes-globals", message, offset)
    if machine.detailed:
        for key, value in zip(items[::2], items[1::2], strict=False):
            machine.pairs[machine.text(key) or ""] = value
    return offset + 1


def _mark(machine: Machine, offset: int, _opcode: int) -> int:
    if len(machine.marks) >= MOST_MARKS:
        raise DamagedPickleError(f"it nests more than {MOST_MARKS:,} marks")
    machine.marks.append(len(machine.stack))
    return offset + 1


def _pop(machine: Machine, offset: int, _opcode: int) -> int:
    if machine.marks and machine.marks[-1] == len(machine.stack):
        machine.marks.pop()
    else:
        machine.pop()
    return offset + 1


def _pop_mark(machine: Machine, offset: int, _opcode: int) -> int:
    machine.since_mark()
    return offset + 1


def _dup(machine: Machine, offset: int, _opcode: int) -> int:
    value = machine.pop()
    machine.stack.extend((value, value))
    machine.dups += 1
    if machine.dups == _MOST_DUPS:
        message = "It copies the top of its stack again and again, as no writer of pickles does."
        machine.trick("pickle-expansion", message, offset)
    return offset + 1


def _get(machine: Machine, offset: int, opcode: int) -> int:
    index, after = _index(machine, offset, opcode in b"gp", 4 if opcode in b"jr" else 1)
    machine.recall(index)
    return after


def _put(machine: Machine, offset: int, opcode: int) -> int:
    index, after = _index(machine, offset, opcode in b"gp", 4 if opcode in b"jr" else 1)
    machine.put(index, machine.stack[-1], offset)
    return after


def _index(machine: Machine, offset: int, line: bool, width: int) -> tuple[int, int]:  # noqa: FBT001  # one caller each
    if not line:
        return machine.window.number(offset + 1, width), offset + 1 + width
    digits, after = machine.window.line(offset + 1)
    if not digits.strip().isdigit() or len(digits) > 12:
        raise DamagedPickleError("it numbers an entry of its memo with no number")
    return int(digits), after


def _memoize(machine: Machine, offset: int, _opcode: int) -> int:
    machine.remember(machine.stack[-1])
    return offset + 1


def _proto(machine: Machine, offset: int, _opcode: int) -> int:
    protocol = machine.window.number(offset + 1, 1)
    if protocol > 5:
        raise DamagedPickleError(f"it is of protocol {protocol}, which does not exist")
    if offset != machine.walk.start:
        message = "It states its protocol again in the middle, as no writer of pickles does."
        machine.trick("pickle-protocol-confusion", message, offset)
    return offset + 2


def _frame(machine: Machine, offset: int, _opcode: int) -> int:
    if machine.frame > offset + 9:
        message = (
            "A frame begins inside another, so that a loader from a file and one from memory run "
            "different programs."
        )
        machine.trick("pickle-frame-divergence", message, offset)
    machine.frame = offset + 9 + machine.window.number(offset + 1, 8)
    return offset + 9


def _stop(machine: Machine, offset: int, _opcode: int) -> int:
    machine.walk.end = offset + 1
    if not machine.stack:
        raise DamagedPickleError("it stops with nothing made")
    if machine.frame > offset + 1:
        message = (
            "It stops before its frame ends, so that a loader from a file and one from memory read "
            "on from different places."
        )
        machine.trick("pickle-frame-divergence", message, offset)
    return -1


def _buffer(machine: Machine, offset: int, opcode: int) -> int:
    if opcode == op.NEXT_BUFFER:
        machine.stack.append(offset)
    return offset + 1


def _steps() -> tuple[Step, ...]:
    steps: list[Step] = [_unknown] * 256
    groups: tuple[tuple[Step, object], ...] = (
        (_plain, [i for i in range(256) if op.PLAIN[i]]),
        (_line, op.LINES), (_counted, op.COUNTED), (_container, op.EMPTY),
        (_small_tuple, op.SMALL_TUPLES), (_gather, op.GATHERING), (_close, op.CLOSING),
        (_append, (op.APPEND,)), (_set_item, (op.SETITEM,)), (_mark, (op.MARK,)),
        (_pop, (op.POP,)), (_pop_mark, (op.POP_MARK,)), (_dup, (op.DUP,)),
        (_get, (op.GET, op.BINGET, op.LONG_BINGET)),
        (_put, (op.PUT, op.BINPUT, op.LONG_BINPUT)), (_memoize, (op.MEMOIZE,)),
        (_proto, (op.PROTO,)), (_frame, (op.FRAME,)), (_stop, (op.STOP,)),
        (calls.global_, (op.GLOBAL, op.INST)), (calls.stack_global, (op.STACK_GLOBAL,)),
        (calls.extension, (op.EXT1, op.EXT2, op.EXT4)),
        (calls.reduce, (op.REDUCE, op.NEWOBJ, op.NEWOBJ_EX)), (calls.object_, (op.OBJ,)),
        (calls.build, (op.BUILD,)), (calls.persistent, (op.PERSID, op.BINPERSID)),
        (_buffer, (op.NEXT_BUFFER, op.READONLY_BUFFER)),
    )  # fmt: skip
    for step, opcodes in groups:
        for opcode in opcodes:  # type: ignore[attr-defined]
            steps[opcode] = step
    return tuple(steps)


STEPS = _steps()
"""What to do for each opcode."""
