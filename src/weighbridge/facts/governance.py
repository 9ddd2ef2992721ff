"""Files that say how a project is run: conduct, contribution, security, governance."""

from dataclasses import dataclass

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class GovernanceFile:
    """A governance document.

    Attributes:
        role: `security`, `contributing`, `conduct`, `governance`, `citation`, `changelog`,
            `maintainers`, `acceptable-use`, `notice`.
        words: words left once placeholders go.
    """

    at: Evidence
    role: str
    words: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper or report the release points at or holds.

    Attributes:
        identifier: DOI, arXiv id or path.
        title: as stated; empty if not.
    """

    at: Evidence
    identifier: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Governance:
    """All governance documents and citations of a release."""

    files: tuple[GovernanceFile, ...] = ()
    citations: tuple[Citation, ...] = ()
    gaps: tuple[Gap, ...] = ()
