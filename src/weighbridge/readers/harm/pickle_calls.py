"""What a pickle's opcodes do that name, call or change something; every step gives the offset of
the next.
"""

from weighbridge.readers.harm import pickle_opcodes as op
from weighbridge.readers.harm.joblib_arrays import array_end
from weighbridge.readers.harm.pickle_globals import is_dangerous
from weighbridge.readers.harm.pickle_machine import Machine
from weighbridge.readers.harm.pickle_window import DamagedPickleError

_WRAPPER = "joblib.numpy_pickle.NumpyArrayWrapper"
_MOST_NAMES = 10_000
_TOLD = frozenset(("getattr", "type", "_load_from_bytes", "encode", "partial"))
"""Names whose arguments decide what they do."""
_MODULE = 4
"""Parts of the id of a module's class: what it is, the class, its file and its source."""


def global_(machine: Machine, offset: int, opcode: int) -> int:
    """GLOBAL and INST: a name from two lines, called at once by the second."""
    module, after = machine.window.line(offset + 1)
    name, after = machine.window.line(after)
    value = _named(
        machine, module.decode("utf-8", "replace"), name.decode("utf-8", "replace"), offset
    )
    if opcode == op.INST:
        _call(machine, offset, value, machine.since_mark())
    else:
        machine.stack.append(value)
    return after


def stack_global(machine: Machine, offset: int, _opcode: int) -> int:
    """STACK_GLOBAL: a name from two texts on the stack."""
    name, module = machine.text(machine.pop()), machine.text(machine.pop())
    if name is None or module is None:
        machine.compute(offset)
        machine.stack.append(machine.give("global", "a name computed while loading"))
    else:
        machine.stack.append(_named(machine, module, name, offset))
    return offset + 1


def _named(machine: Machine, module: str, name: str, offset: int) -> int:
    if (module, name) not in machine.walk.imports:
        if len(machine.walk.imports) >= _MOST_NAMES:
            raise DamagedPickleError(f"it names more than {_MOST_NAMES:,} different things")
        machine.walk.imports[module, name] = offset
        if not machine.cut and is_dangerous(f"{module}.{name}"):
            machine.settle()
    return machine.give("global", f"{module}.{name}")


def extension(machine: Machine, offset: int, opcode: int) -> int:
    """EXT1, EXT2, EXT4: whatever the loading process keeps under a number."""
    width = {op.EXT1: 1, op.EXT2: 2, op.EXT4: 4}[opcode]
    machine.window.number(offset + 1, width)
    machine.compute(offset)
    machine.stack.append(machine.give("global", "an entry of the extension registry"))
    return offset + 1 + width


def reduce(machine: Machine, offset: int, opcode: int) -> int:
    """REDUCE, NEWOBJ, NEWOBJ_EX: a call with a tuple of arguments."""
    if opcode == op.NEWOBJ_EX:
        machine.pop()
    arguments, called = machine.pop(), machine.pop()
    _call(machine, offset, called, machine.items.pop(arguments, None) if arguments >= 0 else None)
    return offset + 1


def object_(machine: Machine, offset: int, _opcode: int) -> int:
    """OBJ: a call of what stands behind the mark."""
    items = machine.since_mark()
    if not items:
        raise DamagedPickleError("it makes an object of no class")
    _call(machine, offset, items[0], items[1:])
    return offset + 1


def _call(machine: Machine, offset: int, called: int, items: list[int] | None) -> None:
    kind, name = machine.what(called) or ("value", "a value that is no function")
    arguments = None if items is None else tuple(machine.told(item) for item in items[:8])
    if kind == "result" and not name.startswith("what what "):
        name = f"what {name} gave"
    told = arguments if name.rpartition(".")[2] in _TOLD or kind != "global" else None
    if len(machine.walk.calls) < _MOST_NAMES:
        machine.walk.calls.setdefault((name, told), offset)
    if name == _WRAPPER:
        machine.detailed, machine.pairs = True, {}
    if name == "numpy.dtype" and arguments:
        name = f"numpy.dtype({arguments[0]})"
    given = machine.give("result", name)
    if kind == "global" and told is None and name != _WRAPPER and "dtype" not in name:
        machine.plain[called] = given
        machine.built.add(given)
    machine.stack.append(given)


def build(machine: Machine, offset: int, _opcode: int) -> int:
    """BUILD: attributes for what was made; joblib's array follows its wrapper here."""
    machine.pop()
    target = machine.what(machine.stack[-1]) if machine.stack else None
    if target and target[0] == "global":
        message = f"It overwrites attributes of {target[1]} itself, for the whole process."
        machine.trick("pickle-changes-globals", message, offset)
    if target == ("result", _WRAPPER):
        machine.detailed = False
        machine.walk.arrays = True
        return array_end(machine, offset + 1)
    return offset + 1


def persistent(machine: Machine, offset: int, opcode: int) -> int:
    """PERSID, BINPERSID: something that the loading program knows by an id.

    PyTorch before 1.6 names the classes of a whole module so: the id gives its second part.

    Source: PyTorch `torch.serialization`, `_legacy_load.persistent_load`.
    """
    after, given = offset + 1, machine.give("persistent", "a persistent id")
    if opcode == op.PERSID:
        raw, after = machine.window.line(after)
        name = repr(raw.decode("utf-8", "replace")[:80])
    else:
        value = machine.pop()
        items = machine.items.pop(value, None) if value >= 0 else None
        name = " ".join(map(machine.told, items[:2])) if items else machine.told(value)
        if items and len(items) == _MODULE and machine.text(items[0]) == "module":
            given = items[1]
    if len(machine.walk.persistent) < 64:
        machine.walk.persistent.setdefault(name, offset)
    machine.stack.append(given)
    return after
