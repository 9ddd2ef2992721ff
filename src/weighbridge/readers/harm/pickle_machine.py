"""A pickle walked by symbols: what it names, what it calls and with what, without making anything.

Values on the stack and in the memo are numbers: the offset of the opcode that pushed one, or a
negative number for what a call gave. So a walk of millions of opcodes keeps no object for each.
"""

from array import array
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field

from weighbridge.readers.harm import pickle_opcodes as op
from weighbridge.readers.harm.pickle_window import DamagedPickleError, Window
from weighbridge.readers.harm.piece import Piece

OPAQUE = -1
"""A value that nobody can ask about: a number, a truth value, nothing."""
_MOST_ON_STACK = 1 << 24
_MOST_CLOSER = 1_000_000
"""Opcodes that are walked one by one; the description of an array takes some forty."""

Made = tuple[str, str]
"""What a call or an import gave: `global`, `result` or `persistent`, and its name."""


@dataclass(slots=True)
class Walk:
    """What a walk met.

    Attributes:
        start: offset of the first opcode.
        end: offset after the last one that was understood.
        fault: why the walk ended early, as a clause; empty when it reached STOP.
        imports: module and name → offset of the first place that asks for it.
        computed: offsets where a name is asked for that only a loader can know.
        calls: name, and its arguments where they are told → offset of the first call.
        tricks: rule, sentence and offset of what no honest writer does.
        embedded: offset and length of bytes that begin as a pickle or an archive.
        persistent: what persistent ids name, with the offset of the first.
        arrays: whether raw arrays of joblib stand between the opcodes.
    """

    start: int
    end: int = 0
    fault: str = ""
    imports: dict[tuple[str, str], int] = field(default_factory=dict)
    computed: list[int] = field(default_factory=list)
    calls: dict[tuple[str, tuple[str, ...] | None], int] = field(default_factory=dict)
    tricks: dict[tuple[str, str], int] = field(default_factory=dict)
    embedded: list[tuple[int, int]] = field(default_factory=list)
    persistent: dict[str, int] = field(default_factory=dict)
    arrays: bool = False

    def trick(self, rule: str, message: str, offset: int) -> None:
        """Note what no honest writer does."""
        self.tricks.setdefault((rule, message), offset)


@dataclass(slots=True)
class Machine:
    """The state of a walk.

    Attributes:
        made: what negative values stand for, from -2 downwards.
        items: value of a tuple → what it holds, where an opcode is about to ask.
        weights: value of a container → how many times it doubled what it holds.
        pairs: what was put under which key, while `detailed`.
        detailed: whether numbers and tuples are kept too.
        frame: offset of the end of the current frame; 0 outside.
    """

    window: Window
    walk: Walk
    stack: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    memo: "array[int] | dict[int, int]" = field(default_factory=lambda: array("q"))
    made: list[Made] = field(default_factory=list)
    known: MutableMapping[Made, int] = field(default_factory=dict)
    items: dict[int, list[int]] = field(default_factory=dict)
    weights: dict[int, int] = field(default_factory=dict)
    pairs: dict[str, int] = field(default_factory=dict)
    detailed: bool = False
    frame: int = 0
    looked_closer: int = 0
    dups: int = 0
    depth: int = 0

    def pop(self) -> int:
        """Take the top of the stack, never from under a mark."""
        if not self.stack or (self.marks and len(self.stack) <= self.marks[-1]):
            raise DamagedPickleError("it takes more from its stack than lies there")
        return self.stack.pop()

    def since_mark(self) -> list[int]:
        """Take everything since the last mark."""
        if not self.marks:
            raise DamagedPickleError("it asks for a mark that is not there")
        start = self.marks.pop()
        found = self.stack[start:]
        del self.stack[start:]
        return found

    def put(self, index: int, value: int, offset: int) -> None:
        """Remember a value under a number."""
        memo = self.memo
        if index == len(memo) and isinstance(memo, array):
            memo.append(value)
            return
        if index > offset + 1024:
            message = f"Loading it reserves memory for {index:,} entries that it never fills."
            self.walk.trick("pickle-expansion", message, offset)
        if isinstance(memo, array) and index > len(memo):
            memo = self.memo = dict(enumerate(memo))
        memo[index] = value

    def remember(self, value: int) -> None:
        """Remember a value under the next number."""
        if isinstance(self.memo, array):
            self.memo.append(value)
        else:
            self.memo[len(self.memo)] = value

    def recall(self, index: int) -> None:
        """Push what was remembered under a number."""
        try:
            if index < 0:
                raise KeyError(index)
            self.stack.append(self.memo[index])
        except LookupError:
            raise DamagedPickleError(f"it recalls entry {index}, which it never stored") from None

    def give(self, kind: str, name: str) -> int:
        """The value that stands for what an import or a call gave."""
        key = (kind, name)
        if key not in self.known:
            self.made.append(key)
            self.known[key] = -1 - len(self.made)
        return self.known[key]

    def what(self, value: int) -> Made | None:
        """What a negative value stands for; None for every other."""
        return self.made[-2 - value] if value <= -2 else None

    def text(self, value: int) -> str | None:
        """The text a value is; None if it is none, or only a loader can know."""
        return self.window.text(value) if value >= 0 else None

    def asked(self, offset: int) -> bool:
        """Whether somebody is about to look into the tuple that ends here."""
        start = offset - self.window.base
        return self.detailed or _asked(self.window.data, start)

    def told(self, value: int) -> str:
        """A value as a sentence names it."""
        if made := self.what(value):
            return made[1]
        text = self.text(value)
        return "…" if text is None else repr(text[:200])


Steps = tuple[Callable[[Machine, int, int], int], ...]


def walk(piece: Piece, start: int = 0, depth: int = 0) -> Walk:
    """Walk one pickle of a file, from its first opcode to STOP or to where it breaks."""
    from weighbridge.readers.harm.pickle_steps import STEPS  # noqa: PLC0415  # steps know machines

    found = Walk(start, start)
    machine = Machine(Window(piece), found, depth=depth)
    offset = start
    try:
        while offset >= 0:
            found.end = offset
            _frame(machine, offset)
            machine.window.hold(offset)
            if offset >= piece.size:
                raise DamagedPickleError("it ends before its last opcode")  # noqa: TRY301
            if machine.detailed:
                machine.looked_closer += 1
                if machine.looked_closer > _MOST_CLOSER:
                    raise DamagedPickleError("it describes an array of joblib at no end")  # noqa: TRY301
                opcode = machine.window.data[offset - machine.window.base]
                offset = STEPS[opcode](machine, offset, opcode)
            else:
                offset = _common(machine, offset, STEPS)
    except DamagedPickleError as error:
        found.fault = str(error)
    except (LookupError, OverflowError):
        found.fault = "its opcodes ask for what is not there"
    return found


def _frame(machine: Machine, offset: int) -> None:
    """Leave a frame that ends here; one that an opcode reaches out of is read in two ways."""
    if machine.frame and offset >= machine.frame:
        if machine.frame < offset <= machine.window.piece.size:
            message = (
                "An opcode reaches over the end of its frame, so that a loader from a file and one "
                "from memory run different programs."
            )
            machine.walk.trick("pickle-frame-divergence", message, machine.frame)
        machine.frame = 0
    if len(machine.stack) > _MOST_ON_STACK:
        raise DamagedPickleError(f"it piles up more than {_MOST_ON_STACK:,} values")


def _common(machine: Machine, offset: int, steps: Steps) -> int:  # noqa: C901, PLR0912, PLR0915  # the hot loop, in one piece: a call an opcode would triple its time
    """Go over opcodes while nothing changes that the loop rests on; gives the next one's place."""
    base, data, limit = machine.window.base, machine.window.data, machine.window.limit()
    limit = (min(limit, machine.frame) if machine.frame else limit) - base
    stack, marks, memo, walk = machine.stack, machine.marks, machine.memo, machine.walk
    push, plain, fills, tuples = stack.append, op.PLAIN, op.FILLS, op.TUPLE_SIZES
    filling = op.FILLING
    i, kept = offset - base, isinstance(memo, array)
    while i < limit:
        opcode = data[i]
        if width := plain[opcode]:
            i, count = i + width, 1
            while i < limit and (width := plain[data[i]]):
                i += width
                count += 1
            push(OPAQUE) if count == 1 else stack.extend([OPAQUE] * count)
        elif opcode == 0x8C:  # SHORT_BINUNICODE
            push(base + i)
            i += 2 + data[i + 1]
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
            elif marks and _closes(stack, marks[-1]):
                del stack[marks.pop() :]
            else:
                i = steps[opcode](machine, base + i, opcode) - base - 1
            i += 1
        elif (count := tuples[opcode]) and not _asked(data, i + 1) and not _twice(stack, count):
            del stack[-count:]
            push(base + i)
            i += 1
        elif opcode == 0x30 and len(stack) > (marks[-1] if marks else 0):  # POP
            stack.pop()
            i += 1
        elif (count := fills[opcode]) and len(stack) > count and stack[-count - 1] > -2:
            del stack[-count:]
            i += 1
        else:
            walk.end = base + i
            offset = steps[opcode](machine, base + i, opcode)
            if opcode in op.LEAVING or memo is not machine.memo:
                return offset
            i = offset - base
    return base + i


def _closes(stack: list[int], mark: int) -> bool:
    """Whether what lies above a mark goes into a container that needs no closer look."""
    if not 0 < mark < len(stack) or stack[mark - 1] < 0:
        return False
    return stack[-1] < 0 or stack[-1] != stack[mark]


def _twice(stack: list[int], count: int) -> bool:
    """Whether a tuple would hold the same thing twice, which has to be weighed."""
    return count > 1 and stack[-1] == stack[-2] >= 0


def _asked(data: bytes, i: int) -> bool:
    """Whether the opcode after a tuple, and after its being remembered, looks into it."""
    follows = data[i]
    if follows == op.MEMOIZE:
        follows = data[i + 1]
    elif follows == op.BINPUT:
        follows = data[i + 2]
    elif follows == op.LONG_BINPUT:
        follows = data[i + 5]
    elif follows == op.PUT:
        return True
    return follows in op.CALLING
