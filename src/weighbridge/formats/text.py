"""Text for a terminal: the answer at a glance, in as few lines as it takes."""

from collections.abc import Iterator, Sequence
from shlex import quote

from weighbridge.findings import Finding, Outcome
from weighbridge.formats import PLAIN, Look, _evaluation, _lineage
from weighbridge.formats._columns import cells, padded, whole, wrapped
from weighbridge.formats._words import (
    OUTCOMES,
    contents,
    differences,
    numbered,
    percent,
    plural,
    prose,
    reached,
    visible,
)
from weighbridge.verdicts import glance
from weighbridge.verdicts.report import Change, Evaluated, Report

NAME = "text"
TITLE = "Text for a terminal, the answer at a glance"
MEDIA_TYPE = "text/plain"
STREAMS = True

_NAMED = 6
"""Criteria that are named one by one: as many as the lowest class of the main framework has."""
_RATES = 8
"""Rates that are told one by one."""
_BOLD, _DIM, _GREEN, _RED, _YELLOW = "1", "2", "32", "31", "33"
_COLORS = {
    Outcome.PASS: _GREEN,
    Outcome.FAIL: _RED,
    Outcome.UNKNOWN: _YELLOW,
    Outcome.NOT_APPLICABLE: _BOLD,
}
_SIGNS = {
    Outcome.PASS: "+",
    Outcome.FAIL: "x",
    Outcome.UNKNOWN: "?",
    Outcome.NOT_APPLICABLE: "-",
}


def render(reports: Sequence[Report], look: Look = PLAIN) -> str:
    """Write each report, with a blank line after it."""
    return "".join(line + "\n" for report in reports for line in (*_report(report, look), ""))


def _report(report: Report, look: Look) -> Iterator[str]:
    title = visible(f"{report.release} {report.version}".strip())
    yield _painted(wrapped(title, look.width), _BOLD, look)
    read = f"{contents(report)}; judged as of {prose(report.as_of)}"
    yield _painted(wrapped(read, look.width, "  "), _DIM, look)
    told: dict[tuple[object, ...], str] = {}
    for standing in glance.standings(report):
        yield ""
        yield from _answer(standing, look)
        ahead = (frozenset(standing.missing), frozenset(standing.unknown), standing.numbers)
        like = told.setdefault(ahead, standing.shown.framework)
        yield from _ahead(standing, look, like)
    changes = glance.changes(report)
    if changes:
        yield from _changes(changes, look)
    findings = glance.important(report)
    if findings:
        yield from _findings(findings, report, look)
    if report.lineage and report.lineage.edges:
        yield from _made_from(_lineage.made(report.lineage), look)
    if report.evaluation and report.evaluation.rates:
        yield from _measured(report.evaluation, look)
    yield from _following(report, findings, look)


def _answer(standing: glance.Standing, look: Look) -> Iterator[str]:
    sign = f"{_SIGNS[standing.outcome]} "
    answer = f"{sign}{prose(standing.shown.title)}: {prose(reached(standing))}"
    yield _painted(wrapped(answer, look.width, rest="  "), _COLORS[standing.outcome], look)
    for difference in differences(standing):
        yield wrapped(f"{prose(difference)}.", look.width, "    ")
    levels = standing.shown.levels
    if levels:
        shares = (whole(f"{prose(one.title)} {percent(one.share)}") for one in levels)
        yield wrapped(", ".join(shares), look.width, "    ")
    words = [f"{count} {prose(word)}" for word, count in glance.tally(standing.shown)]
    if words:
        yield wrapped(f"{', '.join(words)}; --format html draws it", look.width, "    ")


def _ahead(standing: glance.Standing, look: Look, like: str) -> Iterator[str]:
    """What is in the way and what leads on; short where an earlier framework said the same."""
    if like != standing.shown.framework and standing.shown.next:
        yield wrapped(
            f"{prose(standing.shown.next)}, as for {prose(like)}", look.width, "    next: "
        )
        return
    for word, criteria in (("fails", standing.missing), ("unknown", standing.unknown)):
        if criteria:
            yield wrapped(_named(standing, criteria), look.width, f"    {word}: ")
    if standing.numbers and standing.shown.next:
        noun = "change" if len(standing.numbers) == 1 else "changes"
        text = f"{prose(standing.shown.next)}, by {noun} {numbered(standing.numbers)}"
        yield wrapped(text, look.width, "    next: ")


def _named(standing: glance.Standing, criteria: Sequence[str]) -> str:
    """The titles of criteria; where they are many, the first ones and how many more."""
    names = [whole(prose(name)) for name in glance.titles(standing.shown, criteria)]
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])}, {whole(f'and {len(names) - _NAMED} more')}"


def _changes(changes: Sequence[Change], look: Look) -> Iterator[str]:
    yield ""
    yield _painted("What to change", _BOLD, look)
    margin = len(str(len(changes))) + 2
    for number, change in enumerate(changes, start=1):
        yield wrapped(prose(change.remedy), look.width, f"{number}.".rjust(margin) + " ")


def _findings(findings: Sequence[Finding], report: Report, look: Look) -> Iterator[str]:
    yield ""
    yield _painted("What else matters most", _BOLD, look)
    words = [f"{OUTCOMES[f.outcome]}, {f.severity}" for f in findings]
    margin = max(cells(word) for word in words) + 4
    for finding, word in zip(findings, words, strict=True):
        label = padded(f"  {word}", margin)
        text = wrapped(_sentence(finding), look.width, label)
        yield text.replace(label, _painted(label, _COLORS[finding.outcome], look), 1)
        yield wrapped(visible(finding.check), look.width, " " * margin)
    count = plural(len(glance.ranked(report.findings)), "finding")
    more = f"{count} that fail or are unknown; --format html shows each with its evidence."
    yield _painted(wrapped(more, look.width, "  "), _DIM, look)


def _made_from(made: Sequence[_lineage.Made], look: Look) -> Iterator[str]:
    """What it was made from: whatever is not fine by name, and how many of each outcome."""
    yield ""
    yield _painted("What it was made from", _BOLD, look)
    counts = ", ".join(f"{n} {prose(word)}" for word, n in _lineage.counts(made).items())
    yield wrapped(f"{plural(len(made), 'ancestor')}: {counts}", look.width, "  ")
    open_still = [one for one in made if one.edge.outcome != "fine"][:_NAMED]
    margin = max((cells(prose(one.edge.outcome)) for one in open_still), default=0) + 4
    for one in open_still:
        label = padded(f"  {prose(one.edge.outcome)}", margin)
        limits = f" ({'; '.join(one.node.restrictions)})" if one.node.restrictions else ""
        under = f"{one.node.license or 'no licence known'}{limits}"
        about = f"{_lineage.said(one.node)} {one.node.name}, {_lineage.how(one.edge)}: {under}"
        text = wrapped(prose(about), look.width, label)
        color = _COLORS[Outcome(_lineage.SIGNS.get(one.edge.outcome, "unknown"))]
        yield text.replace(label, _painted(label, color, look), 1)


def _measured(evaluated: Evaluated, look: Look) -> Iterator[str]:
    """The first rates over all and by domain, each with its interval."""
    yield ""
    yield _painted("What its evaluations measured", _BOLD, look)
    whole_runs = [one for one in evaluated.rates if not one.group]
    for one in whole_runs[:_RATES]:
        over = f" ({_evaluation.where(one)})" if one.domain else ""
        about = f"{one.metric}{over}: {_evaluation.said(one)}, {_evaluation.counts(one)}"
        text = f"{about}. {one.note}" if one.note else about
        yield wrapped(prose(text), look.width, "  ")
    left = len(evaluated.rates) + evaluated.left_out - len(whole_runs[:_RATES])
    if left:
        more = f"{plural(left, 'rate')} more, by domain and group; --format html draws them."
        yield _painted(wrapped(more, look.width, "  "), _DIM, look)


def _sentence(finding: Finding) -> str:
    message = prose(finding.message)
    place = visible(finding.evidence[0].place) if finding.evidence else ""
    return message if not place or place in message else f"{message} ({place})"


def _following(report: Report, findings: Sequence[Finding], look: Look) -> Iterator[str]:
    """The next command: about the first thing in the way, else about what was reached."""
    open_still = ((s, (*s.missing, *s.unknown)) for s in glance.standings(report))
    first = next(((s, criteria) for s, criteria in open_still if criteria), None)
    if first:
        subject = f"{first[0].shown.framework}:{first[1][0]}"
    elif findings:
        subject = findings[0].check
    elif report.verdicts:
        subject = report.verdicts[0].framework
    else:
        return
    yield ""
    command = f"weighbridge explain {quote(visible(subject))}"
    yield f"Next: {_painted(command, _BOLD, look)}"


def _painted(text: str, code: str, look: Look) -> str:
    if not look.color or not text:
        return text
    return "\n".join(f"\x1b[{code}m{line}\x1b[0m" for line in text.split("\n"))
