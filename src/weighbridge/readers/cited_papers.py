"""The papers of the release among its citations: linked, or lying in it under the path cited."""

from collections.abc import Iterator
from dataclasses import replace

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import FileEntry, Inventory
from weighbridge.facts.governance import Citation, Governance
from weighbridge.facts.release import Fact
from weighbridge.readers.port import derives

_MOST = 5
"""Sightings of one component; more papers of its own show nothing more."""


@derives(gives=(Sighting,), topic="governance")
def derive(governance: Governance, inventory: Inventory) -> Iterator[Fact]:
    """One sighting per component and identifier, archived identifiers first."""
    own = [c for c in governance.citations if c.components and c.at.path != c.identifier]
    papers = {e.at.path: e for e in inventory.files if e.content == "application/pdf"}
    seen: dict[str, set[str]] = {}
    for citation in sorted(own, key=lambda c: (not c.archived, not c.at.link)):
        for component in citation.components:
            known = seen.setdefault(component, set())
            if citation.identifier not in known and len(known) < _MOST:
                known.add(citation.identifier)
                yield _sighting(citation, component, papers)


def _sighting(citation: Citation, component: str, papers: dict[str, FileEntry]) -> Sighting:
    note = citation.title or citation.identifier
    lying = next((e for path, e in papers.items() if _names(citation.identifier, path)), None)
    if lying:
        return Sighting(component, Presence.PRESENT, lying.at, f"PDF, cited in {citation.at.path}")
    if not citation.at.link:
        return Sighting(component, Presence.MENTIONED, citation.at, note)
    shown = f"{citation.identifier}, {citation.title}" if citation.title else note
    return Sighting(component, Presence.LINKED, replace(citation.at), shown, citation.archived)


def _names(identifier: str, path: str) -> bool:
    """Whether a relative link, or a link into a repository's files, names this path."""
    address = identifier.partition("#")[0].partition("?")[0].removeprefix("./")
    return address == path or ("/blob/" in address and address.endswith(f"/{path}"))
