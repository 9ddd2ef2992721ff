"""Datasets of a release, and what is stated about training data."""

from dataclasses import dataclass

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class DatasetFile:
    """A data file in the release.

    Attributes:
        role: `training`, `evaluation` or `unknown`, from the path and the documents around it.
        records: number of records; None where it was not counted.
    """

    at: Evidence
    format: str
    role: str
    size: int
    records: int | None = None


@dataclass(frozen=True, slots=True)
class DatasetLink:
    """A dataset the release points at.

    Attributes:
        target: id or address, as written.
        role: `training`, `evaluation` or `unknown`.
        revision: commit, version or digest that pins it; empty if unpinned.
    """

    at: Evidence
    target: str
    role: str
    revision: str = ""


@dataclass(frozen=True, slots=True)
class AttestedAnswer:
    """One answer of the data information attestation.

    Attributes:
        question: id of the question in the framework.
        holds: the publisher's answer; None while it is left open.
        evidence: paths and links given for it.
        by: who answers for it.
        pinned: those of the links that name a revision, a digest or an archived identifier.
    """

    at: Evidence
    question: str
    holds: bool | None
    evidence: tuple[str, ...] = ()
    by: str = ""
    pinned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Data:
    """All that is known about the data of a release."""

    files: tuple[DatasetFile, ...] = ()
    links: tuple[DatasetLink, ...] = ()
    answers: tuple[AttestedAnswer, ...] = ()
    gaps: tuple[Gap, ...] = ()
