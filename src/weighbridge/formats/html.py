"""One self-contained page: no script, nothing fetched, dark and light, made for print too."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from weighbridge.findings import Finding, Outcome
from weighbridge.formats import PLAIN, Look, _evaluation, _lineage, _rings, _words
from weighbridge.verdicts import glance
from weighbridge.verdicts.report import Report

if TYPE_CHECKING:
    from jinja2 import Environment

NAME = "html"
TITLE = "One self-contained page, with every finding and its evidence"
MEDIA_TYPE = "text/html"
STREAMS = False

STATES = {
    "present": "its bytes are in the release",
    "linked": "the release points at it",
    "mentioned": "the release only speaks of it",
    "absent": "nothing was found",
    "unknown": "something could not be read",
}
"""What each state of a component means."""
READINGS = {
    "claims": "All that the publisher declares counts.",
    "evidence": "Only what bytes in the release or pinned links show counts.",
    "evidence-unblanketed": (
        "As evidence, and no licence is stretched from the code over data and weights."
    ),
}
"""What each reading means."""


def render(reports: Sequence[Report], look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write one page about all reports."""
    page = environment().get_template("report.html.j2")
    text = page.render(pages=[view(report) for report in reports])
    return text + "\n"


def view(report: Report) -> dict[str, Any]:
    """What the templates show of one report."""
    drawn = _rings.rings(report)
    made = _lineage.made(report.lineage) if report.lineage else ()
    return {
        "report": report,
        "standings": glance.standings(report),
        "changes": glance.changes(report),
        "rings": drawn,
        "counts": {state: _count(report, state) for state in STATES},
        "groups": {outcome: _of(report, outcome) for outcome in Outcome},
        "contents": _words.contents(report),
        "lineage": made,
        "lineage_counts": _lineage.counts(made),
        "evaluation": _evaluation.panels(report.evaluation) if report.evaluation else (),
        "descent": _lineage.picture(report.lineage) if report.lineage else None,
    }


@cache
def environment() -> "Environment":
    """The templates, for this page and for whoever shows a part of it."""
    from jinja2 import (  # noqa: PLC0415  # 60 ms that no other format pays
        Environment,
        PackageLoader,
        StrictUndefined,
    )

    made = Environment(
        loader=PackageLoader("weighbridge.formats", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_final,
    )
    made.filters |= {
        "day": _day,
        "listing": _words.listing,
        "percent": _words.percent,
        "plural": _words.plural,
        "prose": _words.prose,
        "size": _words.size,
        "web": _web,
    }
    made.globals |= {
        "STATES": STATES,
        "READINGS": READINGS,
        "OUTCOMES": _words.OUTCOMES,
        "differences": _words.differences,
        "reached": _words.reached,
        "tally": glance.tally,
        "titles": glance.titles,
        "size_of_picture": _rings.SIZE,
        "width_of_lineage": _lineage.WIDTH,
        "meanings": _lineage.OUTCOMES,
        "signs": _lineage.SIGNS,
        "said": _lineage.said,
        "how": _lineage.how,
        "width_of_rates": _evaluation.WIDTH,
        "axis_of_rates": (_evaluation.LEFT, _evaluation.RIGHT),
        "over": _evaluation.where,
        "rated": _evaluation.said,
        "sampled": _evaluation.counts,
        "gapped": _evaluation.told,
    }
    return made


def _final(value: Any) -> Any:
    """Every text that is put in shows what it holds; what a template made stays as it is."""
    return _words.visible(value) if type(value) is str else value


def _of(report: Report, outcome: Outcome) -> tuple[Finding, ...]:
    found = [finding for finding in report.findings if finding.outcome is outcome]
    return tuple(sorted(found, key=lambda f: (f.severity.rank, f.check)))


def _count(report: Report, state: str) -> int:
    return sum(row.state == state for row in report.components)


def _web(link: str | None) -> str | None:
    """A link that is safe to follow; None for any other."""
    text = (link or "").lower()
    return link if text.startswith(("https://", "http://")) and text.isprintable() else None


def _day(text: str) -> str:
    """A day as people write it; the text itself where it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B} {day.year}"
