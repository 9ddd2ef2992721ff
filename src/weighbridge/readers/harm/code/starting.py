"""Attacks that start something: hidden or fetched code, commands, shells for strangers.

Source: MITRE ATT&CK T1059.006, T1027, T1105, T1485, T1552, T1041 (v17), and the published
post-mortems of malicious packages, in words of our own.
"""

import ast
from collections.abc import Iterator

from weighbridge.readers.harm.code import flowing
from weighbridge.readers.harm.code.acting import Act, Laid
from weighbridge.readers.harm.code.naming import Names
from weighbridge.readers.harm.code.shapes import SOON, Read, Shape, say
from weighbridge.readers.harm.code.shell_text import commands
from weighbridge.readers.harm.code.vocabulary import vocabulary

_RUN_TEXT = {"builtins.exec", "builtins.eval", "builtins.compile", "builtins.execfile",
             "types.FunctionType", "types.CodeType", "types.LambdaType"}  # fmt: skip
_BYTES = {
    "pickle.loads",
    "cPickle.loads",
    "_pickle.loads",
    "dill.loads",
    "cloudpickle.loads",
    "marshal.loads",
}
_HIDDEN_KINDS = {"process", "dynamic", "socket", "fetch", "native", "deleting"}
_SHELLCODE = (
    {"VirtualAlloc", "VirtualAllocEx", "VirtualProtect"},
    {"CreateThread", "CreateRemoteThread", "RtlMoveMemory", "WriteProcessMemory"},
)


def runs_hidden(act: Act, given: frozenset[str]) -> Iterator[Shape]:
    """Code or a command that an encoding hides."""
    if flowing.DECODED not in given:
        return
    if act.named.dotted in _RUN_TEXT:
        yield say(act, "code-decoded-and-run", "runs code that is hidden in an encoding")
    elif act.kind == "process" and act.moment in SOON:
        yield say(
            act, "code-decoded-and-run", "starts a program whose command is hidden in an encoding"
        )


def runs_fetched(act: Act, given: frozenset[str], read: Read) -> Iterator[Shape]:
    """Code, objects or programs that come from the network."""
    name, soon = act.named.dotted, act.moment in SOON
    from_network = given & {flowing.NETWORK, flowing.RECEIVED}
    if from_network and name in _RUN_TEXT and (soon or name != "builtins.eval"):
        yield say(act, "code-downloaded-and-run", "runs code that it downloads")
    elif from_network and name in _BYTES and soon:
        yield say(
            act,
            "code-downloaded-and-run",
            f"loads objects that it downloads with {name}, which runs their code",
        )
    elif (
        soon
        and given & {flowing.NETWORK, flowing.DOWNLOADED}
        and (act.kind in {"process", "native"} or name.startswith("runpy."))
        and not _is_ordinary(act, read)
    ):
        yield say(act, "code-downloaded-and-run", f"runs what it downloads, with {name}")


def runs_commands(act: Act, read: Read) -> Iterator[Shape]:
    """Command lines, and programs that model code has no need of."""
    if act.kind != "process":
        return
    line = _command(act, read.names)
    soon = act.moment in SOON
    found = [one for one in commands(line) if one.sure or soon]
    for one in found[:3]:
        yield say(act, f"code-{one.rule}", f"gives a shell a command that {one.does}")
    if (
        not found
        and soon
        and line
        and read.loader
        and not read.installs
        and not _is_ordinary(act, read)
    ):
        yield say(act, "code-starts-a-program", f"starts a program of its own: {_short(line)}")


def _command(act: Act, names: Names) -> str:
    """The command that a call starts, as far as it can be told."""
    pieces: list[str] = []
    for value in act.call.args[:8]:
        parts = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
        texts = [names.text(one) for one in parts[:64]]
        pieces += [one.text for one in texts if one is not None]
        if (
            isinstance(parts[0] if parts else None, ast.Attribute)
            and names.dotted(parts[0]) == "sys.executable"
        ):
            pieces.insert(0, "python")
    return " ".join(pieces)


def _is_ordinary(act: Act, read: Read) -> bool:
    """Whether a command starts a program that code of models, builds and tests starts often."""
    for step in _command(act, read.names).split():
        word = step.strip("'\"(").rpartition("/")[2].lower()
        if word not in {"sudo", "-c", "cd", "bash", "sh"} and "=" not in word:
            return word in vocabulary().programs
    return False


def hides_names(act: Act) -> Iterator[Shape]:
    """A call whose name the code goes out of its way not to write."""
    if act.named.hidden and act.kind in _HIDDEN_KINDS and act.named.dotted != "builtins.__import__":
        does = vocabulary().does[act.kind]
        yield say(
            act, "code-hidden-name", f"{does} ({act.named.dotted}) under a name that it hides"
        )


def hands_over(act: Act, given: frozenset[str], read: Read) -> Iterator[Shape]:
    """A shell at the other end of a connection."""
    if not any(one.kind == "socket" for one in read.acts):
        return
    duplicated = any(read.names.dotted(call.func) == "os.dup2" for call, _ in read.laid.calls)
    wired = any(
        one.arg in {"stdin", "stdout"} and flowing.SOCKET in read.flow.origins(one.value, act.scope)
        for one in act.call.keywords
    )
    shell = any(
        word in _command(act, read.names)
        for word in ("/bin/sh", "/bin/bash", "cmd.exe", "powershell")
    )
    if act.kind == "process" and (
        (duplicated and (shell or act.named.dotted == "pty.spawn"))
        or wired
        or flowing.RECEIVED in given
    ):
        yield say(act, "code-reverse-shell", "hands a shell to another machine")


def reaches_behind(call: ast.Call) -> Iterator[Shape]:
    """`().__class__.__base__.__subclasses__()` and its like."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "__subclasses__":
        return
    inner = {one.attr for one in ast.walk(call.func.value) if isinstance(one, ast.Attribute)}
    start = any(
        isinstance(one, ast.Constant | ast.Tuple | ast.List | ast.Dict)
        for one in ast.walk(call.func.value)
    )
    if inner & {"__base__", "__bases__", "__mro__"} and start:
        message = "Its code reaches every class of the interpreter, which hides what it calls."
        yield Shape("code-hidden-name", message, call.lineno)


def runs_machine_code(read: Read) -> Iterator[Shape]:
    """Machine code that is put into memory and started."""
    seen: dict[str, int] = {}
    for node, _ in read.laid.placed:
        if isinstance(node, ast.Attribute):
            seen.setdefault(node.attr, node.lineno)
    native = any(act.kind == "native" for act in read.acts) or "ctypes" in read.names.imported
    if native and all(group & seen.keys() for group in _SHELLCODE) and _has_machine_code(read.laid):
        line = min(seen[one] for one in set().union(*_SHELLCODE) & seen.keys())
        yield Shape(
            "code-runs-machine-code", "Its code puts machine code into memory and starts it.", line
        )


def _has_machine_code(laid: Laid) -> bool:
    return any(
        isinstance(node, ast.Constant)
        and isinstance(node.value, bytes)
        and len(node.value) > 15
        and not node.value.isascii()
        for node, _ in laid.placed
    )


def _short(line: str) -> str:
    text = " ".join(line.split())
    return text if len(text) <= 80 else f"{text[:77]}…"
