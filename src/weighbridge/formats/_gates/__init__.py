"""A gate's decision as text, data, test results or annotations; no format here knows another."""

from typing import Protocol, cast

from weighbridge import shelf
from weighbridge.formats import PLAIN, Look
from weighbridge.verdicts.gate import Gate
from weighbridge.verdicts.report import Report


class GateFormat(Protocol):
    """What every file of this shelf gives."""

    TITLE: str
    """What it is, as a short phrase."""
    UTF_8: bool
    """Whether it is UTF-8 wherever it goes, and not as the terminal is encoded."""

    def render(self, gate: Gate, report: Report, look: Look = PLAIN) -> str:
        """A decision in this format, ending with a line feed."""
        ...


def names() -> tuple[str, ...]:
    """The name of every format, sorted."""
    modules = shelf.names(__name__, __path__[0])
    return tuple(module.rpartition(".")[2].replace("_", "-") for module in modules)


def find(name: str) -> GateFormat:
    """The format of a name.

    Raises:
        KeyError: there is none.
    """
    if name not in names():
        raise KeyError(name)
    return cast("GateFormat", shelf.load(f"{__name__}.{name.replace('-', '_')}"))
