"""A waiver: leave, for a time and for a reason, to pass a gate with a finding standing."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiver:
    """Leave for one check.

    Attributes:
        check: id of the check, with its entry in brackets where it ranges over a catalogue.
        path: shell pattern of the files it holds for; empty for every one.
        reason: why the finding may stand for now.
        owner: who mends it in the meantime.
        author: who wrote the waiver.
        approver: who granted it; never the author.
        until: the last day it holds.
    """

    title: str = ""
    check: str = ""
    path: str = ""
    reason: str = ""
    owner: str = ""
    author: str = ""
    approver: str = ""
    granted: date | None = None
    until: date | None = None
