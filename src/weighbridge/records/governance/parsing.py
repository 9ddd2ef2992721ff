"""Reading an entry: TOML or YAML to its kind, with every problem at its line."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from weighbridge.records.governance import fields, reading_toml, reading_yaml
from weighbridge.records.governance.kinds import KINDS, Entry

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps an entry from being read as its writer meant it.

    Attributes:
        line: where, counted from 1.
        message: cause, then remedy.
    """

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it stands in its file.

    Attributes:
        kind: one of `KINDS`.
        entry: what could be read; fields with a problem hold their default.
        unknown: keys the kind does not have, as written.
        problems: an entry that has any proves nothing.
        lines: the line of each key.
    """

    kind: str
    id: str
    entry: Entry
    unknown: Mapping[str, Any] = field(default_factory=dict, hash=False)
    problems: tuple[Problem, ...] = ()
    lines: Mapping[Place, int] = field(default_factory=dict, hash=False)

    def line(self, *place: str | int) -> int:
        """The line of a key, or of the nearest table around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def parse(text: str, *, kind: str, name: str, yaml: bool = False) -> Written:
    """Read an entry; never raises.

    Args:
        kind: one of `KINDS`.
        name: file name without its ending: the id where the file states none.
        yaml: whether it is YAML rather than TOML.
    """
    try:
        data, places = reading_yaml.load(text) if yaml else _toml(text)
    except reading_yaml.UnreadableError as error:
        problem = Problem(error.line, f"It cannot be read: {error}. Correct the syntax.")
        return Written(kind, name, KINDS[kind](), problems=(problem,))
    stated = data.pop("id", name)
    data.pop("schema", None)
    taken = fields.take(KINDS[kind], data)
    problems = [(place, said) for place, said in taken.problems]
    if not isinstance(stated, str) or not stated.strip():
        problems.append((("id",), "`id` is not text. Write a short name."))
        stated = name
    written = Written(kind, stated, taken.value, MappingProxyType(taken.unknown), (), places)
    found = tuple(Problem(written.line(*place), said) for place, said in problems)
    return Written(kind, stated, taken.value, written.unknown, found, places)


def _toml(text: str) -> tuple[dict[str, Any], dict[Place, int]]:
    try:
        return tomllib.loads(text), reading_toml.lines(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise reading_yaml.UnreadableError(str(error), _line(error)) from error


def _line(error: Exception) -> int:
    words = str(error).split("line ")
    digits = words[1].split(",")[0] if len(words) > 1 else ""
    return int(digits) if digits.isdecimal() else 1
