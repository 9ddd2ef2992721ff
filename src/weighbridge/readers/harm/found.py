"""What a look into some bytes gave: their format and what was found, and how looks call each
other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.piece import Piece


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        form: the format the bytes are in.
        names: classes and functions it asks for that are no plain constructors.
    """

    form: str
    reasons: tuple[Reason, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def harm(self) -> Harm:
        """The worst of it."""
        harms = (reason.harm for reason in self.reasons)
        return max(harms, key=lambda harm: harm.rank, default=Harm.DATA_ONLY)


Look = Callable[[Piece], Found]
"""Looks into a piece, whatever it is."""


def gathered(form: str, reasons: Iterable[Reason], names: Iterable[str] = ()) -> Found:
    """The findings of one file, worst first, each once."""
    ordered = sorted(dict.fromkeys(reasons), key=lambda reason: -reason.harm.rank)
    return Found(form, tuple(ordered), tuple(dict.fromkeys(names)))


def incomplete(form: str, rule: str, message: str, where: str = "") -> Found:
    """Something could not be looked at: the message names the limit or the damage."""
    return Found(form, (Reason(Harm.INCOMPLETE, rule, message, where),))
