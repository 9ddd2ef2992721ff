"""Components that the release only points at are linked at an exact version.

What lies behind a plain link can change or vanish after the release was judged, so a link counts
as evidence only where it names a commit, a digest or an archived identifier.

## How to fix

Link to a commit, a digest, a DOI or an arXiv id instead of a branch or a page.
"""

from collections.abc import Iterator

from weighbridge.catalogs import components
from weighbridge.facts.components import Components, Presence
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed

_REMEDY = "Replace each plain link by one that names a commit, a digest or an archived identifier."


@check(severity=Severity.LOW, since="0.1")
def links_are_pinned(seen: Components) -> Iterator[Finding]:
    """Judge each component whose bytes are not in the release."""
    here = {s.component for s in seen.sightings if s.presence is Presence.PRESENT}
    linked = [s for s in seen.sightings if s.presence is Presence.LINKED]
    away = dict.fromkeys(s.component for s in linked if s.component not in here)
    for component in away:
        places = [s for s in linked if s.component == component]
        firm = [s.at for s in places if s.pinned]
        if firm:
            yield passed(f"{_title(component)}: linked at an exact version.", *firm[:5])
        else:
            message = f"{_title(component)}: only linked, and at no exact version."
            yield failed(message, *(s.at for s in places[:5]), remedy=_REMEDY)
    if not away:
        yield not_applicable("No component of the release is only linked.")


def _title(component: str) -> str:
    known = component in components.ids()
    return components.find(component).title if known else component
