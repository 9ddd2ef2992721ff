"""Documents that say how a project is run leave no place open.

A policy whose address still reads "[insert address]" tells whoever needs it nothing, at the moment
they need it. This asks of each such document that is there: security policy, code of conduct,
contribution and usage guides, governance, citation, notice, support and incident papers.

## How to fix

Answer every open place in the document, or take the sentence out.
"""

from collections.abc import Iterator

from weighbridge.facts.papers import FilledPaper, Papers
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed

_REMEDY = "Answer the open places in the documents that say how the project is run."


@check(severity=Severity.LOW, since="0.1")
def governance_documents_are_filled_in(papers: Papers) -> Iterator[Finding]:
    """Judge every document that is there."""
    for paper in papers.filled:
        held = [one for one in papers.open if (one.at.part, one.at.path) == _place(paper)]
        if held:
            noun = "place" if len(held) == 1 else "places"
            message = (
                f"{paper.at.path} leaves {len(held)} {noun} open, the first “{held[0].words}”."
            )
            yield failed(message, *(one.at for one in held[:5]), remedy=_REMEDY)
        else:
            yield passed(f"{paper.at.path} leaves no place open.", paper.at)
    if not papers.filled:
        yield not_applicable("No document says how the project is run.")


def _place(paper: FilledPaper) -> tuple[str, str]:
    return paper.at.part, paper.at.path
