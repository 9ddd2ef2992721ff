"""Bills of materials that lie in a release, and what they claim of its files."""

from dataclasses import dataclass

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class BillOfMaterials:
    """One bill.

    Attributes:
        form: `CycloneDX` or `SPDX`.
        version: of the format.
        subject: what the bill is about, by its name; empty if it does not say.
        license: what it states for its subject, in one expression; empty if it states none.
        parameters: of the model it is about; None if it does not say.
    """

    at: Evidence
    form: str
    version: str
    subject: str = ""
    license: str = ""
    parameters: int | None = None


@dataclass(frozen=True, slots=True)
class BilledFile:
    """A file that a bill lists with its digest.

    Attributes:
        path: as the bill has it.
        sha256: hex.
    """

    at: Evidence
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Bills:
    """All bills of a release."""

    bills: tuple[BillOfMaterials, ...] = ()
    files: tuple[BilledFile, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def listed(self, bill: BillOfMaterials) -> tuple[BilledFile, ...]:
        """The files that one bill lists."""
        place = (bill.at.part, bill.at.path)
        return tuple(one for one in self.files if (one.at.part, one.at.path) == place)
