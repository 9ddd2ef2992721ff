"""What loading each file of a release would do, beyond giving data."""

from dataclasses import dataclass
from enum import StrEnum

from weighbridge.facts.distribution import FileEntry, Gap
from weighbridge.facts.provenance import Evidence


class Harm(StrEnum):
    """What loading a file can do, least first; a file is as bad as the worst thing in it."""

    DATA_ONLY = "data-only"
    """It loads without running code."""
    RUNS_CODE = "runs-code"
    """It runs code that it names: an ordinary library's, or its own."""
    INCOMPLETE = "incomplete"
    """A limit or damage kept part of it from being looked at."""
    DANGEROUS = "dangerous"
    """It would do harm, or deceives whoever looks at it."""

    @property
    def rank(self) -> int:
        """0 for data only."""
        return list(Harm).index(self)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was found in a file.

    Attributes:
        rule: what was looked for, as a kebab-case name.
        message: what loading the file would do, as a sentence that stands alone.
        where: byte offset, archive member or line; empty for the file as a whole.
    """

    harm: Harm
    rule: str
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What loading one file would do.

    Attributes:
        format: the format its bytes are in, whatever its name says.
        reasons: what was found, worst first; those of data-only files are remarks.
        names: the classes and functions it asks for that are no plain constructors.
    """

    at: Evidence
    format: str
    harm: Harm
    reasons: tuple[Reason, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceImports:
    """What a Python file imports from beside itself.

    Attributes:
        modules: paths of modules and packages in its part, without `.py`.
    """

    at: Evidence
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoadedModule:
    """A file that loading the model runs, because its configuration says so.

    Attributes:
        at: the configuration.
        path: of the file, in the same part.
        through: the file that imports it; empty where the configuration names it.
    """

    at: Evidence
    path: str
    through: str = ""


@dataclass(frozen=True, slots=True)
class Safety:
    """Every file of a release, looked at for what loading it would do."""

    verdicts: tuple[FileVerdict, ...] = ()
    imports: tuple[SourceImports, ...] = ()
    loaded: tuple[LoadedModule, ...] = ()
    gaps: tuple[Gap, ...] = ()
    files: tuple[FileEntry, ...] = ()

    @property
    def passed_over(self) -> tuple[FileEntry, ...]:
        """Files that nothing was said of, not even why they could not be looked at."""
        told = {(one.at.part, one.at.path) for one in self.verdicts}
        told |= {(one.at.part, one.at.path) for one in self.gaps}
        return tuple(one for one in self.files if (one.at.part, one.at.path) not in told)
