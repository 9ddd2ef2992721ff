"""Files that say how a project is run: conduct, contribution, security, governance."""

from dataclasses import dataclass

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class GovernanceFile:
    """A governance document.

    Attributes:
        role: `security`, `contributing`, `conduct`, `governance`, `citation`, `changelog`,
            `maintainers`, `acceptable-use`, `notice`, `issue-template`, `pull-request-template`.
        words: words left once placeholders go.
    """

    at: Evidence
    role: str
    words: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper or report the release points at or holds.

    Attributes:
        identifier: `doi:…`, `arXiv:…`, another archive's id, an address, a path, or the title
            where nothing else is stated.
        title: as stated; empty if not.
        components: the components it is said to be: `research-paper`, `technical-report`.
        archived: whether the identifier is one that an archive keeps.
    """

    at: Evidence
    identifier: str
    title: str = ""
    components: tuple[str, ...] = ()
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Governance:
    """All governance documents and citations of a release."""

    files: tuple[GovernanceFile, ...] = ()
    citations: tuple[Citation, ...] = ()
    gaps: tuple[Gap, ...] = ()
