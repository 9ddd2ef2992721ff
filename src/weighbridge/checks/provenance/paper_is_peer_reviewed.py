"""A paper about the release appeared where papers are reviewed.

An archived preprint says what its authors found; a reviewed one was looked at by others. A
publisher's DOI or an identifier of proceedings shows that; an arXiv identifier does not, nor does a
DOI that an archive gives to any deposit.

## How to fix

Once the paper has appeared, name its DOI in CITATION.cff and in the card.
"""

from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import paper_archives
from weighbridge.facts.governance import Governance
from weighbridge.findings import Finding, Persona, Severity, check, failed, passed, unknown

_REMEDY = "Name the DOI of the published paper in CITATION.cff and in the card."


@check(severity=Severity.INFO, since="0.1", persona=Persona.AUDITOR)
def paper_is_peer_reviewed(governance: Governance) -> Iterator[Finding]:
    """Judge the papers together: one that was reviewed is enough."""
    papers = [one for one in governance.citations if "research-paper" in one.components]
    reviewed = [one for one in papers if paper_archives.is_reviewed(one.identifier)]
    if reviewed:
        names = " and ".join(one.identifier for one in reviewed[:3])
        yield passed(f"The paper appeared under {names}.", *(one.at for one in reviewed[:3]))
    elif papers:
        names = " and ".join(one.identifier for one in papers[:3])
        at = (one.at for one in papers[:3])
        yield failed(f"No reviewed version of {names} is named.", *at, remedy=_REMEDY)
    else:
        yield unknown("No paper about the release was found.", remedy=_REMEDY)
