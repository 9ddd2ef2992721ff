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
class Contact:
    """Where a document says that people can be reached.

    Attributes:
        role: that of the document, as in `GovernanceFile`; `support` for a support document.
        address: of e-mail, or of a page to report on.
    """

    at: Evidence
    role: str
    address: str


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """A decision the project took, as far as a question about the release needs it.

    Attributes:
        id: the file's name without its extension, or the id it states.
        subjects: what it is about, each as `kind:name` (`dataset:example/data`).
        decision: what was decided, in its own words.
        date: the day it was taken, ISO 8601; empty if none is stated.
        decided_by: who decided, in what role; empty if nobody is named.
        status: `accepted`, `proposed`, `rejected`, `deprecated`, `superseded`.
    """

    at: Evidence
    id: str
    subjects: tuple[str, ...] = ()
    decision: str = ""
    date: str = ""
    decided_by: str = ""
    status: str = ""

    @property
    def in_force(self) -> bool:
        """Whether it was taken: accepted, in words, on a day, by somebody."""
        return self.status == "accepted" and all((self.decision, self.date, self.decided_by))


@dataclass(frozen=True, slots=True)
class Governance:
    """All governance documents and citations of a release."""

    files: tuple[GovernanceFile, ...] = ()
    citations: tuple[Citation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    gaps: tuple[Gap, ...] = ()
