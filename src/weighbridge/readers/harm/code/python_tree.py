"""Python source as a syntax tree, within bounds; nothing of it is compiled or run.

Source: Python language reference 3.14, "Lexical analysis", encoding declarations (PEP 263).
"""

import ast
import io
import tokenize
import warnings

from weighbridge.patterns import lazy

LONGEST = 512 << 10
"""Bytes of source that are parsed; a tree takes about a hundred times as much memory."""
_MOST_NODES = 200_000
_DEEPEST = 180
_HIDING = {
    "utf-7",
    "utf7",
    "u7",
    "rot13",
    "rot-13",
    "unicode-escape",
    "raw-unicode-escape",
    "punycode",
    "idna",
    "base64",
    "hex",
    "zlib",
    "bz2",
    "uu",
}
_NESTS = lazy(rb"[(\[{]|[)\]}]")


class UnreadableSourceError(Exception):
    """Source that cannot be looked at whole: the rule, then the cause as a sentence."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


def parsed(data: bytes) -> ast.Module:
    """The tree of some source.

    Raises:
        UnreadableSourceError: it is too large, too deep, no Python, or hides behind its encoding.
    """
    if len(data) > LONGEST:
        raise UnreadableSourceError(
            "file-too-large", f"It is longer than {LONGEST:,} bytes of source."
        )
    if b"\0" in data:
        raise UnreadableSourceError(
            "code-unreadable", "It holds a null byte, where readers of source differ."
        )
    try:
        return _tree(_text(data))
    except (RecursionError, MemoryError) as error:
        message = "It is nested too deeply to be read."
        raise UnreadableSourceError("code-too-complex", message) from error
    except (SyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        message = f"It is no Python 3 that can be read here{f' (line {line})' if line else ''}."
        raise UnreadableSourceError("code-unreadable", message) from error


def _tree(text: str) -> ast.Module:
    if _depth(text.encode("utf-8", "replace")) > _DEEPEST:
        raise RecursionError
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text)
    for count, _ in enumerate(ast.walk(tree)):
        if count > _MOST_NODES:
            raise UnreadableSourceError(
                "code-too-complex", f"It has more than {_MOST_NODES:,} nodes."
            )
    return tree


def _text(data: bytes) -> str:
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    if encoding.lower().replace("_", "-") in _HIDING:
        message = f"It says that it is written in {encoding}, which hides what it does."
        raise UnreadableSourceError("code-hidden-by-encoding", message)
    return data.decode(encoding)


def _depth(data: bytes) -> int:
    """The most brackets that are open at once, those in texts counted too."""
    depth = most = 0
    for found in _NESTS.finditer(data):
        depth = depth + 1 if found[0] in b"([{" else max(0, depth - 1)
        most = max(most, depth)
    return most
