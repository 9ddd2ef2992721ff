"""A report at a glance: what was reached, what is in the way, what to do, what matters most."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from weighbridge.findings import Finding, Outcome
from weighbridge.verdicts.report import Change, Level, Report, Verdict

SHOWN = "evidence"
"""The reading that a glance shows; the others are named where they say something else."""
_CLAIMED, _STRICTEST = "claims", "evidence-unblanketed"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a release stands under one framework.

    Attributes:
        shown: the verdict under the reading `evidence`, or the only one there is.
        claims: the verdict on all that is declared, where it concludes something else.
        strictest: the verdict without stretched licences, where it concludes something else.
        numbers: numbers, in the list of all changes, of the ones that lead to the next level.
    """

    shown: Verdict
    claims: Verdict | None
    strictest: Verdict | None
    numbers: tuple[int, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of the criteria that fail and stand between here and the next conclusion."""
        return tuple(dict.fromkeys(c for level in self._ahead for c in level.missing))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The same for the criteria that a missing fact leaves open."""
        return tuple(dict.fromkeys(c for level in self._ahead for c in level.unknown))

    @property
    def _ahead(self) -> tuple[Level, ...]:
        """On a ladder the next rung, which includes the ones below; else every level."""
        short = tuple(one for one in self.shown.levels if one.outcome is not Outcome.PASS)
        return short[:1] if is_ladder(self.shown) else short

    @property
    def outcome(self) -> Outcome:
        """Pass when anything was reached, fail when the first step fails, else unknown; a picture
        has none.
        """
        verdict = self.shown
        if not verdict.levels:
            return Outcome.NOT_APPLICABLE
        if verdict.next is None or verdict.conclusion in {one.title for one in verdict.levels}:
            return Outcome.PASS
        refused = verdict.conclusion is not None or verdict.levels[0].outcome is Outcome.FAIL
        return Outcome.FAIL if refused else Outcome.UNKNOWN


def standings(report: Report) -> tuple[Standing, ...]:
    """Where the release stands under each framework, in the report's order."""
    numbers = {change.remedy: number for number, change in enumerate(changes(report), start=1)}
    found = []
    for readings in _by_framework(report).values():
        shown = readings.get(SHOWN) or next(iter(readings.values()))
        found.append(
            Standing(
                shown,
                _other(readings, _CLAIMED, shown),
                _other(readings, _STRICTEST, shown),
                tuple(sorted(numbers[change.remedy] for change in shown.changes)),
            )
        )
    return tuple(found)


def changes(report: Report) -> tuple[Change, ...]:
    """Each change that some framework asks for next, once; the first framework's come first."""
    found: dict[str, Change] = {}
    for readings in _by_framework(report).values():
        shown = readings.get(SHOWN) or next(iter(readings.values()))
        for change in shown.changes:
            before = found.get(change.remedy, Change(change.remedy, (), ()))
            found[change.remedy] = Change(
                change.remedy,
                tuple(dict.fromkeys(before.criteria + change.criteria)),
                tuple(dict.fromkeys(before.checks + change.checks)),
            )
    return tuple(found.values())


def important(report: Report, most: int = 5) -> tuple[Finding, ...]:
    """The findings to look at first: failures, then unknowns, the most severe first.

    A check that some change in the list answers is left out, for every entry it ranges over, and
    of several findings of one check only the first is given.
    """
    listed = changes(report)
    answered = {_name(check) for change in listed for check in change.checks}
    remedies = {change.remedy for change in listed}
    found: dict[str, Finding] = {}
    for finding in ranked(report.findings):
        if _name(finding.check) not in answered and finding.remedy not in remedies:
            found.setdefault(_name(finding.check), finding)
    return tuple(found.values())[:most]


def _name(check: str) -> str:
    """The id of a check without the entry in brackets."""
    return check.partition("[")[0]


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """What failed and what is unknown in the shown reading, the weightiest first."""
    order = (Outcome.FAIL, Outcome.UNKNOWN)
    counted = [
        f for f in findings if f.outcome in order and (not f.readings or SHOWN in f.readings)
    ]
    return sorted(counted, key=lambda f: (order.index(f.outcome), f.severity.rank, f.check))


def tally(verdict: Verdict) -> tuple[tuple[str, int], ...]:
    """How many cells of a picture hold each word, the most frequent first."""
    return tuple(Counter(cell.value for cell in verdict.cells).most_common())


def is_ladder(verdict: Verdict) -> bool:
    """Whether each level includes the one before it."""
    return all(set(low.criteria) <= set(high.criteria) for low, high in pairwise(verdict.levels))


def titles(verdict: Verdict, criteria: Iterable[str]) -> tuple[str, ...]:
    """The titles of criteria, by id."""
    known = {c.id: c.title for level in verdict.levels for c in level.criteria}
    return tuple(known.get(criterion, criterion) for criterion in criteria)


def _by_framework(report: Report) -> dict[str, dict[str, Verdict]]:
    found: dict[str, dict[str, Verdict]] = {}
    for verdict in report.verdicts:
        found.setdefault(verdict.framework, {})[verdict.reading] = verdict
    return found


def _other(readings: dict[str, Verdict], name: str, shown: Verdict) -> Verdict | None:
    other = readings.get(name)
    return other if other is not None and other.conclusion != shown.conclusion else None
