"""A draft of `weighbridge.toml`: the parts that were read and those their cards link, the
components that were recognised, and the licences that were found.
"""

from collections.abc import Iterable, Iterator, Sequence

from weighbridge.catalogs import components
from weighbridge.documents.linked_parts import LinkedPart, linked_parts
from weighbridge.documents.toml_text import commented, note, table
from weighbridge.facts.components import Components, Presence
from weighbridge.facts.distribution import Part
from weighbridge.facts.licensing import LicenseClaim, Licensing, Reach
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release

_MOST = 20
"""Paths of one component that are listed."""


def draft(release: Release, parts: Sequence[Part]) -> str:
    """The draft as TOML. What a person has to decide is commented out by one hash.

    Args:
        parts: those of the release, with their locations as the manifest is to name them.
    """
    several = len(parts) > 1
    blocks = [
        note("A draft: take away the hash of what holds, and delete the rest."),
        table("[release]", {"name": release.name, "version": release.version}),
        *(_part(part.name, part.role, part.location) for part in parts),
        *_linked(linked_parts(release), {part.name for part in parts}),
        *_components(release, several=several),
        *_licenses(release, several=several),
    ]
    return "\n".join(blocks)


def _part(name: str, role: str, location: str) -> str:
    return table("[[parts]]", {"name": name, "role": role, "location": location})


def _linked(links: Iterable[LinkedPart], taken: set[str]) -> Iterator[str]:
    for link in links:
        name, number = link.name, 1
        while name in taken:
            number += 1
            name = f"{link.name}-{number}"
        taken.add(name)
        part = _part(name, link.role, link.location)
        pin = "" if link.pinned else "; name a revision, so that it stays what it is"
        words = f"{link.what}, linked at {link.at.place}{pin}."
        yield note(words) + (part if link.pinned else commented(part))


def _components(release: Release, *, several: bool) -> Iterator[str]:
    """What was recognised, for each component and part."""
    seen = release.view(Components, Reading.CLAIMS)
    for component in components.every():
        found: dict[str, dict[str, None]] = {}
        for sighting in seen.of(component.id):
            if sighting.presence is Presence.PRESENT and sighting.at.path:
                found.setdefault(sighting.at.part, {})[sighting.at.path] = None
        if not found:
            continue
        part, paths = max(found.items(), key=lambda item: len(item[1]))
        more = f", the first {_MOST} of {len(paths)} files" if len(paths) > _MOST else ""
        values = {"paths": list(paths)[:_MOST], "part": part if several else ""}
        block = table(f"[components.{component.id}]", values)
        yield note(f"{component.title}: recognised without this{more}.") + commented(block)


def _licenses(release: Release, *, several: bool) -> Iterator[str]:
    """What was stated of more than one file, each statement once."""
    told: set[str] = set()
    for claim in release.view(Licensing, Reading.CLAIMS).claims:
        block = _license(claim, several=several)
        if claim.reach is Reach.FILE or not claim.expression or block in told:
            continue
        told.add(block)
        yield note(f"Stated at {claim.at.place}.") + commented(block)


def _license(claim: LicenseClaim, *, several: bool) -> str:
    values = {
        "expression": claim.expression,
        "types": sorted(claim.types),
        "paths": claim.patterns,
        "components": sorted(claim.components),
        "part": claim.part if several and claim.reach is not Reach.RELEASE else "",
    }
    return table("[[licenses]]", values)
