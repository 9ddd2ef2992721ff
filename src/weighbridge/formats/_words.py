"""Words and numbers that people read, written alike in every format."""

import unicodedata
from collections.abc import Sequence

from weighbridge.findings import Outcome
from weighbridge.verdicts.glance import Standing
from weighbridge.verdicts.report import Report

OUTCOMES = {
    Outcome.PASS: "holds",
    Outcome.FAIL: "fails",
    Outcome.UNKNOWN: "unknown",
    Outcome.NOT_APPLICABLE: "not applicable",
}
_UNITS = ("kB", "MB", "GB", "TB")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def visible(text: str) -> str:
    """Text that shows what it holds: nothing in it moves a cursor or turns letters around.

    Control, format and private characters become escapes.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def prose(text: str) -> str:
    """A sentence on one line: every run of white space becomes one space."""
    return visible(" ".join(text.split()))


def plural(number: int, noun: str) -> str:
    """A number and its noun: `1 file`, `1,204 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def size(count: int) -> str:
    """A number of bytes in the decimal units that people know."""
    if count < 1000:
        return plural(count, "byte")
    power = next((n for n in range(1, len(_UNITS)) if count < 999.95 * 1000**n), len(_UNITS))
    return f"{count / 1000**power:.1f} {_UNITS[power - 1]}"


def percent(share: float) -> str:
    """A share of 1, as a percentage that is 100 only when it is whole, and 0 when it is none."""
    rounded = round(share * 100)
    if rounded == 100 and share < 1:
        rounded = 99
    if rounded == 0 and share > 0:
        rounded = 1
    return f"{rounded} %"


def listing(items: Sequence[str]) -> str:
    """Items as a sentence has them: `a, b and c`."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def numbered(numbers: Sequence[int]) -> str:
    """Ascending numbers, runs of three or more shortened: `1, 3 to 6 and 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [
        [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(number) for number in run]
        for run in runs
    ]
    return listing([word for group in words for word in group])


def reached(standing: Standing) -> str:
    """What a release reached, in a word or two."""
    if standing.shown.conclusion:
        return standing.shown.conclusion
    if not standing.shown.levels:
        score = standing.shown.score
        return "a picture" if score is None else f"a score of {score:g} by its own rule"
    return "undecided" if standing.outcome is Outcome.UNKNOWN else "none reached"


def differences(standing: Standing) -> tuple[str, ...]:
    """What the other readings say where they say something else, a phrase each."""
    shown = standing.shown.conclusion or "none"
    found = []
    if standing.claims:
        found.append(f"claims {standing.claims.conclusion or 'none'}, evidence shows {shown}")
    if standing.strictest:
        without = standing.strictest.conclusion or "none"
        found.append(f"without licences stretched from code: {without}")
    return tuple(found)


def contents(report: Report) -> str:
    """How much was read."""
    files = sum(part.files for part in report.parts)
    stored = sum(part.size for part in report.parts)
    parts = f"{plural(len(report.parts), 'part')}, " if len(report.parts) > 1 else ""
    return f"{parts}{plural(files, 'file')}, {size(stored)}"


def _shown(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )
