"""Licences as they are stated, and over what each statement stretches."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from fnmatch import fnmatchcase

from weighbridge.facts.components import Sighting
from weighbridge.facts.provenance import Evidence, Reading


class Reach(IntEnum):
    """How directly a statement speaks of a file; the most direct ones decide."""

    RELEASE = 0
    """The whole release."""
    PART = 1
    """One part, or a folder that holds a release of its own."""
    PATHS = 2
    """Named components, or paths that match a pattern."""
    FILE = 3
    """The very file the statement stands in."""


@dataclass(frozen=True, slots=True)
class LicenseClaim:
    """One statement that something is under a licence.

    Attributes:
        expression: normalised SPDX expression; `LicenseRef-…` for ids SPDX does not have;
            empty when the statement says that nothing is licensed.
        raw: the statement's own words.
        source: who says so: `header`, `manifest`, `reuse`, `card`, `package`, `citation`,
            `license-file`, `attestation`.
        part: name of the part it speaks of.
        reach: how directly.
        patterns: paths it speaks of inside the part, as shell patterns; empty for all.
        components: component ids it names; empty when it names none.
        types: component types (`code`, `data`, `document`) it speaks of; empty for all.
        stretches: whether people would read it as covering other types too, although it does
            not say so (the licence of a code package over the weights beside it).
    """

    expression: str
    raw: str
    source: str
    part: str
    at: Evidence
    reach: Reach = Reach.PART
    patterns: tuple[str, ...] = ()
    components: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    stretches: bool = False

    def speaks_of(self, sighting: Sighting, kind: str, reading: Reading) -> bool:
        """Whether the statement covers the sighting of a component of type `kind`."""
        if self.reach is not Reach.RELEASE and sighting.at.part != self.part:
            return False
        if self.components:
            return sighting.component in self.components
        if self.patterns and not any(fnmatchcase(sighting.at.path, p) for p in self.patterns):
            return False
        if not self.types or kind in self.types:
            return True
        return self.stretches and reading is not Reading.UNBLANKETED


@dataclass(frozen=True, slots=True)
class LicenseText:
    """A file that bears a licence's text.

    Attributes:
        named: licence ids its file name states (`LICENSES/CC-BY-4.0.txt`); empty if none.
        identified: licence ids its text was identified as; None while the text was not read.
    """

    at: Evidence
    named: tuple[str, ...] = ()
    identified: tuple[str, ...] | None = None

    def backs(self, license_id: str, part: str) -> bool:
        """Whether this can be the text of a licence stated in `part`.

        A text that was not read and whose name states nothing backs the statements of its own
        part only.
        """
        if self.identified is not None:
            return license_id in self.identified
        return license_id in self.named if self.named else part == self.at.part


@dataclass(frozen=True, slots=True)
class Licensing:
    """All statements and texts of a release, under one reading."""

    claims: tuple[LicenseClaim, ...] = ()
    texts: tuple[LicenseText, ...] = ()
    reading: Reading = Reading.CLAIMS

    def covering(self, sightings: Iterable[Sighting], kind: str) -> tuple[LicenseClaim, ...]:
        """The statements that decide about a component: per sighting, the most direct ones."""
        found: dict[LicenseClaim, None] = {}
        for sighting in sightings:
            found.update(dict.fromkeys(self._deciding(sighting, kind)))
        return tuple(found)

    def uncovered(self, sightings: Iterable[Sighting], kind: str) -> tuple[Sighting, ...]:
        """The sightings no statement covers."""
        return tuple(s for s in sightings if not self._deciding(s, kind))

    def text_of(self, claim: LicenseClaim, license_id: str) -> LicenseText | None:
        """The text in the release that can back a claim, looked for in its own part first."""
        backing = [text for text in self.texts if text.backs(license_id, claim.part)]
        backing.sort(key=lambda text: (text.at.part != claim.part, not text.named))
        return backing[0] if backing else None

    def _deciding(self, sighting: Sighting, kind: str) -> tuple[LicenseClaim, ...]:
        speaking = [c for c in self.claims if c.speaks_of(sighting, kind, self.reading)]
        if not speaking:
            return ()
        most = max(claim.reach for claim in speaking)
        return tuple(claim for claim in speaking if claim.reach is most)
