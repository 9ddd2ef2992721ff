"""What a bill's claims rest on, as the record has it."""

from collections.abc import Iterator

from weighbridge.documents.record import Record
from weighbridge.records.bills.bill import Claim, Place

_MOST = 8
"""Places that are named for one claim."""


def claim(record: Record, field: str, *names: str) -> Iterator[Claim]:
    """The claim of a bill's field, by the first of some of the record's fields that is known."""
    for name in names:
        held = record[name]
        if held.state.is_known and held.at:
            places = (
                Place(at.path or at.part, at.lines[0] if at.lines else 0, at.sha256 or "")
                for at in held.at[:_MOST]
            )
            yield Claim(field, str(held.state), tuple(places))
            return
