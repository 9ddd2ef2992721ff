"""The signatures of public functions and methods, and the docstrings below them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.patterns import lazy

_OPENING = lazy(
    r"^(?:class +(?P<class>\w{1,200})|(?P<other>if|else|try|with|for|while)\b"
    r"|(?P<indent> {4}|\t)?(?:async +)?def +(?P<name>\w{1,200})\s{0,9}\()",
    re.MULTILINE,
)
_TOKEN = lazy(
    r'"""|\'\'\'|"(?:\\.|[^"\\\n]){0,500}"|\'(?:\\.|[^\'\\\n]){0,500}\'|\#[^\n]*|[()\[\]{},:=]|->'
)
_BLANK = lazy(r"(?:\s|\#[^\n]*(?:\n|\Z))*")
_DOCSTRING = lazy(r"[rRuU]?(\"\"\"|'''|\"|')")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_TOKENS = 2_000
"""Marks of one signature that are looked at."""
_LONGEST = 80_000
"""Characters of one docstring."""
_SELF = frozenset({"self", "cls"})


@dataclass(frozen=True, slots=True)
class Signature:
    """One public function.

    Attributes:
        name: with its class, where it is a method.
        line: counted from 1.
        parameters: their names, `self` and `cls` aside, without stars.
        untyped: those without an annotation.
        returns: whether the type of what it returns is stated.
        takes_any: whether it takes any keyword.
        docstring: its text; None where there is none.
    """

    name: str
    line: int
    parameters: tuple[str, ...]
    untyped: tuple[str, ...]
    returns: bool
    takes_any: bool
    docstring: str | None

    @property
    def typed(self) -> bool:
        """Whether every type is stated."""
        return self.returns and not self.untyped


def signatures(text: str) -> Iterator[Signature]:
    """The public functions of a module, and the public methods of its public classes."""
    owner, line, seen = "", 1, 0
    for found in _OPENING.finditer(text):
        if found["name"] is None:  # what is indented below a branch belongs to no class
            owner = found["class"] or ""
            continue
        if not found["indent"]:
            owner = ""  # what is indented below a function is inside it
            name = found["name"]
        elif owner:
            name = f"{owner}.{found['name']}"
        else:
            continue
        if any(piece.startswith("_") for piece in name.split(".")) or name == "main":
            continue
        line, seen = line + text.count("\n", seen, found.start()), found.start()
        if read := _signature(text, found.end(), name, line):
            yield read


def _signature(text: str, start: int, name: str, line: int) -> Signature | None:
    """A signature from behind its opening bracket; None where it does not end."""
    parameters, end = _parameters(text, start)
    if end is None:
        return None
    head_end, returns = _head_end(text, end)
    if head_end is None:
        return None
    own = [one for one in parameters if one[0].lstrip("*") not in _SELF]
    named = [(one.lstrip("*"), typed) for one, typed in own if one not in {"*", "/"}]
    return Signature(
        name=name,
        line=line,
        parameters=tuple(one for one, _ in named),
        untyped=tuple(one for one, typed in named if not typed),
        returns=returns,
        takes_any=any(one.startswith("**") for one, _ in own),
        docstring=_docstring(text, head_end),
    )


def _parameters(text: str, start: int) -> tuple[list[tuple[str, bool]], int | None]:
    """Each parameter with its stars and whether it is typed, and where the closing bracket is."""
    found: list[tuple[str, bool]] = []
    depth, first, name, typed = 1, start, "", False
    for number, token in enumerate(_TOKEN.finditer(text, start)):
        mark = token[0]
        if number > _TOKENS or mark in {'"""', "'''"}:
            break
        depth += (mark in _OPEN) - (mark in _CLOSE)
        if depth == 1 and mark in {":", "="} and not name:
            name, typed = _bare(text[first : token.start()]), mark == ":"
        if (depth == 1 and mark == ",") or depth == 0:
            name = name or _bare(text[first : token.start()])
            if name:
                found.append((name, typed))
            if depth == 0:
                return found, token.end()
            first, name, typed = token.end(), "", False
    return found, None


def _bare(piece: str) -> str:
    return re.sub(r"\#[^\n]*", "", piece).strip()


def _head_end(text: str, start: int) -> tuple[int | None, bool]:
    """Where the colon of a function's head ends, and whether its return is typed."""
    depth, returns = 0, False
    for number, token in enumerate(_TOKEN.finditer(text, start)):
        mark = token[0]
        if number > _TOKENS or mark in {'"""', "'''"}:
            break
        depth += (mark in _OPEN) - (mark in _CLOSE)
        returns = returns or mark == "->"
        if mark == ":" and depth == 0:
            return token.end(), returns
    return None, False


def _docstring(text: str, start: int) -> str | None:
    blank = _BLANK.match(text, start)
    opened = _DOCSTRING.match(text, blank.end() if blank else start)
    if opened is None:
        return None
    end = text.find(opened[1], opened.end(), opened.end() + _LONGEST)
    said = text[opened.end() : end] if end >= 0 else ""
    return said if said.strip() else None
