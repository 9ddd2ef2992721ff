"""The parameters that a docstring describes, in each of the three styles people write."""

import re
from collections.abc import Iterator

from weighbridge.patterns import lazy

_GOOGLE = lazy(
    r"^[ \t]*(?:args|arguments|parameters|keyword args|other parameters):[ \t]*$", re.IGNORECASE
)
_NUMPY = lazy(r"^[ \t]*(?:other )?parameters[ \t]*$", re.IGNORECASE)
_RULE = lazy(r"^[ \t]*-{3,}[ \t]*$")
_SPHINX = lazy(r"^[ \t]*:param(?:eter)?\s+(?:[^:\n]{0,80}\s)?(?P<name>\*{0,2}\w+)\s*:")
_ENTRY = lazy(r"(?P<name>\*{0,2}\w+)[ \t]*(?:\([^\n]{0,200}\))?[ \t]*:")
_NUMPY_ENTRY = lazy(r"(?P<names>\*{0,2}\w+(?:[ \t]*,[ \t]*\*{0,2}\w+){0,9})[ \t]*(?::|$)")
_LINES = 500
_HEADINGS = frozenset(
    {"return", "returns", "raise", "raises", "yield", "yields", "example", "examples", "note"}
    | {"notes", "warning", "warnings", "references", "see", "todo", "attributes"}
)
"""Words that head another section, however far in they stand."""


def described(docstring: str) -> tuple[str, ...]:
    """The names of the parameters that a docstring describes, without stars, in order.

    Source: Google Python style guide, 3.8.3; numpydoc style guide, "Parameters"; Sphinx, "Info
    field lists".
    """
    lines = docstring.expandtabs(4).splitlines()[:_LINES]
    return tuple(dict.fromkeys(name.lstrip("*") for name in _names(lines)))


def _names(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if found := _SPHINX.match(line):
            yield found["name"]
        elif _GOOGLE.match(line):
            yield from _google(lines[number + 1 :], _indent(line))
        elif _NUMPY.match(line) and number + 1 < len(lines) and _RULE.match(lines[number + 1]):
            yield from _numpy(lines[number + 2 :], _indent(line))


def _google(lines: list[str], outer: int) -> Iterator[str]:
    """Entries stand at the first indent below the heading; what is deeper goes on with one."""
    level = None
    for line in lines:
        if not line.strip():
            continue
        indent = _indent(line)
        if indent <= outer:
            return
        level = indent if level is None else level
        entry = _ENTRY.match(line.strip()) if indent == level else None
        if entry and entry["name"].lower() in _HEADINGS and line.rstrip().endswith(":"):
            return
        if entry:
            yield entry["name"]


def _numpy(lines: list[str], outer: int) -> Iterator[str]:
    """Entries stand as far in as the heading; a line above a rule heads the next section."""
    for number, line in enumerate(lines):
        if not line.strip() or _indent(line) > outer:
            continue
        if _indent(line) < outer:
            return
        if number + 1 < len(lines) and _RULE.match(lines[number + 1]):
            return
        if entry := _NUMPY_ENTRY.match(line.strip()):
            yield from (name.strip() for name in entry["names"].split(","))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
