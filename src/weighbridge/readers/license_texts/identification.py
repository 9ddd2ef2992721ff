"""What a file was identified as."""

from dataclasses import dataclass
from enum import StrEnum

from weighbridge.readers.license_texts.clauses import Clause
from weighbridge.readers.license_texts.residue import Difference


class Verdict(StrEnum):
    """What a text is beside the licences that are known."""

    EXACT = "exact"
    """The text of a licence, word for word."""
    NEAR = "near"
    """The same but for what changes nothing: copyright lines, filled-in fields, an appendix."""
    VARIANT = "variant-of"
    """Made from a licence, and says something else."""
    TRUNCATED = "truncated"
    """A part of a licence, the rest lacking."""
    CONTAINS = "contains"
    """Several whole licences, or one among other text."""
    REFERENCE = "reference-only"
    """A notice that names a licence and does not give its text."""
    UNKNOWN = "unknown"
    """Reads like a licence, and is none that is known."""
    NOT_A_LICENSE = "not-a-licence"
    """Does not read like a licence."""


@dataclass(frozen=True, slots=True)
class Identification:
    """What a text is.

    Attributes:
        licenses: ids that hold; empty when none can be asserted.
        nearest: the licence it is most like, or names itself; empty for none.
        differences: where it differs from that one.
        clauses: what it restricts or demands, where no open licence explains it.
        restricted: whether it limits who may use, study, modify or share; None when not known.
        note: why nothing could be said, when that has a cause.
    """

    verdict: Verdict
    licenses: tuple[str, ...] = ()
    nearest: str = ""
    differences: tuple[Difference, ...] = ()
    clauses: tuple[Clause, ...] = ()
    restricted: bool | None = None
    note: str = ""
