"""The paper or report of the release can be found for good: in the release, or under an archived
identifier.

A paper on a project page moves or changes with the page. A DOI or an arXiv id names one version
of it, and stays.

## How to fix

Deposit the paper where it gets a DOI or an arXiv id and link to that, or put the file into the
release.
"""

from collections.abc import Iterator

from weighbridge.facts.components import Components, Presence, Sighting
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_PAPERS = ("research-paper", "technical-report")
_REMEDY = "Link the paper by its DOI or arXiv id, or put it into the release."


@check(severity=Severity.LOW, since="0.1")
def paper_is_archived(seen: Components) -> Iterator[Finding]:
    """Judge the papers and reports together: one that stays is enough."""
    papers = [s for kind in _PAPERS for s in seen.of(kind)]
    firm = [s for s in papers if _stays(s)]
    if firm:
        where = "lies in the release" if firm[0].presence is Presence.PRESENT else "is archived"
        yield passed(f"The paper {where}: {firm[0].note}.", *(s.at for s in firm[:5]))
    elif papers:
        message = f"The paper is named, but under no archived identifier: {papers[0].note}."
        yield failed(message, *(s.at for s in papers[:5]), remedy=_REMEDY)
    else:
        yield unknown("No paper or report of the release was found.", remedy=_REMEDY)


def _stays(paper: Sighting) -> bool:
    return paper.presence is Presence.PRESENT or (
        paper.presence is Presence.LINKED and paper.pinned
    )
