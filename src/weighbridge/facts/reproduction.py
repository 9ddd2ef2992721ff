"""Making results again: what a release says of it, the seeds it fixes, and runs that were made."""

from dataclasses import dataclass

from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import Named
from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class Guide:
    """Where a document says how results are made again.

    Attributes:
        heading: of the section; empty for a document that is about nothing else.
        commands: first line of each block of commands.
        outputs: numbers and digests it says should come out.
        tolerance: how far a number may lie from the stated one, as written; empty if not stated.
        hardware: its words on machine, memory or time; empty if it has none.
    """

    at: Evidence
    heading: str = ""
    commands: tuple[str, ...] = ()
    outputs: int = 0
    tolerance: str = ""
    hardware: str = ""


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed of random numbers that is fixed.

    Attributes:
        value: as written.
        source: `code`, `configuration` or `document`.
    """

    at: Evidence
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class ReproductionRun:
    """A run of the instructions, as a statement in the release tells of it; nobody repeats it here.

    Attributes:
        result: `passed`, `failed` or `warned`; the last where nothing could be compared.
        on: the day, as written.
        network: `off` or `not isolated`.
        inputs: every file of the release that was run.
        compared: stated numbers that were held against obtained ones.
        different: of these, the ones that lay further away than the tolerance.
        signed: whether it stands under a signature; nobody has verified it here.
    """

    at: Evidence
    result: str
    on: str = ""
    network: str = ""
    inputs: tuple[Named, ...] = ()
    compared: int = 0
    different: int = 0
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Reproduction:
    """All that is known of making results again."""

    guides: tuple[Guide, ...] = ()
    seeds: tuple[Seed, ...] = ()
    runs: tuple[ReproductionRun, ...] = ()
    gaps: tuple[Gap, ...] = ()
