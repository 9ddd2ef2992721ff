"""What the papers of a release say in which part, what they leave open, and whom they name."""

from dataclasses import dataclass

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part of a README or usage guide.

    Attributes:
        paper: `readme` or `usage`.
        part: id in the vocabulary of such parts; `summary` for what opens it, `whole` for all.
        words: words that are left once placeholders go.
        signs: what is found in it: `code`, `python`, `accelerator`, `memory`, `method`,
            `reproduction`, `placeholder`.
    """

    at: Evidence
    paper: str
    part: str
    words: int
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A placeholder in a document that says how a project is run.

    Attributes:
        role: the document's, as in `GovernanceFile`; `usage`, `support` or `incident` for others.
        words: as written.
    """

    at: Evidence
    role: str
    words: str


@dataclass(frozen=True, slots=True)
class FilledPaper:
    """A document that open places are looked for in.

    Attributes:
        channels: ways to report in private that it names: addresses, links, a forge's reports.
    """

    at: Evidence
    role: str
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationFile:
    """The top level of a CITATION.cff.

    Attributes:
        keys: its keys.
        version: the format's version, as stated.
        authors: their names; empty for an entry that names nobody.
    """

    at: Evidence
    keys: tuple[str, ...]
    version: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """All that is known about the papers of a release."""

    parts: tuple[PaperPart, ...] = ()
    open: tuple[OpenPlace, ...] = ()
    filled: tuple[FilledPaper, ...] = ()
    citations: tuple[CitationFile, ...] = ()
    gaps: tuple[Gap, ...] = ()
