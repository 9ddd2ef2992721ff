"""What a badge says of a report: a class, never a score."""

from dataclasses import dataclass

from weighbridge.findings import Outcome
from weighbridge.formats._words import prose, reached
from weighbridge.patterns import lazy
from weighbridge.verdicts import glance
from weighbridge.verdicts.report import Report

_SHOWN = "mof-1.0"
"""The framework of the badge, where the report has it; else the first that concludes something."""
_VERSION = lazy(r" \d[\d.]*\Z")
_REACHED = ("#1a7f37", "#2f7a3d", "#4d7326")
"""Greens from the top level down, each dark enough for white letters (4.5 to 1)."""
_NOT_REACHED, _OPEN = "#9a4a00", "#57606a"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Badge:
    """Two words and a colour.

    Attributes:
        label: what was asked.
        message: what was reached.
        color: of the message's ground, as CSS writes it.
        title: both as a sentence, with the release.
    """

    label: str
    message: str
    color: str
    title: str


def badge(report: Report) -> Badge:
    """What a release reached by its bytes."""
    standings = [s for s in glance.standings(report) if s.shown.levels]
    named = [s for s in standings if s.shown.framework == _SHOWN]
    release = prose(f"{report.release} {report.version}".strip())
    if not standings:
        return Badge("Weighbridge", "nothing concluded", _OPEN, f"{release}: nothing concluded")
    standing = (named or standings)[0]
    message = _short(reached(standing))
    return Badge(
        label=_short(_VERSION.sub("", standing.shown.title)),
        message=message,
        color=_color(standing),
        title=f"{release}: {prose(standing.shown.title)}: {message}",
    )


def _color(standing: glance.Standing) -> str:
    """By what is reached: the top, the level below it, any other; none, or nobody can tell."""
    if standing.outcome is not Outcome.PASS:
        return _NOT_REACHED if standing.outcome is Outcome.FAIL else _OPEN
    titles = [level.title for level in reversed(standing.shown.levels)]
    below = titles.index(standing.shown.conclusion) if standing.shown.conclusion in titles else 0
    return _REACHED[min(below, len(_REACHED) - 1)]


def _short(text: str) -> str:
    words = prose(text)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
