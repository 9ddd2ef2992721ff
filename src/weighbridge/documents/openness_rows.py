"""What a release shows of each component, as records of the Model Openness Framework list it."""

from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.catalogs import components
from weighbridge.catalogs.components import Component
from weighbridge.facts.components import Components, Presence, Sighting
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.facts.provenance import Evidence, Reading
from weighbridge.facts.release import Release


@dataclass(frozen=True, slots=True)
class Row:
    """One component that is in the release, or that the release points at.

    Attributes:
        license: SPDX expression; empty when no licence is stated, `unlicensed` when it is stated
            that there is none.
        license_path: where the licence stands: an address, or a path in the release.
        path: where the component is, in the same way.
    """

    component: Component
    license: str
    license_path: str
    path: str


def rows(release: Release) -> tuple[Row, ...]:
    """A row for every component that bytes or links show; what is only spoken of has none."""
    return tuple(_rows(release))


def _rows(release: Release) -> Iterator[Row]:
    seen = release.view(Components, Reading.CLAIMS)
    licensing = release.view(Licensing, Reading.CLAIMS)
    for component in components.every():
        strongest = seen.strongest(component.id)
        if strongest and strongest[0].presence is not Presence.MENTIONED:
            yield _row(component, strongest, licensing)


def _row(component: Component, sightings: tuple[Sighting, ...], licensing: Licensing) -> Row:
    claims = licensing.covering(sightings, component.type)
    stated = list(dict.fromkeys(claim.expression for claim in claims if claim.expression))
    if not stated:
        return Row(component, "unlicensed" * bool(claims), "", _place(sightings[0].at))
    return Row(
        component,
        stated[0] if len(stated) == 1 else " AND ".join(_bracketed(one) for one in stated),
        _text_of(claims, licensing),
        _place(sightings[0].at),
    )


def _bracketed(expression: str) -> str:
    return f"({expression})" if " OR " in expression else expression


def _text_of(claims: tuple[LicenseClaim, ...], licensing: Licensing) -> str:
    """Where the first licence's text stands, else where it is stated."""
    first = next(claim for claim in claims if claim.expression)
    text = licensing.text_of(first, first.expression)
    return _place(text.at if text else first.at)


def _place(at: Evidence) -> str:
    """An address, or a path without the characters that would make it look like something else."""
    if at.link:
        return at.link
    place = at.path or at.part
    for character in ("%", " ", ":", "\t", "\n", "\r"):
        place = place.replace(character, f"%{ord(character):02X}")
    return place
