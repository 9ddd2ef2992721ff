"""Words of a release as Markdown that shows them and does nothing else.

GitHub's flavour (the specification of GFM 0.29, and the mentions and bare links that its site adds)
is the one escaped for.
"""

import re

from weighbridge.formats._words import prose
from weighbridge.patterns import lazy

_LONGEST = 300
"""Letters of one cell; a page of cells stays readable."""
_STRUCTURE = lazy(r"([\\`*_\[\]{}~#$!])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"})
_FIRST = lazy(r"\A([-+=]|\d+[.)](?=\s|\Z))")
_LINK = lazy(r"(?i)(://|\bwww\.|(?<=mailto):|(?<=xmpp):)")
_CALLED = lazy(r"([@#])(?=\w)")
_CUT = "\u200b"
"""A break of no width: what it parts is neither a mention nor an issue."""


def plain(text: str, most: int = _LONGEST) -> str:
    """Text on one line, for a paragraph, an item of a list or a cell of a table."""
    words = prose(text)
    if len(words) > most:
        words = f"{words[: most - 1]}…"
    words = _CALLED.sub(rf"\1{_CUT}", words)
    words = _STRUCTURE.sub(r"\\\1", words).translate(_ENTITIES)
    words = _LINK.sub(lambda m: m[0].replace(":", "&#58;").replace(".", "&#46;"), words)
    return _FIRST.sub(_marked, words)


def row(*cells: str) -> str:
    """A line of a table."""
    return f"| {' | '.join(cells)} |"


def table(*titles: str) -> str:
    """The head of a table."""
    return f"{row(*titles)}\n{row(*('---' for _ in titles))}"


def _marked(match: re.Match[str]) -> str:
    """What would begin a list or a heading, with a backslash before its sign."""
    return f"{match[1][:-1]}\\{match[1][-1]}"
