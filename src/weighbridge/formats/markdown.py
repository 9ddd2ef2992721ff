"""Markdown for a step summary or a comment: GitHub's flavour, below 64 KiB, whatever it holds."""

from collections.abc import Iterator, Sequence

from weighbridge.findings import Finding
from weighbridge.formats import PLAIN, Look, _evaluation, _lineage
from weighbridge.formats._markdown_text import plain, row, table
from weighbridge.formats._room import Block, fitted
from weighbridge.formats._words import OUTCOMES, contents, differences, numbered, plural, reached
from weighbridge.verdicts import glance
from weighbridge.verdicts.report import Evaluated, Report

NAME = "markdown"
TITLE = "Markdown for a step summary or a comment, below 64 KiB"
MEDIA_TYPE = "text/markdown"
STREAMS = False

_MOST = 64 * 1024 - 1
_INSTEAD = "`--format html` and `--format json` leave nothing out."
_NAMED = 6
"""Criteria that are named one by one."""


def render(reports: Sequence[Report], look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write a summary of each report, after a table of all of them where they are several."""
    blocks = [_overview(reports)] if len(reports) > 1 else []
    blocks += [block for report in reports for block in _report(report)]
    return fitted(blocks, _MOST, _INSTEAD)


def _overview(reports: Sequence[Report]) -> Block:
    titles = dict.fromkeys(s.shown.title for r in reports for s in glance.standings(r))
    rows = []
    for report in reports:
        known = {s.shown.title: reached(s) for s in glance.standings(report)}
        rows.append(row(_name(report), *(plain(known.get(title, "")) for title in titles)))
    head = table("Release", *(plain(title) for title in titles))
    return Block(f"# {plural(len(reports), 'release')}\n\n{head}", tuple(rows), "release")


def _report(report: Report) -> Iterator[Block]:
    read = f"{contents(report)}; judged as of {plain(report.as_of)} by Weighbridge"
    yield Block(f"\n## {_name(report)}\n\n{read} {plain(report.tool)}.")
    standings = glance.standings(report)
    if standings:
        head = table("Framework", "Reached", "In the way", "Next")
        yield Block(f"\n{head}", tuple(map(_standing, standings)), "framework")
    changes = glance.changes(report)
    if changes:
        rows = (f"{number}. {plain(c.remedy)}" for number, c in enumerate(changes, start=1))
        yield Block("\n### What to change\n", tuple(rows), "change")
    yield from _tables(report)


def _tables(report: Report) -> Iterator[Block]:
    if report.components:
        rows = (
            row(plain(c.title), plain(c.state), plain(c.license), plain(c.note))
            for c in report.components
        )
        opened = _opened(f"All {plural(len(report.components), 'component')}")
        head = table("Component", "State", "Licence", "What is known")
        yield Block(f"{opened}{head}", tuple(rows), "component", "\n</details>")
    made = _lineage.made(report.lineage) if report.lineage else ()
    if made:
        opened = _opened(f"{plural(len(made), 'thing')} it was made from")
        head = table("Terms", "Made from", "How", "Licence", "What it limits", "Why")
        yield Block(f"{opened}{head}", tuple(map(_made_from, made)), "ancestor", "\n</details>")
    if report.evaluation and report.evaluation.rates:
        yield from _measured(report.evaluation)
    found = glance.ranked(report.findings)
    if found:
        opened = _opened(f"{plural(len(found), 'finding')} that fail or are unknown")
        head = table("Outcome", "Severity", "Finding", "Where", "Check")
        yield Block(f"{opened}{head}", tuple(map(_finding, found)), "finding", "\n</details>")


def _standing(standing: glance.Standing) -> str:
    words = ". ".join((reached(standing), *differences(standing)))
    following = standing.shown.next or ""
    if following and standing.numbers:
        noun = "change" if len(standing.numbers) == 1 else "changes"
        following = f"{following}, by {noun} {numbered(standing.numbers)}"
    return row(plain(standing.shown.title), plain(words), _in_the_way(standing), plain(following))


def _in_the_way(standing: glance.Standing) -> str:
    told = []
    for word, criteria in (("fails", standing.missing), ("unknown", standing.unknown)):
        if criteria:
            names = ", ".join(glance.titles(standing.shown, criteria)[:_NAMED])
            more = len(criteria) - _NAMED
            told.append(f"{word}: {names}{f' and {more} more' if more > 0 else ''}")
    if not standing.shown.levels:
        told = [f"{count} {word}" for word, count in glance.tally(standing.shown)]
    return plain("; ".join(told))


def _finding(finding: Finding) -> str:
    place = finding.evidence[0].place if finding.evidence else ""
    return row(
        OUTCOMES[finding.outcome],
        finding.severity.value,
        plain(f"{finding.message} {finding.remedy}"),
        plain(place),
        plain(finding.check),
    )


def _made_from(one: _lineage.Made) -> str:
    return row(
        plain(one.edge.outcome),
        plain(one.node.name),
        plain(f"{_lineage.said(one.node)}, {_lineage.how(one.edge)}"),
        plain(one.node.license or "not known"),
        plain("; ".join(one.node.restrictions)),
        plain(one.edge.why),
    )


def _measured(evaluated: Evaluated) -> Iterator[Block]:
    """Every rate with its interval, and how far groups lie apart."""
    rows = (
        row(
            plain(rate.metric),
            plain(_evaluation.where(rate)),
            _evaluation.said(rate),
            _evaluation.counts(rate),
            plain(f"{rate.run}. {rate.note}"),
        )
        for rate in evaluated.rates
    )
    opened = _opened(f"{plural(len(evaluated.rates), 'rate')} its evaluations measured")
    head = table("Metric", "Over", "Rate and 95 % interval", "Samples", "In")
    yield Block(f"{opened}{head}", tuple(rows), "rate", "\n</details>")
    gaps = tuple(f"- {plain(f'{gap.metric}. {_evaluation.told(gap)}')}" for gap in evaluated.gaps)
    if gaps:
        opened = _opened("How far groups lie apart")
        yield Block(opened.rstrip("\n") + "\n", gaps, "gap", "\n</details>")


def _opened(title: str) -> str:
    return f"\n<details>\n<summary>{title}</summary>\n\n"


def _name(report: Report) -> str:
    return plain(f"{report.release} {report.version}".strip(), 120) or "A release without a name"
