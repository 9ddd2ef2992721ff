"""Code where only data belongs: programs among the bytes of a model, and commands in its texts."""

import re
from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm.piece import Piece

_SEARCHED, _AT_END = 1 << 20, 1 << 16
_ELF = lazy(rb"\x7fELF[\x01\x02][\x01\x02]\x01[\0-\x11]\0{8}[\x01-\x04]\0", re.DOTALL)
_PE = lazy(
    rb"MZ.{58}(?:.{0,400}?This program (?:cannot|must) be run|.{4,400}?PE\0\0[\x4c\x64])",
    re.DOTALL,
)
_SCRIPT = lazy(
    rb"#!/(?:usr/)?(?:local/)?bin/(?:env )?(?:(?:ba|z|da|k|c)?sh|python[\d.]*|perl|ruby)\s"
)
_COMMAND = lazy(
    rb"\bos\.(?:system|popen|exec[lv]p?e?|spawn[lv]p?e?)\s*\(|\bsubprocess\.(?:Popen|run|call|check_output|check_call)\s*\("
    rb"|\b__import__\s*\(\s*\\?['\"]|\bexec\s*\(\s*(?:base64|compile|open|__import__|\\?['\"])"
    rb"|\beval\s*\(\s*(?:compile|__import__|base64|\\?['\"])|\bpickle\.loads?\s*\(|\bimportlib\.import_module\s*\("
    rb"|\b(?:curl|wget)\s[^\n|]{4,200}\|\s*(?:ba|z)?sh\b|\brm\s+-rf\s+/|\bbash\s+-i\b|/dev/tcp/\d|\bnc\s+-e\b"
    rb"|\bpowershell(?:\.exe)?\s+-(?:e|enc|w|nop|c)|<script\b|\bjavascript:|\bsocket\.socket\s*\(|\bRuntime\.getRuntime\(\)",
    re.IGNORECASE,
)
"""Calls that are written out, longer than a token of a vocabulary."""
_DEBUGGER = b"exec(compile(contents+\"\\n\", file, 'exec'), glob, loc)"
"""A line of the call stacks that PaddlePaddle keeps of models exported under a debugger.

Source: pydevd 2.9, `_pydev_execfile.execfile`.
"""
_NEEDLES = (
    b"os.", b"subprocess.", b"__import__", b"exec", b"eval", b"pickle.load", b"importlib.",
    b"curl", b"wget", b"-rf", b"bash", b"/dev/tcp/", b"nc ", b"nc\t", b"powershell", b"<script",
    b"javascript:", b"socket.socket", b"runtime.getruntime",
)  # fmt: skip
"""A piece of each of them in small letters; to look for these takes a tenth of the time."""
_MODELS = frozenset((
    "safetensors", "gguf", "onnx", "tflite", "msgpack", "core-ml", "paddle", "executorch",
    "catboost", "xgboost", "ubjson", "mxnet", "onnxruntime", "saved-model", "tf-graph",
    "tf-meta-graph", "hdf5",
    "keras-hdf5", "r-data", "pickle", "joblib", "npy", "orbax", "raw-tensors", "sentencepiece",
))  # fmt: skip
_TEXT_MODELS = lazy(
    rb'<PMML\b|<net\b|"learner"\s*:|"model_config"\s*:|^tree\n|\bversion=v\d\n'
    rb'|"nodes"\s*:\s*\[|"model_type"\s*:|"format_version"'
)


def reasons(piece: Piece, form: str) -> Iterator[Reason]:
    """What the first and last bytes of a model hold that is no data."""
    head = piece.at(0, _SEARCHED)
    model = form in _MODELS or (
        form in {"text", "json", "xml"}
        and piece.name not in {"config.json", "tokenizer.json", "tokenizer_config.json"}
        and _TEXT_MODELS.search(head[:4096]) is not None
    )
    if not model:
        return
    tail = piece.tail(_AT_END) if piece.size > _SEARCHED else b""
    for start, data in ((0, head), (piece.size - len(tail), tail)):
        yield from _programs(piece, form, data, start)
        if found := _command(data):
            shown = found[0].decode("utf-8", "replace")[:60]
            message = f"Among its values stands a command ({shown!r}), which is no data of a model."
            yield Reason(
                Harm.RUNS_CODE, "code-in-data", message, piece.where(start + found.start())
            )


def _command(data: bytes) -> re.Match[bytes] | None:
    small = data.lower()
    if not any(needle in small for needle in _NEEDLES):
        return None
    found = _COMMAND.finditer(data)
    return next((one for one in found if not data.startswith(_DEBUGGER, one.start())), None)


def _programs(piece: Piece, form: str, data: bytes, start: int) -> Iterator[Reason]:
    if form in {"text", "json", "xml"}:
        return
    for what, pattern in (
        ("program for Linux", _ELF),
        ("program for Windows", _PE),
        ("script", _SCRIPT),
    ):
        if found := pattern.search(data):
            message = f"It carries a {what} among its values."
            yield Reason(
                Harm.DANGEROUS, "embedded-program", message, piece.where(start + found.start())
            )
