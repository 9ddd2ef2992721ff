"""Which licence covers what: per kind of component, as its most direct statement says."""

from collections.abc import Iterator

from weighbridge.catalogs import components
from weighbridge.documents.record.field import Item, State, item
from weighbridge.facts.components import Components, Presence, Sighting
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release


def items(release: Release) -> Iterator[Item]:
    """`license.<component>` for each component that is there, and `license.release`.

    Only what a statement says of a component itself: the licence of code that people may take to
    cover the weights beside it is no word on these.
    """
    licensing = release.view(Licensing, Reading.CLAIMS)
    seen = release.view(Components, Reading.CLAIMS)
    for component in components.every():
        sightings = [one for one in seen.strongest(component.id) if _is_there(one)]
        claims = licensing.covering(sightings, component.type) if sightings else ()
        claims = tuple(c for c in claims if any(c.names(s, component.type) for s in sightings))
        yield from _stated(f"license.{component.id}", claims, licensing)
    general = [claim for claim in licensing.claims if not claim.patterns and not claim.components]
    yield from _stated("license.release", general, licensing)
    texts = tuple(text.at for text in licensing.texts)
    if texts:
        yield item("license.texts", tuple(at.path for at in texts), State.VERIFIED, *texts)


def _is_there(sighting: Sighting) -> bool:
    """Whether the component's own files are in the release, if only as pointers to their bytes."""
    pointer = sighting.presence is Presence.LINKED and sighting.pinned and not sighting.at.link
    return sighting.presence is Presence.PRESENT or pointer


def _stated(
    name: str, claims: tuple[LicenseClaim, ...] | list[LicenseClaim], licensing: Licensing
) -> Iterator[Item]:
    """Each expression that is stated; one whose text is in the release is verified."""
    for claim in claims:
        if claim.expression:
            backed = licensing.text_of(claim, claim.expression)
            state = State.VERIFIED if backed else State.EVIDENCED
            yield item(name, claim.expression, state, claim.at, *([backed.at] if backed else []))
