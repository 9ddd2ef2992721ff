"""Which components of a release were seen, where, and in what state."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence, Reading


class Presence(StrEnum):
    """How a component is there, strongest first."""

    PRESENT = "present"
    """Its bytes are in the release."""
    LINKED = "linked"
    """The release points at it."""
    MENTIONED = "mentioned"
    """The release speaks of it."""


_STRENGTH = {presence: number for number, presence in enumerate(Presence)}
"""0 for the strongest."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One reader's sight of a component.

    Attributes:
        component: id in the component catalogue, for instance `model-card`.
        pinned: for a link, whether it names a revision, a digest or an archived identifier.
        note: what was seen, as a short phrase: "safetensors, 22.7 M parameters".
        license: licence expression stated for exactly this component, normalised; empty if none.
    """

    component: str
    presence: Presence
    at: Evidence
    note: str = ""
    pinned: bool = False
    license: str = ""

    def counts_in(self, reading: Reading) -> bool:
        """Whether this sighting is more than a claim, where the reading asks for more."""
        if reading is Reading.CLAIMS or self.presence is Presence.PRESENT:
            return True
        return self.presence is Presence.LINKED and self.pinned


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """Files that the publisher says are a component; whether they are there is another fact.

    Attributes:
        patterns: shell patterns of paths; `*` matches slashes too.
        part: part they lie in; empty for any.
        license: as in `Sighting`.
    """

    component: str
    patterns: tuple[str, ...]
    at: Evidence
    part: str = ""
    license: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """All that a publisher names as components."""

    named: tuple[NamedFiles, ...] = ()


@dataclass(frozen=True, slots=True)
class Components:
    """Every sighting that counts in a reading, and the gaps that may hide others."""

    sightings: tuple[Sighting, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def of(self, component: str) -> tuple[Sighting, ...]:
        """Sightings of one component, strongest presence first, in order of discovery."""
        seen = [s for s in self.sightings if s.component == component]
        return tuple(sorted(seen, key=lambda s: (_STRENGTH[s.presence], not s.pinned)))

    def strongest(self, component: str) -> tuple[Sighting, ...]:
        """The sightings of a component that share its strongest presence."""
        seen = self.of(component)
        return tuple(s for s in seen if s.presence is seen[0].presence)

    def hiding(self, topic: str) -> Iterator[Gap]:
        """The gaps that may hide a component of the topic."""
        return (gap for gap in self.gaps if gap.topic in {"", topic})
