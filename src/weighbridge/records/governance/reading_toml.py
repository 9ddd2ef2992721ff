"""Lines of keys in TOML, which its standard reader does not tell."""

import re
from collections import Counter

from weighbridge.patterns import lazy

Place = tuple[str | int, ...]
_TOKEN = lazy(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\''
    r"|^[ \t]*(?P<double>\[\[[ \t]*(?P<many>[^\]\n]+?)[ \t]*\]\])"
    r"|^[ \t]*(?P<single>\[[ \t]*(?P<one>[^\]\n]+?)[ \t]*\])[ \t]*(?:\#[^\n]*)?$"
    r'|^[ \t]*(?P<key>[A-Za-z0-9_"\'.-]+)[ \t]*=[ \t]*'
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*',
    re.DOTALL | re.MULTILINE,
)


def lines(text: str) -> dict[Place, int]:
    """The line of each table and key, counted from 1: `("mitigations", 0, "title")`."""
    found: dict[Place, int] = {}
    counts: Counter[str] = Counter()
    table: Place = ()
    line, offset = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", offset, token.start())
        offset = token.start()
        if name := token["many"]:
            table = (*_path(name), counts[name])
            counts[name] += 1
        elif name := token["one"]:
            table = _path(name)
        elif key := token["key"]:
            found.setdefault((*table, *_path(key)), line)
            continue
        else:
            continue
        found.setdefault(table, line)
    return found


def _path(dotted: str) -> Place:
    return tuple(piece.strip().strip("\"'") for piece in dotted.split("."))
