"""The plain form that nearly every record is written in, read line by line: forty times as fast as
a YAML parser, and giving up at the first line that is not of that form.
"""

import re
from dataclasses import dataclass

from weighbridge.patterns import lazy
from weighbridge.records.openness.nodes import Node

_LINE = lazy(
    r"""(?P<indent>\ *)
    (?:(?P<dash>-)(?:\ +(?=[A-Za-z_])|\ *$))?
    (?:(?P<key>[A-Za-z_][\w-]{0,99}):
        (?:\ +(?P<value>'(?:[^']|'')*' | "[^"\\]*" | [A-Za-z0-9_/(].*?))?
    )?\ *$""",
    re.VERBOSE | re.ASCII,
)
_ENDS = lazy(r":(?:\s|$)|\s\#")
"""What would end a scalar without quotes."""
_IGNORED = lazy(r"[ ]*(?:#.*)?$")
_PRINTABLE = lazy(
    r"[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)


@dataclass(frozen=True, slots=True)
class _Token:
    """A dash, or a key with its value where that stands on the same line."""

    column: int
    line: int
    start: int
    key: Node | None = None
    value: Node | None = None


class _NotPlainError(Exception):
    """The text is not of the plain form."""


def read(text: str) -> Node | None:
    """The root of a document; None when it is not of the plain form, whatever it is instead."""
    if not _PRINTABLE.fullmatch(text):
        return None
    try:
        tokens = _tokens(text)
        if not tokens:
            return None
        node, rest = _block(tokens, 0)
        return node if rest == len(tokens) else None
    except (_NotPlainError, RecursionError):
        return None


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    offset = 0
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.match(line)
        if found is not None and (found["dash"] or found["key"]):
            column = found.end("indent")
            if found["dash"]:
                tokens.append(_Token(column, number, offset + column))
            if found["key"]:
                tokens.append(_pair(found, number, offset))
        elif not _IGNORED.match(line):
            raise _NotPlainError
        offset += len(line) + 1
    return tokens


def _pair(found: re.Match[str], line: int, offset: int) -> _Token:
    column = found.start("key")
    start, end = offset + column, offset + found.end("key")
    key = Node("scalar", found["key"], True, line=line, column=column, start=start, end=end)
    return _Token(column, line, start, key, _scalar(found, line, offset))


def _scalar(found: re.Match[str], line: int, offset: int) -> Node | None:
    written = found["value"]
    if written is None:
        return None
    place = found.start("value")
    plain = written[0] not in "'\""
    if plain and _ENDS.search(written):
        raise _NotPlainError
    value = written if plain else written[1:-1]
    return Node(
        "scalar",
        value.replace("''", "'") if written[0] == "'" else value,
        plain,
        line=line,
        column=place,
        start=offset + place,
        end=offset + found.end("value"),
    )


def _block(tokens: list[_Token], at: int) -> tuple[Node, int]:
    """The mapping or sequence that begins with a token, and the number of the token after it."""
    first = tokens[at]
    return _sequence(tokens, at) if first.key is None else _mapping(tokens, at)


def _mapping(tokens: list[_Token], at: int) -> tuple[Node, int]:
    first, pairs = tokens[at], []
    while at < len(tokens) and tokens[at].key is not None and tokens[at].column == first.column:
        token = tokens[at]
        at += 1
        if token.value is not None:
            pairs.append((token.key, token.value))
            continue
        value, at = _under(tokens, at, token, least=first.column)
        pairs.append((token.key, value))
    _refuse_deeper(tokens, at, first.column)
    made = Node(
        "mapping",
        pairs=tuple((key, value) for key, value in pairs if key is not None),
        line=first.line,
        column=first.column,
        start=first.start,
        end=pairs[-1][1].end,
    )
    return made, at


def _sequence(tokens: list[_Token], at: int) -> tuple[Node, int]:
    first, items = tokens[at], []
    while at < len(tokens) and tokens[at].key is None and tokens[at].column == first.column:
        token = tokens[at]
        value, at = _under(tokens, at + 1, token, least=first.column + 1)
        items.append(value)
    _refuse_deeper(tokens, at, first.column)
    made = Node(
        "sequence",
        items=tuple(items),
        line=first.line,
        column=first.column,
        start=first.start,
        end=items[-1].end,
    )
    return made, at


def _under(tokens: list[_Token], at: int, over: _Token, *, least: int) -> tuple[Node, int]:
    """What stands under a key or dash: a block, or nothing at all."""
    if at < len(tokens):
        next_one = tokens[at]
        deeper = next_one.column > over.column
        if deeper or (next_one.key is None and next_one.column >= least):
            return _block(tokens, at)
    end = over.key.end + 1 if over.key else over.start + 1
    column = over.column + end - over.start
    return Node("scalar", "", True, line=over.line, column=column, start=end, end=end), at


def _refuse_deeper(tokens: list[_Token], at: int, column: int) -> None:
    if at < len(tokens) and tokens[at].column > column:
        raise _NotPlainError
