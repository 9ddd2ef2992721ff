"""A risk: a harm, who would suffer it, how likely and how bad, and what is done about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Likelihood(StrEnum):
    """How likely a harm is, least first (five levels, as in ISO 31000 practice)."""

    RARE = "rare"
    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    LIKELY = "likely"
    ALMOST_CERTAIN = "almost-certain"


class Severity(StrEnum):
    """How bad a harm is, least first."""

    NEGLIGIBLE = "negligible"
    MINOR = "minor"
    MODERATE = "moderate"
    MAJOR = "major"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Rating:
    """A judgement of one risk at one time.

    Attributes:
        rationale: why it is rated so.
    """

    likelihood: Likelihood | None = None
    severity: Severity | None = None
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class Mitigation:
    """One measure against a risk.

    Attributes:
        state: `planned`, `in-place`, `verified` or `dropped`.
        evidence: paths in the release, links, or objectives as `objective:<id>`.
    """

    title: str = ""
    state: str = "planned"
    owner: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk of the register.

    Attributes:
        harm: what would happen, in a sentence.
        affected: who would suffer it.
        objective: id of the objective at stake; empty if none is.
        cause: how it would come about.
        inherent: rating before any mitigation.
        residual: rating with the mitigations in place.
        owner: person or role that answers for it.
        references: entries of public taxonomies, as `<taxonomy>:<id>`.
        status: `open`, `accepted`, `mitigated` or `closed`.
    """

    title: str = ""
    harm: str = ""
    affected: tuple[str, ...] = ()
    objective: str = ""
    cause: str = ""
    inherent: Rating = Rating()
    residual: Rating = Rating()
    owner: str = ""
    mitigations: tuple[Mitigation, ...] = ()
    review_by: date | None = None
    references: tuple[str, ...] = ()
    status: str = "open"
