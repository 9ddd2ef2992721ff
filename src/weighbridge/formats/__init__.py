"""The Report as text, data, a page or a badge; this room never looks at a fact and no format knows
another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from weighbridge import shelf
from weighbridge.verdicts.report import Report


@dataclass(frozen=True, slots=True)
class Look:
    """What the place that shows a report can do.

    Attributes:
        width: columns of the terminal.
        color: whether it shows ANSI colours.
    """

    width: int = 80
    color: bool = False


PLAIN = Look()
"""A file, a pipe, or a terminal of the usual width without colour."""


class Format(Protocol):
    """What every file of this room gives."""

    NAME: str
    """The word after `--format`: the file's own name, with hyphens."""
    TITLE: str
    """What it is, as a short phrase."""
    MEDIA_TYPE: str
    """Its media type; all but `text/plain` are UTF-8 wherever they go."""
    STREAMS: bool
    """Whether several reports are what each of them gives, one after the other."""

    def render(self, reports: Sequence[Report], look: Look = PLAIN) -> str:
        """Some reports in this format, ending with a line feed."""
        ...


def names() -> tuple[str, ...]:
    """The name of every format, sorted."""
    modules = shelf.names(__name__, __path__[0])
    return tuple(module.rpartition(".")[2].replace("_", "-") for module in modules)


def find(name: str) -> Format:
    """The format of a name.

    Raises:
        KeyError: there is none.
    """
    if name not in names():
        raise KeyError(name)
    return cast("Format", shelf.load(f"{__name__}.{name.replace('-', '_')}"))
