"""Texts that Python code puts together from constants, put together here within bounds: the names
and commands that it hides by cutting, reversing or encoding them.
"""

import ast
import base64
import binascii
import bz2
import codecs
import lzma
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_LONGEST = 1 << 18
_DEEPEST = 40
_STEPS = 100_000
_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "base64.b64decode": base64.b64decode,
    "base64.standard_b64decode": base64.b64decode,
    "base64.urlsafe_b64decode": base64.urlsafe_b64decode,
    "base64.decodebytes": base64.b64decode,
    "base64.b32decode": base64.b32decode,
    "base64.b16decode": lambda data: base64.b16decode(data, casefold=True),
    "base64.b85decode": base64.b85decode,
    "base64.a85decode": base64.a85decode,
    "binascii.a2b_base64": binascii.a2b_base64,
    "binascii.unhexlify": binascii.unhexlify,
    "binascii.a2b_hex": binascii.unhexlify,
    "zlib.decompress": lambda data: zlib.decompressobj(15 + 32).decompress(data, _LONGEST),
    "gzip.decompress": lambda data: zlib.decompressobj(31).decompress(data, _LONGEST),
    "bz2.decompress": lambda data: bz2.BZ2Decompressor().decompress(data, _LONGEST),
    "lzma.decompress": lambda data: lzma.LZMADecompressor(memlimit=64 << 20).decompress(
        data, _LONGEST
    ),
}
_CODECS = {"rot13": "rot13", "rot_13": "rot13", "rot-13": "rot13", "base64": "base64", "hex": "hex",
           "utf-8": "utf-8", "utf8": "utf-8", "ascii": "ascii", "latin-1": "latin-1",
           "unicode_escape": "unicode_escape", "utf-16": "utf-16"}  # fmt: skip
_PLAIN = {"strip", "lstrip", "rstrip", "lower", "upper", "title", "swapcase"}


@dataclass(frozen=True, slots=True)
class Folded:
    """A text that code puts together.

    Attributes:
        built: whether it stands in no single piece in the source.
        decoded: whether it was encoded there.
    """

    value: str | bytes
    built: bool = False
    decoded: bool = False

    @property
    def text(self) -> str:
        """It as text."""
        return self.value if isinstance(self.value, str) else self.value.decode("utf-8", "replace")


Constants = Mapping[str, ast.expr]
"""Names that are assigned once in the whole file, and to what."""
Resolve = Callable[[ast.expr], str]
"""The dotted name that an expression stands for; empty if that is not known."""


@dataclass(slots=True)
class Budget:
    """What putting texts together may still cost, in steps."""

    left: int = _STEPS

    def spend(self, found: Folded | None) -> None:
        """Take one step, and more for a long text.

        Raises:
            RecursionError: it is used up.
        """
        self.left -= 1 + (len(found.value) >> 6 if found else 0)
        if self.left < 0:
            raise RecursionError


def folded(
    node: ast.expr, constants: Constants, resolve: Resolve, budget: Budget, depth: int = 0
) -> Folded | None:
    """What an expression comes to if it is a text that constants decide; None otherwise.

    Raises:
        RecursionError: it takes more steps than the file may cost.
    """
    if depth > _DEEPEST:
        return None

    def inner(one: ast.expr) -> Folded | None:
        return folded(one, constants, resolve, budget, depth + 1)

    found = _folded(node, constants, resolve, inner)
    budget.spend(found)
    return found


def _folded(  # noqa: PLR0911  # one answer a kind of node
    node: ast.expr,
    constants: Constants,
    resolve: Resolve,
    inner: Callable[[ast.expr], Folded | None],
) -> Folded | None:
    match node:
        case ast.Constant(value=str() | bytes() as value):
            return Folded(value[: _LONGEST * 2])
        case ast.Name(id=name) if name in constants:
            return inner(constants[name])
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return _joined([inner(left), inner(right)], None)
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str()) as left):
            return inner(left)
        case ast.JoinedStr(values=parts):
            return _joined([inner(one) for one in parts if isinstance(one, ast.Constant)], None)
        case ast.Subscript(
            value=value,
            slice=ast.Slice(
                lower=None,
                upper=None,
                step=ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1)),
            ),
        ):
            found = inner(value)
            return found and Folded(found.value[::-1], True, found.decoded)
        case ast.Call():
            return _called(node, inner, resolve)
    return None


def _called(
    node: ast.Call, inner: Callable[[ast.expr], Folded | None], resolve: Resolve
) -> Folded | None:
    name, first = resolve(node.func), node.args[0] if node.args else None
    if first is not None and name in _DECODERS:
        return _decoded(inner(first), _DECODERS[name])
    if first is not None and name in {
        "builtins.chr",
        "builtins.bytes",
        "builtins.bytearray",
        "builtins.str",
    }:
        return _numbers(first) or (inner(first) if name != "builtins.chr" else None)
    if first is not None and name.endswith(".fromhex"):
        return _decoded(inner(first), binascii.unhexlify)
    if name == "codecs.decode" and len(node.args) > 1:
        return _by_codec(inner(node.args[0]), inner(node.args[1]))
    if not isinstance(node.func, ast.Attribute):
        return None
    return _method(node.func, node.args, inner)


def _method(  # noqa: PLR0911  # one answer a method
    func: ast.Attribute, args: list[ast.expr], inner: Callable[[ast.expr], Folded | None]
) -> Folded | None:
    if func.attr == "join" and len(args) == 1:
        return _join(inner(func.value), args[0], inner)
    base = inner(func.value)
    if base is None:
        return None
    match func.attr, [inner(one) for one in args]:
        case (("decode" | "encode"), [Folded() as codec, *_]):
            return _by_codec(base, codec) or base
        case (("decode" | "encode"), _):
            return base
        case "replace", [Folded() as old, Folded() as new, *_] if old.text:
            return Folded(base.text.replace(old.text, new.text)[:_LONGEST], True, base.decoded)
        case "format", _:
            return base
        case name, [] if name in _PLAIN:
            return Folded(getattr(base.text, name)(), base.built, base.decoded)
    return None


def _join(
    between: Folded | None, items: ast.expr, inner: Callable[[ast.expr], Folded | None]
) -> Folded | None:
    if between is None:
        return None
    match items:
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return _joined([inner(one) for one in parts], between)
        case ast.Call(func=ast.Name(id="map"), args=[ast.Name(id="chr"), numbers]):
            return _numbers(numbers)
        case ast.Call(func=ast.Name(id="reversed"), args=[text]):
            found = inner(text)
            return found and Folded(found.value[::-1], True, found.decoded)
        case (
            ast.GeneratorExp(elt=elt, generators=[ast.comprehension(iter=numbers)])
            | ast.ListComp(elt=elt, generators=[ast.comprehension(iter=numbers)])
        ) if any(isinstance(one, ast.Name) and one.id == "chr" for one in ast.walk(elt)):
            plain = (
                isinstance(elt, ast.Call)
                and isinstance(elt.func, ast.Name)
                and elt.func.id == "chr"
            )
            exact = (
                plain
                and isinstance(elt, ast.Call)
                and isinstance(elt.args[0] if elt.args else None, ast.Name)
            )
            found = _numbers(numbers)
            return found if exact else Folded("", True, True)
    return None


def _joined(parts: list[Folded | None], between: Folded | None) -> Folded | None:
    known = [one for one in parts if one is not None]
    if len(known) != len(parts) or not known:
        return None
    text = (between.text if between else "").join(one.text for one in known)
    return Folded(text[:_LONGEST], len(known) > 1, any(one.decoded for one in known))


def _numbers(node: ast.expr) -> Folded | None:
    """Text written as numbers of its letters."""
    values = [node] if isinstance(node, ast.Constant) else getattr(node, "elts", [])
    codes = [
        one.value for one in values if isinstance(one, ast.Constant) and isinstance(one.value, int)
    ]
    if not codes or len(codes) != len(values) or not all(0 < code < 0x110000 for code in codes):
        return None
    return Folded("".join(map(chr, codes)), True, True)


def _decoded(found: Folded | None, decode: Callable[[bytes], bytes]) -> Folded | None:
    if found is None:
        return None
    data = found.value.encode("latin-1", "replace") if isinstance(found.value, str) else found.value
    try:
        return Folded(decode(data)[:_LONGEST], True, True)
    except (ValueError, OSError, zlib.error, lzma.LZMAError, EOFError):
        return None


def _by_codec(found: Folded | None, codec: Folded | None) -> Folded | None:
    name = _CODECS.get(codec.text.lower()) if codec else None
    if found is None or name is None:
        return None
    if name == "rot13":
        return Folded(codecs.decode(found.text, "rot13"), True, True)
    if name in {"base64", "hex"}:
        return _decoded(found, base64.b64decode if name == "base64" else binascii.unhexlify)
    return found
