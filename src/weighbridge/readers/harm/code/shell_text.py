"""Command lines as shells read them: in scripts, build files, workflows, notebooks and the texts
that Python code hands to a shell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs
from weighbridge.patterns import lazy
from weighbridge.readers.harm.code.vocabulary import suspect_address

LONGEST = 1 << 20
_LONGEST_LINE = 4000
_SAVED = lazy(
    r"\b(?:curl|wget)\b[^\n]{0,300}?(?:-o|-O|>|--output)\s*[\"']?"
    r"((?:/tmp|/dev/shm|/var/tmp)/[\w./-]{1,80})"
)
_STEP = lazy(r";|&&|\|\|")
_PLAIN_HTTP = lazy(r"http://(?!localhost|127\.|\[?::1)", re.IGNORECASE)


Pieces = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The vocabulary `command-shapes`.

    Attributes:
        gate: what at least one piece of every shape holds.
        harmful: rule, what a line does, and the pieces that stand in it in order.
        fetching: ways to run what is fetched, which installers have in common with attacks.
    """

    gate: re.Pattern[str]
    harmful: tuple[tuple[str, str, Pieces], ...]
    fetching: tuple[Pieces, ...]


@cache
def _shapes() -> _Shapes:
    record = catalogs.entry("vocabularies", "command-shapes")
    return _Shapes(
        gate=re.compile(record["gate"], re.IGNORECASE),
        harmful=tuple((o["rule"], o["does"], _compiled(o["pieces"])) for o in record["harmful"]),
        fetching=tuple(_compiled(one["pieces"]) for one in record["fetching"]),
    )


def _compiled(pieces: list[str]) -> Pieces:
    return tuple(re.compile(one, re.IGNORECASE) for one in pieces)


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a command line would do.

    Attributes:
        does: as a clause.
        sure: whether that is an attack whoever wrote it; else installers are written so too.
        line: from 1.
    """

    rule: str
    does: str
    sure: bool
    line: int


def commands(text: str) -> Iterator[Command]:
    """What the command lines of some text would do beyond the ordinary."""
    text = text[:LONGEST]
    if not _shapes().gate.search(text):
        return
    for number, line in _lines(text):
        if _shapes().gate.search(line):
            yield from _line(line[:_LONGEST_LINE], number)
    for found in [*_SAVED.finditer(text)][:20]:
        started = rf"(?:chmod\s+\S{{1,9}}|\b(?:ba|z)?sh|nohup)\s+{re.escape(found[1])}"
        address = suspect_address(found[0])
        if re.search(started, text[found.end() : found.end() + 20_000]):
            yield _download(address, text.count("\n", 0, found.start()) + 1, sure=bool(address))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines, those that go on with a backslash joined; comments left out."""
    held, start = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        start = start or number
        if line.rstrip().endswith("\\") and len(held) < _LONGEST_LINE:
            held += line.rstrip()[:-1] + " "
            continue
        whole, held = held + line, ""
        if not whole.lstrip().startswith(("#", "//", "REM ")):
            yield start, whole
        start = 0
    if held:
        yield start, held


def _line(line: str, number: int) -> Iterator[Command]:
    for rule, does, pieces in _shapes().harmful:
        if _in_order(line, pieces):
            yield Command(rule, does, sure=True, line=number)
    steps = _STEP.split(line)
    if any(_in_order(step, pieces) for pieces in _shapes().fetching for step in steps):
        address = suspect_address(line)
        yield _download(address, number, sure=bool(address or _PLAIN_HTTP.search(line)))


def _download(address: str, line: int, *, sure: bool) -> Command:
    source = f" from {address}" if address else " over a plain connection" if sure else ""
    return Command("downloaded-and-run", f"runs what it downloads{source}", sure, line)


def _in_order(line: str, pieces: Pieces) -> bool:
    """Whether each piece stands in a line behind the one before."""
    place = 0
    for piece in pieces:
        found = piece.search(line, place)
        if found is None:
            return False
        place = found.end()
    return True
