"""The data information attestation: seven questions that no machine can decide, answered by a
person who points at evidence.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from weighbridge.patterns import lazy

_TOKEN = lazy(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''.*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|(?P<answer>^[ \t]*\[\[[ \t]*(?:answers|\"answers\"|'answers')[ \t]*\]\])"
    r"|(?P<other>^[ \t]*\[)",
    re.DOTALL | re.MULTILINE,
)
"""What may hold a bracket at the start of a line in valid TOML; only tables are what they seem."""


class AttestationError(Exception):
    """The file does not follow the format: the place first, the cause, then the remedy."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Attributes:
        question: id of the question.
        holds: the publisher's answer; None while it is left open.
        evidence: paths in the release, with or without an anchor, and links.
        by: who answers for it; empty if nobody does.
        on: the day it was given; None if not stated.
        lines: first and last line of its table, counted from 1.
        unknown: keys the format does not have, as written.
    """

    question: str
    holds: bool | None = None
    evidence: tuple[str, ...] = ()
    by: str = ""
    on: date | None = None
    lines: tuple[int, int] = (1, 1)
    unknown: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Attestation:
    """A whole file.

    Attributes:
        unknown: keys beside the answers that the format does not have, as written.
    """

    answers: tuple[Answer, ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=dict, hash=False)


def parse(text: str) -> Attestation:
    """Read an attestation.

    Raises:
        AttestationError: it is not TOML, a value has the wrong type, or a question is answered
            twice.
    """
    try:
        record = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise AttestationError(f"It is not valid TOML: {error}. Correct the syntax.") from error
    tables = record.pop("answers", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise AttestationError("`answers` is not a list of tables. Write `[[answers]]` for each.")
    places = _places(text, len(tables))
    answers = tuple(_answer(table, at) for table, at in zip(tables, places, strict=True))
    _refuse_doubles(answers)
    return Attestation(answers, MappingProxyType(record))


def _answer(table: dict[str, Any], lines: tuple[int, int]) -> Answer:
    question = _taken(table, "question", str, lines)
    if not question:
        raise AttestationError(f"Line {lines[0]}: an answer names no `question`. Add its id.")
    evidence = _taken(table, "evidence", list, lines) or []
    if not all(isinstance(one, str) for one in evidence):
        raise AttestationError(
            f"Line {lines[0]}: `evidence` holds something else than text. List paths and links."
        )
    return Answer(
        question=question,
        holds=_taken(table, "holds", bool, lines),
        evidence=tuple(evidence),
        by=(_taken(table, "by", str, lines) or "").strip(),
        on=_taken(table, "on", date, lines),
        lines=lines,
        unknown=MappingProxyType(table),
    )


def _taken(table: dict[str, Any], key: str, kind: type, lines: tuple[int, int]) -> Any:
    """The value of a key, taken out of its table; None where it is left out."""
    value = table.pop(key, None)
    if value is None or isinstance(value, kind):
        return value
    raise AttestationError(
        f"Line {lines[0]}: `{key}` is {value!r:.60}, not a {kind.__name__}. Correct the value."
    )


def _refuse_doubles(answers: tuple[Answer, ...]) -> None:
    seen: set[str] = set()
    for answer in answers:
        if answer.question in seen:
            raise AttestationError(
                f"Line {answer.lines[0]}: {answer.question} is answered twice. Keep one answer."
            )
        seen.add(answer.question)


def _places(text: str, count: int) -> list[tuple[int, int]]:
    """Lines of each answer's table; the whole file where they are not written as tables."""
    whole = (1, max(1, len(text.splitlines())))
    found = list(_tables(text, whole[1]))
    return found if len(found) == count else [whole] * count


def _tables(text: str, last: int) -> Iterator[tuple[int, int]]:
    start, line, offset = 0, 1, 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup is None:
            continue
        line += text.count("\n", offset, token.start())
        offset = token.start()
        if start:
            yield start, line - 1
        start = line if token.lastgroup == "answer" else 0
    if start:
        yield start, last
