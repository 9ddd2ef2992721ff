"""The walk through a pickle: opcode by opcode, within steps that are counted."""

import re
from array import array
from collections.abc import Callable

from weighbridge.patterns import lazy
from weighbridge.readers.harm import pickle_opcodes as op
from weighbridge.readers.harm.pickle_machine import (
    DENSITY,
    MOST_MARKS,
    MOST_ON_STACK,
    OPAQUE,
    STEP_BY_CALL,
    WORK,
    Machine,
    Walk,
    is_asked,
)
from weighbridge.readers.harm.pickle_window import DamagedPickleError, Window
from weighbridge.readers.harm.piece import Piece

_MOST_CLOSER = 1_000_000
"""Opcodes that are walked one by one; the description of an array takes some forty."""
_IDLE = lazy(
    rb"(?:(?:[N\x88\x89\])}\x8f]|K.|M..|J.{4}|G.{8}|\x8c\0|\x8c\x01.|\x8c\x02..)0|\([01])*+",
    re.DOTALL,
)
"""What pushes something and takes it away at once, which only padding does."""
_NOTHING = array("q", (OPAQUE,))

Steps = tuple[Callable[[Machine, int, int], int], ...]


def walk(piece: Piece, start: int = 0, depth: int = 0) -> Walk:
    """Walk one pickle of a file, from its first opcode to STOP or to where it breaks."""
    from weighbridge.readers.harm.pickle_steps import STEPS  # noqa: PLC0415  # steps know walks

    found = Walk(start, start)
    machine = Machine(Window(piece), found, depth=depth)
    machine.left = WORK + int((piece.size - start) * DENSITY)
    offset = start
    try:
        while offset >= 0:
            found.end = offset
            offset = _on(machine, offset, STEPS)
    except DamagedPickleError as error:
        found.fault = str(error)
    except (LookupError, OverflowError):
        found.fault = "its opcodes ask for what is not there"
    return found


def _on(machine: Machine, offset: int, steps: Steps) -> int:
    """Go on from an offset; gives the place where to go on next, or -1 behind STOP."""
    _bounded(machine)
    _leave_frame(machine, offset)
    machine.window.hold(offset)
    if offset >= machine.window.piece.size:
        raise DamagedPickleError("it ends before its last opcode")
    if not machine.detailed:
        return _common(machine, offset, steps)
    machine.looked_closer += 1
    if machine.looked_closer > _MOST_CLOSER:
        raise DamagedPickleError("it describes an array of joblib at no end")
    opcode = machine.window.data[offset - machine.window.base]
    return steps[opcode](machine, offset, opcode)


def _bounded(machine: Machine) -> None:
    if len(machine.stack) > MOST_ON_STACK:
        raise DamagedPickleError(f"it piles up more than {MOST_ON_STACK:,} values")
    if len(machine.marks) > MOST_MARKS:
        raise DamagedPickleError(f"it nests more than {MOST_MARKS:,} marks")
    if machine.left <= 0:
        why = "what was found already stands" if machine.cut else "no writer needs so many opcodes"
        raise DamagedPickleError(f"the limit of steps is reached, for {why}")


def _leave_frame(machine: Machine, offset: int) -> None:
    """Leave a frame that ends here; one that an opcode reaches out of is read in two ways."""
    if machine.frame and offset >= machine.frame:
        if machine.frame < offset <= machine.window.piece.size:
            message = (
                "An opcode reaches over the end of its frame, so that a loader from a file and one "
                "from memory run different programs."
            )
            machine.trick("pickle-frame-divergence", message, machine.frame)
        machine.frame = 0


def _common(machine: Machine, offset: int, steps: Steps) -> int:  # noqa: C901, PLR0912, PLR0915  # the hot loop, in one piece: a call an opcode would triple its time
    """Go over opcodes while nothing changes that the loop rests on; gives the next one's place."""
    base, data, limit = machine.window.base, machine.window.data, machine.window.limit()
    limit = (min(limit, machine.frame) if machine.frame else limit) - base
    stack, marks, memo, walk = machine.stack, machine.marks, machine.memo, machine.walk
    push, plain, fills, tuples = stack.append, op.PLAIN, op.FILLS, op.TUPLE_SIZES
    filling, left, known = op.FILLING, machine.left, machine.plain
    i, kept, built = offset - base, isinstance(memo, array), machine.built
    while i < limit and left > 0:
        opcode = data[i]
        left -= 1
        if width := plain[opcode]:
            i, count = i + width, 1
            while i < limit and (width := plain[data[i]]):
                i += width
                count += 1
            left -= count >> 3
            push(OPAQUE) if count == 1 else stack.extend(_NOTHING * count)
        elif opcode == 0x8C:  # SHORT_BINUNICODE
            push(value := base + i)
            i += 2 + data[i + 1]
            if kept and i < limit and data[i] == 0x94:
                memo.append(value)  # type: ignore[union-attr]
                i += 1
        elif opcode == 0x94 and kept:  # MEMOIZE
            memo.append(stack[-1])  # type: ignore[union-attr]
            i += 1
        elif opcode == 0x68:  # BINGET
            push(memo[data[i + 1]])
            i += 2
        elif opcode == 0x58:  # BINUNICODE
            push(base + i)
            i += 5 + int.from_bytes(data[i + 1 : i + 5], "little")
        elif (
            (opcode == 0x71 and kept and data[i + 1] == len(memo))  # BINPUT
            or (
                opcode == 0x72
                and kept
                and int.from_bytes(data[i + 1 : i + 5], "little") == len(memo)
            )
        ):  # LONG_BINPUT, as any writer numbers them
            memo.append(stack[-1])  # type: ignore[union-attr]
            i += 2 if opcode == 0x71 else 5
        elif opcode == 0x28:  # MARK
            marks.append(len(stack))
            i += 1
        elif filling[opcode]:  # an empty container, or what ends its filling
            if filling[opcode] == 1:
                push(base + i)
                if kept and i + 1 < limit and data[i + 1] == 0x94:
                    memo.append(base + i)  # type: ignore[union-attr]
                    i += 1
            elif marks and _closes(stack, marks[-1]):
                del stack[marks.pop() :]
            else:
                i = steps[opcode](machine, base + i, opcode) - base - 1
                left -= STEP_BY_CALL
            i += 1
        elif opcode in b"\x81R" and len(stack) > 1 and stack[-2] in known:  # NEWOBJ, REDUCE
            given = known[stack[-2]]
            del stack[-2:]
            if marks and len(stack) < marks[-1]:
                raise DamagedPickleError("it takes more from its stack than lies there")
            push(given)
            i += 1
        elif opcode == 0x62 and len(stack) > 1 and stack[-2] in built:  # BUILD
            stack.pop()
            i += 1
        elif opcode == 0x43 and (data[i + 1] < 8 or data[i + 2] not in b"\x80P"):  # SHORT_BINBYTES
            push(base + i)
            i += 2 + data[i + 1]
        elif (
            (count := tuples[opcode])
            and ((len(stack) > count and stack[-count - 1] in known) or not is_asked(data, i + 1))
            and not _twice(stack, count)
        ):
            left -= 1
            if len(stack) - (marks[-1] if marks else 0) < count:
                raise DamagedPickleError("it takes more from its stack than lies there")
            del stack[-count:]
            push(base + i)
            i += 1
        elif opcode == 0x30 and len(stack) > (marks[-1] if marks else 0):  # POP
            stack.pop()
            start, i = i + 1, _IDLE.match(data, i + 1, limit).end()  # type: ignore[union-attr]  # it matches nothing too
            left -= 1 + ((i - start) >> 3)
        elif (count := fills[opcode]) and len(stack) > count and stack[-count - 1] > -2:
            del stack[-count:]
            left -= 1
            i += 1
        else:
            walk.end = base + i
            machine.left = left - STEP_BY_CALL
            offset = steps[opcode](machine, base + i, opcode)
            left = machine.left
            if opcode in op.LEAVING or memo is not machine.memo:
                return offset
            i = offset - base
    machine.left = left
    return base + i


def _closes(stack: "array[int]", mark: int) -> bool:
    """Whether what lies above a mark goes into a container that needs no closer look."""
    if not 0 < mark < len(stack) or stack[mark - 1] < 0:
        return False
    return stack[-1] < 0 or stack[-1] != stack[mark]


def _twice(stack: "array[int]", count: int) -> bool:
    """Whether a tuple would hold the same thing twice, which has to be weighed."""
    return count > 1 and len(stack) > 1 and stack[-1] == stack[-2] >= 0
