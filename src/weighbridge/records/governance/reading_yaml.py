"""YAML 1.2 as plain values, with the line of each key."""

from typing import Any

Place = tuple[str | int, ...]
_DEPTH = 20
_NODES = 20_000


class UnreadableError(ValueError):
    """A file that is not valid TOML or YAML.

    Attributes:
        line: where, counted from 1.
    """

    def __init__(self, cause: str, line: int) -> None:
        super().__init__(cause)
        self.line = line


def load(text: str) -> tuple[dict[str, Any], dict[Place, int]]:
    """Read one mapping and the line of each key in it.

    Raises:
        UnreadableError: it is no YAML, no mapping, or nested or repeated beyond reason.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415  # heavy; few releases have such files
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    try:
        loaded = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        raise UnreadableError(str(error.problem), mark.line + 1 if mark else 1) from error
    except (YAMLError, RecursionError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableError(str(error).partition("\n")[0], 1) from error
    lines: dict[Place, int] = {}
    budget = [_NODES]
    plain = _plain(loaded, (), lines, budget)
    if not isinstance(plain, dict):
        raise UnreadableError("it holds no mapping of names to values", 1)
    return plain, lines


def _plain(node: Any, place: Place, lines: dict[Place, int], budget: list[int]) -> Any:
    """A node as plain values; aliases are followed, within a budget."""
    budget[0] -= 1
    if len(place) > _DEPTH or budget[0] < 0:
        raise UnreadableError("it is nested or repeated beyond reason", 1)
    if isinstance(node, dict):
        for key in node:
            lines[(*place, str(key))] = _line(node, key)
        return {str(k): _plain(v, (*place, str(k)), lines, budget) for k, v in node.items()}
    if isinstance(node, list):
        for number in range(len(node)):
            lines[(*place, number)] = _line(node, number)
        return [_plain(v, (*place, n), lines, budget) for n, v in enumerate(node)]
    return _scalar(node)


def _scalar(node: Any) -> Any:
    """A scalar without the wrapping that keeps its look."""
    for kind in (bool, int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


def _line(node: Any, key: Any) -> int:
    try:
        return int(node.lc.data[key][0]) + 1
    except (AttributeError, KeyError, TypeError, IndexError):
        return 1
