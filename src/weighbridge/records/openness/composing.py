"""Any YAML document as nodes: the plain form at once, everything else through a YAML parser."""

from dataclasses import replace
from typing import Any

from weighbridge.patterns import lazy
from weighbridge.records.openness import plain
from weighbridge.records.openness.nodes import Node

LONGEST = 64 << 10
"""Characters of one document that are read."""
_DEEPEST = 40
_TAGGED = lazy(r"(?:&\S+\s+)?!")
_COLON = lazy(r"\s*:")


class YamlError(ValueError):
    """The text is not YAML, or YAML of no use here.

    Attributes:
        line: where, counted from 1.
    """

    def __init__(self, cause: str, line: int = 1) -> None:
        super().__init__(cause)
        self.line = line


def compose(text: str) -> Node | None:
    """The root node of a document; None if it is empty.

    Args:
        text: without a byte order mark.

    Raises:
        YamlError: it is not valid YAML, is nested too deeply, or is longer than `LONGEST`.
    """
    if len(text) > LONGEST:
        raise YamlError(f"it is longer than {LONGEST} characters")
    return plain.read(text) or parsed(text)


def parsed(text: str) -> Node | None:
    """The same, always through the YAML parser.

    Raises:
        YamlError: it is not valid YAML, or is nested too deeply.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415  # 24 ms that plain records need not pay
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415  # the same

    try:
        root = YAML(typ="safe", pure=True).compose(text)
        return _Copy(text).of(root) if root is not None else None
    except YamlError:
        raise
    except (YAMLError, ValueError, RecursionError, AttributeError, TypeError) as error:
        cause = str(getattr(error, "problem", "") or type(error).__name__)
        mark = getattr(error, "problem_mark", None)
        raise YamlError(cause, mark.line + 1 if mark else 1) from error


class _Copy:
    """Copies the parser's nodes; one that aliases name several times is copied once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.made: dict[int, Node] = {}
        self.open: set[int] = set()

    def of(self, node: Any, depth: int = 0) -> Node:
        """The copy of a node.

        Raises:
            YamlError: it is too deep, or holds itself.
        """
        if id(node) in self.made:
            return self.made[id(node)]
        line = int(node.start_mark.line) + 1
        if depth > _DEEPEST or id(node) in self.open:
            raise YamlError("it is nested too deeply", line)
        self.open.add(id(node))
        copy = self._copied(node, line, depth + 1)
        self.open.discard(id(node))
        self.made[id(node)] = copy
        return copy

    def _copied(self, node: Any, line: int, depth: int) -> Node:
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        pairs: tuple[tuple[Node, Node], ...] = ()
        items: tuple[Node, ...] = ()
        scalar = node.id == "scalar"
        if node.id == "mapping":
            pairs = tuple(self._pair(key, value, depth) for key, value in node.value)
        elif not scalar:
            items = tuple(self.of(one, depth) for one in node.value)
        return Node(
            node.id,
            str(node.value) if scalar else "",
            scalar and not node.style and not _TAGGED.match(self.text, start, end),
            pairs,
            items,
            not scalar and bool(node.flow_style),
            self.text[start:end].startswith(("!", "&")),
            line=line,
            column=int(node.start_mark.column),
            start=start,
            end=end,
        )

    def _pair(self, key: Any, value: Any, depth: int) -> tuple[Node, Node]:
        """A key and its value; one that is left out is placed behind the colon."""
        name, copy = self.of(key, depth), self.of(value, depth)
        colon = _COLON.match(self.text, name.end)
        if copy.start == copy.end and colon:
            at = colon.end()
            copy = replace(copy, line=name.line, start=at, end=at)
        return name, copy
