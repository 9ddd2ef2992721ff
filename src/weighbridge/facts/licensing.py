"""Licences as they are stated, and over what each statement stretches."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from fnmatch import fnmatchcase
from typing import Any

from weighbridge.facts.components import Sighting
from weighbridge.facts.distribution import Gap
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
            `croissant`, `bom`, `license-file`, `license-text`, `prose`, `attestation`.
        part: name of the part it speaks of.
        reach: how directly.
        patterns: paths it speaks of inside the part, as shell patterns (with `Reach.FILE`, as
            they are); empty for all.
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
        if not self._reaches(sighting):
            return False
        return self._says(kind) or (self.stretches and reading is not Reading.UNBLANKETED)

    def names(self, sighting: Sighting, kind: str) -> bool:
        """Whether it covers the sighting by its own words, without being stretched."""
        return self._reaches(sighting) and self._says(kind)

    def _says(self, kind: str) -> bool:
        return bool(self.components) or not self.types or kind in self.types

    def _reaches(self, sighting: Sighting) -> bool:
        if self.reach is not Reach.RELEASE and sighting.at.part != self.part:
            return False
        if self.components:
            return sighting.component in self.components
        if self.reach is Reach.FILE:
            return sighting.at.path in self.patterns
        return not self.patterns or any(fnmatchcase(sighting.at.path, p) for p in self.patterns)


@dataclass(frozen=True, slots=True)
class LicenseNotice:
    """A statement that does not say what kinds of component it is for; what lies beside it decides.

    Attributes:
        expression: normalised SPDX expression.
        raw: the statement's own words.
        source: as in `LicenseClaim`.
        role: role of the part it stands in; empty when the part may hold anything.
        folder: folder it speaks of; empty for the whole part.
    """

    at: Evidence
    expression: str
    raw: str
    source: str
    role: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class LicenseText:
    """A file that bears a licence's text.

    Attributes:
        named: licence ids its file name states (`LICENSES/CC-BY-4.0.txt`); empty if none.
        titled: licence ids its first lines state; empty if they state none that is known.
        identified: licence ids its text was identified as; None where no reference explains it.
        role: `license`; `notice` for a file of notices, which may hold texts of others' licences;
            `policy` for a use policy.
        verdict: what the text is beside the known ones (`exact`, `near`, `variant-of`,
            `truncated`, `contains`, `reference-only`, `unknown`, `not-a-licence`); empty for a
            file that could not be read.
        nearest: the licence it is most like; empty for none.
        differs: where it differs from that one, in a few words; empty where nothing matters.
        copyright: its first copyright line, as written; empty if it has none.
    """

    at: Evidence
    named: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    identified: tuple[str, ...] | None = None
    role: str = "license"
    verdict: str = "unknown"
    nearest: str = ""
    differs: str = ""
    copyright: str = ""

    @property
    def is_read(self) -> bool:
        """Whether its words are known."""
        return bool(self.verdict)

    def backs(self, license_id: str, part: str) -> bool:
        """Whether this can be the text of a licence stated in `part`.

        A text that no reference explains, and that says nothing of itself in its name and first
        lines, backs the statements of its own part only; one that could not be read backs none,
        and no more does a notice or a policy that holds no text.
        """
        if not self.is_read:
            return False
        if self.identified is not None or self.role != "license":
            return license_id in (self.identified or ())
        stated = self.named + self.titled
        return license_id in stated if stated else part == self.at.part


@dataclass(frozen=True, slots=True)
class NoticeMention:
    """A file that sends its reader to a NOTICE file, as those of Apache projects do.

    Attributes:
        words: the sentence that does.
    """

    at: Evidence
    words: str


@dataclass(frozen=True, slots=True)
class Licensing:
    """All statements and texts of a release, under one reading."""

    claims: tuple[LicenseClaim, ...] = ()
    texts: tuple[LicenseText, ...] = ()
    notices: tuple[LicenseNotice, ...] = ()
    mentions: tuple[NoticeMention, ...] = ()
    gaps: tuple[Gap, ...] = ()
    reading: Reading = Reading.CLAIMS
    _decided: Any = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `_deciding` found before: every question about a component asks it again."""
    _indexed: Any = field(default_factory=dict, init=False, repr=False, compare=False)
    """The statements by the one file they stand in, and under "" those that speak more widely."""

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

    def statements(self, sighting: Sighting, kind: str) -> tuple[LicenseClaim, ...]:
        """The statements that should agree about a sighting.

        All that name its whole part or release; where some name its path or component, those
        alone, since they are there to say something else.
        """
        speaking = [claim for claim in self._near(sighting) if claim.names(sighting, kind)]
        most = max((claim.reach for claim in speaking), default=Reach.RELEASE)
        if most < Reach.PATHS:
            return tuple(speaking)
        return tuple(claim for claim in speaking if claim.reach is most)

    def wide(self, sighting: Sighting, kind: str) -> tuple[LicenseClaim, ...]:
        """The statements about the whole part or release that name a sighting's type."""
        speaking = (c for c in self._near(sighting) if c.reach < Reach.PATHS)
        return tuple(claim for claim in speaking if claim.names(sighting, kind))

    def _near(self, sighting: Sighting) -> tuple[LicenseClaim, ...]:
        """The statements that may speak of a sighting, in their order: headers elsewhere do not."""
        if not self._indexed and self.claims:
            for number, claim in enumerate(self.claims):
                headed = claim.reach is Reach.FILE and not claim.components
                paths = claim.patterns if headed else ("",)
                for path in paths:
                    self._indexed.setdefault(path, []).append((number, claim))
        near = [*self._indexed.get("", ()), *self._indexed.get(sighting.at.path, ())]
        return tuple(claim for _, claim in sorted(near, key=lambda pair: pair[0]))

    def _deciding(self, sighting: Sighting, kind: str) -> tuple[LicenseClaim, ...]:
        """The most direct statements; one that is stretched decides only where no other speaks."""
        key = (sighting, kind)
        if key not in self._decided:
            self._decided[key] = self._most_direct(sighting, kind)
        found: tuple[LicenseClaim, ...] = self._decided[key]
        return found

    def _most_direct(self, sighting: Sighting, kind: str) -> tuple[LicenseClaim, ...]:
        speaking = [c for c in self._near(sighting) if c.speaks_of(sighting, kind, self.reading)]
        speaking = [c for c in speaking if c.names(sighting, kind)] or speaking
        if not speaking:
            return ()
        most = max(claim.reach for claim in speaking)
        return tuple(claim for claim in speaking if claim.reach is most)


@dataclass(frozen=True, slots=True)
class OpennessClaim:
    """One sentence that calls the release, or a kind of thing in it, open source.

    Attributes:
        words: the sentence, shortened to one line.
        subject: what it calls so: `weights`, `code`, `data`, or `release` for all of it.
        suppressed_reason: why the publisher says in the file that it is no such claim; empty when
            nothing is said.
    """

    at: Evidence
    words: str
    subject: str
    suppressed_reason: str = ""


@dataclass(frozen=True, slots=True)
class OpennessClaims:
    """Every sentence of a release that calls it open source."""

    claims: tuple[OpennessClaim, ...] = ()
