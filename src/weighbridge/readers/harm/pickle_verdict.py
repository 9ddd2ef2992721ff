"""What a walk through a pickle means: each name it asks for, each call, each trick, judged."""

import re
from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm import pickle_globals
from weighbridge.readers.harm.pickle_globals import Kind
from weighbridge.readers.harm.pickle_machine import Walk
from weighbridge.readers.harm.piece import Piece

_GETTERS = frozenset(("builtins.getattr", "__builtin__.getattr"))
_PLAIN_NAME = lazy(r"'[A-Za-z][A-Za-z0-9_]*'")
_TORCH_STORAGE = "'storage'"
_SUSPICIOUS = lazy(
    rb"(?:\x8c.|X.\0\0\0|[zZ\xda\xfa].)"
    rb"(os|sys|subprocess|socket|shutil|ctypes|builtins|exec|eval|compile|__import__|importlib"
    rb"|system|popen|Popen|urlopen|urllib|requests|pty|marshal|check_output|__subclasses__"
    rb")(?=[^a-zA-Z0-9_.]|q)",
    re.DOTALL,
)
"""Names in bytecode, as pickle and marshal write them."""
_LOOKED_AT = 64 << 20


def reasons(piece: Piece, walk: Walk, *, torch: bool = False) -> Iterator[Reason]:
    """What a walk met that a reader of the report has to know.

    Args:
        torch: whether the file is loaded with PyTorch's own persistent ids.
    """
    for (rule, message), offset in walk.tricks.items():
        yield Reason(Harm.DANGEROUS, rule, message, piece.where(offset))
    for offset in walk.computed[:20]:
        message = f"It {pickle_globals.computed().does}, so nobody can tell what it runs."
        yield Reason(Harm.DANGEROUS, "pickle-computed-name", message, piece.where(offset))
    for (module, name), offset in walk.imports.items():
        yield from _import(piece, walk, module, name, offset)
    for (called, _), offset in walk.calls.items():
        yield from _call(piece, called, offset)
    for name, offset in walk.persistent.items():
        if not (torch and name.startswith(_TORCH_STORAGE)):
            message = f"It asks the program that loads it for what it calls {name}."
            yield Reason(Harm.RUNS_CODE, "pickle-persistent-id", message, piece.where(offset))


def names(walk: Walk) -> Iterator[str]:
    """What it names that is no plain constructor."""
    for module, name in walk.imports:
        if pickle_globals.judge(module, name).kind is not Kind.DATA:
            yield f"{module}.{name}"


def _import(piece: Piece, walk: Walk, module: str, name: str, offset: int) -> Iterator[Reason]:
    judged, full = pickle_globals.judge(module, name), f"{module}.{name}"
    where = piece.where(offset)
    if full in _GETTERS:
        yield from _getter(walk, full, where)
    elif judged.kind is Kind.DANGER:
        verb = "calls" if any(called == full for called, _ in walk.calls) else "names"
        message = f"Loading it {verb} {full}, which {judged.does}."
        yield Reason(Harm.DANGEROUS, "pickle-dangerous-name", message, where)
    elif judged.kind is Kind.BYTECODE:
        yield from _bytecode(piece, walk, judged.does, where, full)
    elif judged.kind is Kind.ORDINARY:
        what = judged.does or "is no plain constructor of data"
        message = f"Loading it imports {full}, which {what}."
        yield Reason(Harm.RUNS_CODE, "pickle-runs-code", message, where)


def _getter(walk: Walk, full: str, where: str) -> Iterator[Reason]:
    """A getter does no harm where it takes a public name from an ordinary class."""
    calls = [arguments for called, arguments in walk.calls if called == full]
    for arguments in calls or [None]:
        wanted = _attribute(arguments)
        if not wanted or pickle_globals.is_dangerous(wanted):
            message = f"Loading it calls {full}, which reaches any attribute of any object."
            yield Reason(Harm.DANGEROUS, "pickle-dangerous-name", message, where)
        else:
            message = f"Loading it imports {wanted}, which is no plain constructor of data."
            yield Reason(Harm.RUNS_CODE, "pickle-runs-code", message, where)


def _attribute(arguments: tuple[str, ...] | None) -> str:
    """The dotted name that a getter's arguments lead to; empty if only a loader can know."""
    if not arguments or len(arguments) != 2 or not _PLAIN_NAME.fullmatch(arguments[1]):
        return ""
    base = arguments[0]
    return f"{base}.{arguments[1][1:-1]}" if re.fullmatch(r"[\w.]+\.\w+", base) else ""


def _bytecode(piece: Piece, walk: Walk, does: str, where: str, full: str) -> Iterator[Reason]:
    data = piece.at(walk.start, min(walk.end - walk.start + 1, _LOOKED_AT))
    found = sorted({one[1].decode() for one in _SUSPICIOUS.finditer(data)})
    if found:
        message = f"It holds functions as bytecode that refer to {', '.join(found[:8])}."
        yield Reason(Harm.DANGEROUS, "pickle-dangerous-bytecode", message, where)
    else:
        message = f"Loading it calls {full}, which {does}."
        yield Reason(Harm.RUNS_CODE, "pickle-bytecode", message, where)


def _call(piece: Piece, called: str, offset: int) -> Iterator[Reason]:
    """A call of something that was computed, not named."""
    if not called.startswith(("what ", "a ")):
        return
    source = called.removeprefix("what ").removesuffix(" gave")
    module, _, name = source.rpartition(".")
    kind = pickle_globals.judge(module, name).kind if module else Kind.DATA
    if source in _GETTERS or kind in {Kind.ORDINARY, Kind.BYTECODE}:
        message = f"Loading it calls {called}."
        yield Reason(Harm.RUNS_CODE, "pickle-runs-code", message, piece.where(offset))
    else:
        message = f"Loading it calls {called}, so nobody can tell what it runs."
        yield Reason(Harm.DANGEROUS, "pickle-computed-call", message, piece.where(offset))
