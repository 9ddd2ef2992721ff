"""A Model Openness Tool record as it states a release, in its own words."""

from dataclasses import dataclass

from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class RecordedComponent:
    """One entry of the record's list of components.

    Attributes:
        name: as written, known or not.
        license: as written; None when the entry states none.
    """

    at: Evidence
    name: str
    license: str | None = None


@dataclass(frozen=True, slots=True)
class RecordedLicense:
    """One licence the record states for more than one component.

    Attributes:
        scope: `distribution`, `code`, `data` or `document`.
        name: as written.
    """

    at: Evidence
    scope: str
    name: str


@dataclass(frozen=True, slots=True)
class RecordedRelease:
    """What the record calls the release it is about.

    Attributes:
        name: as written; empty when the record names none.
        version: as written; empty when it states none.
    """

    at: Evidence
    name: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class OpennessRecord:
    """The whole record; empty for a release that is not one."""

    components: tuple[RecordedComponent, ...] = ()
    licenses: tuple[RecordedLicense, ...] = ()
    releases: tuple[RecordedRelease, ...] = ()
