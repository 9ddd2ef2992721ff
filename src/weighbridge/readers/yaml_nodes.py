"""YAML as nodes with their lines: nothing is constructed, so no alias or merge key can expand."""

from collections.abc import Iterator
from typing import Any

LONGEST = 64 << 10
"""Characters of one document that are composed."""


class YamlError(ValueError):
    """The text is not YAML: the cause as a phrase, without a full stop."""


def compose(text: str) -> Any:
    """The root node of a document; None if it is empty.

    Raises:
        YamlError: it is not valid YAML, is nested too deeply, or is longer than `LONGEST`.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415  # a third of the command's start-up time
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415  # the same

    if len(text) > LONGEST:
        raise YamlError(f"it is longer than {LONGEST} characters")
    try:
        return YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, ValueError, RecursionError, AttributeError, TypeError) as error:
        cause = str(getattr(error, "problem", "") or type(error).__name__)
        raise YamlError(f"it is not valid YAML ({cause})") from error


def items(node: Any) -> Iterator[tuple[str, Any]]:
    """Keys and value nodes of a mapping; nothing for any other node."""
    if getattr(node, "id", "") == "mapping":
        for key, value in node.value:
            if key.id == "scalar":
                yield key.value, value


def elements(node: Any) -> Iterator[Any]:
    """Nodes of a sequence; nothing for any other node."""
    if getattr(node, "id", "") == "sequence":
        yield from node.value


def scalar(node: Any) -> str:
    """A scalar's text; empty for any other node."""
    return str(node.value).strip() if getattr(node, "id", "") == "scalar" else ""


def line(node: Any) -> int:
    """The line a node starts on, counted from 1."""
    return int(node.start_mark.line) + 1
