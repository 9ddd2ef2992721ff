"""The files of a release as they lie there: the inventory, and what could not be read."""

from dataclasses import dataclass

from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class Part:
    """One place that holds a piece of the release.

    Attributes:
        name: unique within the release.
        role: `code`, `weights`, `data`, `documents`, or empty when it may hold anything.
        location: what the source was asked for, as the user wrote it.
        source: name of the source that read it.
        revision: commit, tag or version, where the source has one.
    """

    name: str
    role: str = ""
    location: str = ""
    source: str = ""
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the inventory.

    Attributes:
        size: bytes.
        content: media type judged from the first bytes, the name only where they say nothing.
        executable: whether an execute bit is set.
        target: where a symbolic link points, else None.
    """

    at: Evidence
    size: int
    content: str
    executable: bool = False
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is there and could not be read: the reason why a fact is unknown.

    Attributes:
        reason: the cause, as a sentence.
        remedy: what the user can do about it, as a sentence; may be empty.
        topic: the topic left without facts; empty when it may be any.
    """

    at: Evidence
    reason: str
    remedy: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Inventory:
    """All files of a release, and all gaps."""

    files: tuple[FileEntry, ...] = ()
    gaps: tuple[Gap, ...] = ()
