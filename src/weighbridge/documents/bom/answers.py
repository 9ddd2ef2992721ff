"""What a bill of materials needs and no bytes tell: the answers of whoever has it written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says; empty where nothing is said.

    Attributes:
        supplier: who supplies the release.
        originator: who made its data; the supplier where nobody else is named.
        location: address the release can be fetched from.
        released: day it was released, ISO 8601.
        built: day its data were put together, ISO 8601.
    """

    supplier: str = ""
    originator: str = ""
    location: str = ""
    released: str = ""
    built: str = ""


NOTHING = Answers()
