"""How a model was trained, as configurations state it, and what the training cost."""

from dataclasses import dataclass

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class TrainingSetting:
    """One value of a training configuration.

    Attributes:
        name: as written, dotted where it is nested: `training.learning_rate`.
        value: JSON text of the value.
    """

    at: Evidence
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class TrainingInput:
    """What a training configuration reads.

    Attributes:
        role: `dataset` or `base-model`.
        target: id or path, as written.
    """

    at: Evidence
    role: str
    target: str


@dataclass(frozen=True, slots=True)
class Emission:
    """What one tracked run used, as its tracker measured or estimated it.

    Attributes:
        tool: that wrote the figures, with its version where it says so.
        seconds: how long it took.
        energy: kWh.
        emissions: kg of CO2 equivalent.
        region: country or region whose electricity was assumed; empty if not stated.
        hardware: processors and accelerators, as the tracker names them.
    """

    at: Evidence
    tool: str
    run: str = ""
    seconds: float | None = None
    energy: float | None = None
    emissions: float | None = None
    region: str = ""
    hardware: str = ""


@dataclass(frozen=True, slots=True)
class Training:
    """All that is known of a training."""

    settings: tuple[TrainingSetting, ...] = ()
    inputs: tuple[TrainingInput, ...] = ()
    emissions: tuple[Emission, ...] = ()
    gaps: tuple[Gap, ...] = ()
