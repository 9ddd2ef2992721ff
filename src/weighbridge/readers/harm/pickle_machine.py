"""A pickle walked by symbols: what it names, what it calls and with what, without making anything.

Values on the stack and in the memo are numbers: the offset of the opcode that pushed one, or a
negative number for what a call gave. So a walk of millions of opcodes keeps no object for each.
"""

from array import array
from collections.abc import MutableMapping
from dataclasses import dataclass, field

from weighbridge.readers.harm import pickle_opcodes as op
from weighbridge.readers.harm.pickle_window import DamagedPickleError, Window

OPAQUE = -1
"""A value that nobody can ask about: a number, a truth value, nothing."""
MOST_ON_STACK = 12_000_000
MOST_MARKS = 1_000_000
_MOST_TRICKS = 64
_MOST_COMPUTED = 20
_MOST_WEIGHTS, _MOST_ITEMS = 500_000, 10_000
WORK, DENSITY = 3_000_000, 0.5
"""Steps that a walk may take: so many, and so many for each byte of the file."""
STEP_BY_CALL = 16
"""Steps that an opcode costs which is not walked in the tight loop."""
_ONCE_DANGEROUS = 1_000_000
"""Steps that are left when the verdict stands."""

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
        if len(self.tricks) < _MOST_TRICKS:
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
        plain: a class or function that was called before, with nothing to be told of its
            arguments → what calling it gives.
        built: what such calls gave.
        left: steps that the walk may still take.
        cut: the steps were cut because the verdict stands.
    """

    window: Window
    walk: Walk
    stack: "array[int]" = field(default_factory=lambda: array("q"))
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
    plain: dict[int, int] = field(default_factory=dict)
    built: set[int] = field(default_factory=set)
    left: int = WORK
    cut: bool = False

    def settle(self) -> None:
        """The verdict stands: look only a little further."""
        self.left, self.cut = min(self.left, _ONCE_DANGEROUS), True

    def trick(self, rule: str, message: str, offset: int) -> None:
        """Note what no honest writer does, which settles the verdict."""
        self.walk.trick(rule, message, offset)
        self.settle()

    def compute(self, offset: int) -> None:
        """Note a name that only a loader can know."""
        if len(self.walk.computed) < _MOST_COMPUTED:
            self.walk.computed.append(offset)
        self.settle()

    def keep(self, value: int, items: list[int]) -> None:
        """Keep what a tuple holds for whoever asks next."""
        if len(self.items) >= _MOST_ITEMS:
            self.items.clear()
        self.items[value] = items

    def weigh(self, value: int, weight: int) -> None:
        """Note how many times a container doubled what it holds."""
        if len(self.weights) >= _MOST_WEIGHTS:
            raise DamagedPickleError("it nests more containers than are weighed")
        self.weights[value] = max(weight, self.weights.get(value, 0))

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
        found = self.stack[start:].tolist()
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
            self.trick("pickle-expansion", message, offset)
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
        return self.detailed or is_asked(self.window.data, start)

    def told(self, value: int) -> str:
        """A value as a sentence names it."""
        if made := self.what(value):
            return made[1]
        text = self.text(value)
        return "…" if text is None else repr(text[:200])


def is_asked(data: bytes, i: int) -> bool:
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
