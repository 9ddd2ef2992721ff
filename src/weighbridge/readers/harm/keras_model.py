"""A Keras model's configuration: Lambda layers, classes of other modules, files that layers read.

Source: Keras 3.12 `saving.serialization_lib`, `deserialize_keras_object`; Keras 2 `model_config`.
"""

import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

from weighbridge import catalogs
from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm.pickle_globals import is_dangerous

_REMOTE = lazy(r"^(?:[a-z][a-z0-9+.-]*://|/|~|[A-Za-z]:[\\/]|\\\\)")
_FILES = frozenset(
    ("vocabulary", "vocabulary_file", "filepath", "file_path", "path", "weights_path")
)
_SUSPICIOUS = lazy(
    rb"[zZ\xda\xfa].(os|sys|subprocess|socket|shutil|builtins|exec|eval|compile|__import__"
    rb"|importlib|system|popen|Popen|urlopen|urllib|requests|open|pty|marshal|ctypes)(?![\w.])",
    re.DOTALL,
)
_DEEPEST = 200


def is_configuration(value: Any) -> bool:
    """Whether some JSON is the configuration of a Keras model or layer."""
    return isinstance(value, dict) and "class_name" in value and "config" in value


def reasons(value: Any, where: str) -> Iterator[Reason]:
    """What a configuration makes Keras do, walked without recursion."""
    stack: list[tuple[Any, int]] = [(value, 0)]
    while stack:
        one, depth = stack.pop()
        if depth > _DEEPEST:
            yield Reason(Harm.INCOMPLETE, "nested-too-deep", "Its layers nest too deeply.", where)
            return
        if isinstance(one, dict):
            yield from _object(one, where)
            stack += ((inner, depth + 1) for inner in one.values())
        elif isinstance(one, list):
            stack += ((inner, depth + 1) for inner in one)


def _object(one: dict[str, Any], where: str) -> Iterator[Reason]:
    name, module, config = one.get("class_name"), one.get("module"), one.get("config")
    if name in {"Lambda", "__lambda__"}:
        yield from _lambda(config, where)
    elif name == "TFSMLayer":
        message = "Loading it loads a SavedModel from the path that its TFSMLayer names."
        yield Reason(Harm.DANGEROUS, "keras-loads-file", message, where)
    if isinstance(name, str) and isinstance(module, str):
        yield from _named(module, name, config, where)
    registered = one.get("registered_name")
    if (
        isinstance(registered, str)
        and ">" in registered
        and not registered.startswith(("keras", "Custom>"))
    ):
        message = f"It needs the class {registered[:100]} that its own package registers."
        yield Reason(Harm.RUNS_CODE, "keras-custom-object", message, where)
    elif module is None and isinstance(registered, str) and ">" in registered:
        message = f"It needs the class {registered[:100]}, which is not part of Keras."
        yield Reason(Harm.RUNS_CODE, "keras-custom-object", message, where)
    if isinstance(config, dict):
        yield from _files(config, where)


def _named(module: str, name: str, config: Any, where: str) -> Iterator[Reason]:
    known = catalogs.entry("vocabularies", "dangerous-operations")
    target = config if name == "function" and isinstance(config, str) else name
    full, root = f"{module}.{target}", module.partition(".")[0]
    inside = any(module == one or module.startswith(f"{one}.") for one in known["keras-modules"])
    if target in known["keras-functions"] or (root != "builtins" and is_dangerous(full)):
        message = f"Loading it calls {full[:200]}, which reaches out of the model."
        yield Reason(Harm.DANGEROUS, "keras-dangerous-name", message, where)
    elif root == "builtins" and not _harmless(target):
        message = f"Loading it reaches {full[:200]}."
        yield Reason(Harm.DANGEROUS, "keras-dangerous-name", message, where)
    elif not inside:
        message = f"Loading it imports {full[:200]}, which is not part of Keras."
        yield Reason(Harm.RUNS_CODE, "keras-custom-object", message, where)


def _harmless(name: Any) -> bool:
    return isinstance(name, str) and (name.startswith("__") or not is_dangerous(f"builtins.{name}"))


def _lambda(config: Any, where: str) -> Iterator[Reason]:
    """A function as bytecode: what it refers to says how bad it is."""
    code = b"".join(_bytecode(config, 0))
    if found := sorted({one[1].decode() for one in _SUSPICIOUS.finditer(code)}):
        message = f"Its Lambda layer runs bytecode that refers to {', '.join(found[:8])}."
        yield Reason(Harm.DANGEROUS, "keras-lambda", message, where)
    else:
        message = "Loading it runs the function that its Lambda layer holds as bytecode."
        yield Reason(Harm.RUNS_CODE, "keras-lambda", message, where)


def _bytecode(value: Any, depth: int) -> Iterator[bytes]:
    """Every text in a configuration that is base64 of more than a word."""
    if depth > 12:
        return
    if isinstance(value, str) and len(value) > 24:
        try:
            yield b64decode(value, validate=False)
        except ValueError:
            return
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _bytecode(inner, depth + 1)


def _files(config: dict[str, Any], where: str) -> Iterator[Reason]:
    for key in _FILES & config.keys():
        path = config[key]
        if isinstance(path, str) and (_REMOTE.match(path) or ".." in path):
            message = f"Loading it reads {path[:200]!r}, which is not part of the model."
            yield Reason(Harm.DANGEROUS, "keras-loads-file", message, where)
