"""Attacks on the user's own files: deleted, or made to run something at every start.

Source: MITRE ATT&CK T1059.006, T1027, T1105, T1485, T1552, T1041 (v17), and the published
post-mortems of malicious packages, in words of our own.
"""

import ast
from collections.abc import Iterator

from weighbridge.readers.harm.code.acting import Act, Scope, moment_of
from weighbridge.readers.harm.code.shapes import SOON, Read, Shape, constants_in, say
from weighbridge.readers.harm.code.vocabulary import vocabulary

_ROOTS = {
    "/",
    "/*",
    "~",
    "~/",
    "~/*",
    "/home",
    "/root",
    "/etc",
    "/usr",
    "C:\\",
    "C:/",
    "c:\\",
    "$HOME",
}


def deletes(act: Act, read: Read) -> Iterator[Shape]:
    """The home folder or the whole disk, deleted."""
    if act.kind != "deleting" or not act.call.args:
        return
    path = act.call.args[0]
    text = read.names.text(path)
    match path:
        case ast.Call(args=[inner, *_]) if read.names.dotted(path.func) == "os.path.expanduser":
            text = read.names.text(inner)
    whole = text is not None and text.text in _ROOTS
    home = isinstance(path, ast.Call) and read.names.dotted(path.func).endswith("Path.home")
    if act.named.dotted == "shutil.rmtree" and (whole or home):
        yield say(act, "code-destroys-files", "deletes the user's files")


def stays(call: ast.Call, scope: Scope, read: Read) -> Iterator[Shape]:
    """Files that are run at every start, written to."""
    name = read.names.dotted(call.func)
    attr = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name != "builtins.open" and attr not in {"write_text", "write_bytes"}:
        return
    mode = read.names.text(call.args[1]) if name == "builtins.open" and len(call.args) > 1 else None
    if name == "builtins.open" and not (mode and set(mode.text) & set("wax+")):
        return
    place = call.args[0] if name == "builtins.open" and call.args else call.func
    texts = [text for one in constants_in(place, read) if (text := one)]
    held = next(
        (piece for piece in vocabulary().persistence if any(piece in text for text in texts)), ""
    )
    if not held:
        return
    act = Act("writing", read.names.of(call.func), call, scope, moment_of(scope, read.moments))
    if act.moment in SOON or held == "authorized_keys":
        yield say(
            act, "code-installs-itself", f"writes to {held}, which is read at every start or login"
        )
