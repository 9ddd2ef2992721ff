"""Bills of materials, written from a release's record: CycloneDX and SPDX, byte for byte the same
for the same record.
"""

from dataclasses import dataclass

from weighbridge.documents.bom import cyclonedx, spdx, subject
from weighbridge.documents.bom.answers import NOTHING, Answers
from weighbridge.documents.record import Record

__all__ = ["FORMATS", "NOTHING", "Answers", "Written", "write"]

FORMATS = ("cyclonedx-1.6", "cyclonedx-1.7", "spdx-3.0.1")


@dataclass(frozen=True, slots=True)
class Written:
    """A bill as text.

    Attributes:
        open: what the format asks for and nothing shows, a sentence each.
    """

    text: str
    open: tuple[str, ...] = ()


def write(record: Record, form: str, answers: Answers = NOTHING) -> Written:
    """The bill of a release.

    Args:
        form: one of `FORMATS`.

    Raises:
        KeyError: there is no such format.
    """
    if form not in FORMATS:
        raise KeyError(form)
    bill = subject.bill(record, answers)
    name, _, version = form.partition("-")
    unhashed = tuple(
        f"{path}: its digest is not known. Have the bill written with --hash."
        for path in subject.unhashed(record.files)
    )
    if name == "spdx":
        text, open_ = spdx.written(bill, answers)
        return Written(text, (*open_, *unhashed))
    return Written(cyclonedx.written(bill, version), unhashed)
