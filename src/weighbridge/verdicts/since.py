"""What changed from one report of a release to a later one, and which bytes changed with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from weighbridge.findings import Finding, Outcome
from weighbridge.verdicts.comparison import Answer, Side, compare, paired, side
from weighbridge.verdicts.glance import SHOWN
from weighbridge.verdicts.report import ComponentRow, Report

_PAST = {Outcome.PASS: "held", Outcome.FAIL: "failed", Outcome.UNKNOWN: "was unknown"}
_PRESENT = {Outcome.PASS: "holds", Outcome.FAIL: "fails", Outcome.UNKNOWN: "is unknown"}


@dataclass(frozen=True, slots=True)
class Moved:
    """Something that says another thing than before.

    Attributes:
        id: of the verdict (`mof-1.0, evidence`), component or check.
        before: what it was; empty when it was not there.
        after: what it is; empty when it is gone.
        why: what changed under it, a sentence each; empty where the bytes seen are the same.
    """

    id: str
    title: str
    before: str
    after: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """What changed.

    Attributes:
        judged: what differs in how the release was judged, a sentence each.
        verdicts: conclusions, and criteria under the shown reading.
        new: findings that fail or are unknown now and did not before.
        gone: findings that failed or were unknown and are no more.
        files: what became of each file that anything rests on, a sentence each.
    """

    before: Side
    after: Side
    judged: tuple[str, ...]
    verdicts: tuple[Moved, ...]
    components: tuple[Moved, ...]
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    files: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        return not (self.verdicts or self.components or self.new or self.gone)


def since(before: Report, after: Report) -> Since:
    """What changed from `before` to `after`."""
    digests = (_digests(before), _digests(after))
    listed = (_listed(before), _listed(after))
    return Since(
        before=side(before),
        after=side(after),
        judged=tuple(_judged(before, after)),
        verdicts=tuple(_verdicts(before, after)),
        components=tuple(_components(before, after, digests)),
        new=tuple(f for key, f in listed[1].items() if key not in listed[0]),
        gone=tuple(f for key, f in listed[0].items() if key not in listed[1]),
        files=tuple(_became(sorted({*digests[0], *digests[1]}), digests)),
    )


_Digests = dict[tuple[str, str], str]


def _judged(before: Report, after: Report) -> Iterator[str]:
    if before.release != after.release:
        yield f"The earlier report is on another release, {before.release}."
    if before.tool != after.tool:
        yield f"Weighbridge was {before.tool} and is {after.tool}: its rules may have changed."
    if before.as_of != after.as_of:
        yield f"It was judged as of {before.as_of}, and now as of {after.as_of}."
    for old, new in paired(before.parts, after.parts, lambda part: part.name):
        if old is None and new is not None:
            yield f"Part {new.name} is new."
        elif new is None and old is not None:
            yield f"Part {old.name} is gone."
        elif old is not None and new is not None and old.revision != new.revision:
            yield (
                f"Part {new.name} was at revision {old.revision or 'unknown'} "
                f"and is at {new.revision or 'unknown'}."
            )


def _verdicts(before: Report, after: Report) -> Iterator[Moved]:
    """Each verdict whose conclusion or criteria changed, with the criteria that did."""
    for pair in compare(before, after).verdicts:
        was, now = pair.left, pair.right
        why = tuple(_criteria(was, now)) if was and now else ()
        words = (_conclusion(was), _conclusion(now))
        if words[0] != words[1] or (why and pair.reading == SHOWN):
            yield Moved(f"{pair.framework}, {pair.reading}", pair.title, *words, why)


def _criteria(was: Answer, now: Answer) -> Iterator[str]:
    names = dict.fromkeys((*was.missing, *was.unknown, *now.missing, *now.unknown))
    for name in names:
        old, new = _criterion(was, name), _criterion(now, name)
        if old != new:
            yield f"{name}: it {_PAST[old]}, it {_PRESENT[new]}."


def _criterion(answer: Answer, title: str) -> Outcome:
    if title in answer.missing:
        return Outcome.FAIL
    return Outcome.UNKNOWN if title in answer.unknown else Outcome.PASS


def _conclusion(answer: Answer | None) -> str:
    if answer is None:
        return ""
    undecided = answer.outcome is Outcome.UNKNOWN
    return answer.conclusion or ("undecided" if undecided else "none reached")


def _components(
    before: Report, after: Report, digests: tuple[_Digests, _Digests]
) -> Iterator[Moved]:
    for old, new in paired(before.components, after.components, lambda row: row.id):
        words = (_component(old), _component(new))
        known = new or old
        if known is not None and words[0] != words[1]:
            evidence = (*(old.evidence if old else ()), *(new.evidence if new else ()))
            files = dict.fromkeys((at.part, at.path) for at in evidence if at.path)
            yield Moved(known.id, known.title, *words, tuple(_became(files, digests)))


def _component(row: ComponentRow | None) -> str:
    return ", ".join(filter(None, (row.state, row.license))) if row else ""


def _became(files: Iterable[tuple[str, str]], digests: tuple[_Digests, _Digests]) -> Iterator[str]:
    """What became of some files that something rests on, by their digests."""
    for key in files:
        was, now = (found.get(key) for found in digests)
        if was == now:
            continue
        if was is None:
            yield f"{key[1]} is evidence now."
        elif now is None:
            yield f"{key[1]} is no evidence any more."
        else:
            yield f"{key[1]} changed."


def _digests(report: Report) -> _Digests:
    """The digest of every file that anything in a report rests on."""
    found = [at for finding in report.findings for at in finding.evidence]
    found += [at for row in report.components for at in row.evidence]
    return {(at.part, at.path): at.sha256 for at in found if at.path and at.sha256}


def _listed(report: Report) -> dict[tuple[str, str, str, str], Finding]:
    """What fails or is unknown under the shown reading, by check, outcome, words and file."""
    found = {}
    for finding in report.findings:
        shown = not finding.readings or SHOWN in finding.readings
        if shown and finding.outcome in (Outcome.FAIL, Outcome.UNKNOWN):
            path = finding.evidence[0].path if finding.evidence else ""
            key = (finding.check, finding.outcome.value, finding.message, path)
            found[key] = finding
    return found
