"""Code by the work it does in a model's life, and the commands that start it."""

from dataclasses import dataclass
from enum import StrEnum

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence


class Role(StrEnum):
    """What a source file is for."""

    ARCHITECTURE = "architecture"
    TRAINING = "training"
    INFERENCE = "inference"
    EVALUATION = "evaluation"
    DATA = "data-preprocessing"
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class CodeFile:
    """One source file or notebook.

    Attributes:
        language: `python`, `notebook`, `shell`, …
        roles: what its contents show it to be for, with the signs that show it.
        entry_point: whether it can be started as a program.
    """

    at: Evidence
    language: str
    roles: tuple[tuple[Role, str], ...] = ()
    entry_point: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command that a document tells its reader to run.

    Attributes:
        words: the command line.
        target: the file of the release it starts, as written; empty if none is named.
        elsewhere: another project that its section tells to fetch first; the file may be of that.
    """

    at: Evidence
    words: str
    target: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Dependency:
    """A library that the release asks for.

    Attributes:
        name: as its package index knows it.
        requirement: version part as written; empty when there is none.
        pinned: whether exactly one version satisfies it.
    """

    at: Evidence
    name: str
    requirement: str = ""
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """All code of a release."""

    files: tuple[CodeFile, ...] = ()
    commands: tuple[Command, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    gaps: tuple[Gap, ...] = ()
