"""A model card as bills of materials hold it, read and written without loss.

Source: CycloneDX 1.6 and 1.7 JSON schema, `modelCard`.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

_TEXTS = {
    "approach": ("modelParameters", "approach", "type"),
    "task": ("modelParameters", "task"),
    "family": ("modelParameters", "architectureFamily"),
    "architecture": ("modelParameters", "modelArchitecture"),
}
_LISTS = {
    "users": ("considerations", "users"),
    "use_cases": ("considerations", "useCases"),
    "limitations": ("considerations", "technicalLimitations"),
    "tradeoffs": ("considerations", "performanceTradeoffs"),
}
_WRAPPED = {
    "inputs": (("modelParameters", "inputs"), "format"),
    "outputs": (("modelParameters", "outputs"), "format"),
    "datasets": (("modelParameters", "datasets"), "ref"),
}
"""Lists of objects that hold one text each, and the key it stands under."""
_METRICS = ("quantitativeAnalysis", "performanceMetrics")
_ENERGY = ("considerations", "environmentalConsiderations", "energyConsumptions")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One measured value, as written.

    Attributes:
        slice: the data it holds for; empty for all of it.
        lower: end of its confidence interval; empty where none is stated, as `upper`.
    """

    type: str = ""
    value: str = ""
    slice: str = ""
    lower: str = ""
    upper: str = ""


@dataclass(frozen=True, slots=True)
class Energy:
    """What one activity used.

    Attributes:
        activity: `training`, `fine-tuning`, `inference`, …
        kwh: energy.
        tonnes: of CO2 equivalent; None where it is not stated.
    """

    activity: str
    kwh: float
    tonnes: float | None = None


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a bill says of a model.

    Attributes:
        datasets: references to the components it was trained on.
        rest: everything that has no name here, as it was written.
    """

    approach: str = ""
    task: str = ""
    family: str = ""
    architecture: str = ""
    datasets: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    metrics: tuple[Metric, ...] = ()
    users: tuple[str, ...] = ()
    use_cases: tuple[str, ...] = ()
    limitations: tuple[str, ...] = ()
    tradeoffs: tuple[str, ...] = ()
    energy: tuple[Energy, ...] = ()
    rest: Mapping[str, Any] = field(default_factory=dict, hash=False)


def parse(value: Mapping[str, Any]) -> ModelCard:
    """Read a card; what is not as the schema has it stays in `rest`."""
    rest = deepcopy(dict(value))
    named: dict[str, Any] = {}
    for name, path in _TEXTS.items():
        named[name] = _taken(rest, path, lambda held: held if _says(held) else None) or ""
    for name, path in _LISTS.items():
        named[name] = _taken(rest, path, _texts) or ()
    for name, (path, key) in _WRAPPED.items():
        named[name] = _taken(rest, path, lambda held, key=key: _unwrapped(held, key)) or ()
    named["metrics"] = _taken(rest, _METRICS, _metrics) or ()
    named["energy"] = _taken(rest, _ENERGY, _energies) or ()
    return ModelCard(**named, rest=rest)


def composed(card: ModelCard) -> dict[str, Any]:
    """The card as CycloneDX has it; what is empty is left out."""
    whole = deepcopy(dict(card.rest))
    for name, path in _TEXTS.items():
        _put(whole, path, getattr(card, name))
    for name, path in _LISTS.items():
        _put(whole, path, list(getattr(card, name)))
    for name, (path, key) in _WRAPPED.items():
        _put(whole, path, [{key: one} for one in getattr(card, name)])
    _put(whole, _METRICS, [_metric_object(one) for one in card.metrics])
    _put(whole, _ENERGY, [_energy_object(one) for one in card.energy])
    return whole


def _taken(rest: dict[str, Any], path: Path, read: Any) -> Any:
    """What stands at a path, taken out of the rest, with objects that are empty then."""
    *folders, last = path
    trail: list[tuple[dict[str, Any], str]] = []
    here: Any = rest
    for folder in folders:
        if not isinstance(here, dict) or not isinstance(here.get(folder), dict):
            return None
        trail.append((here, folder))
        here = here[folder]
    held = read(here.get(last))
    if not held:
        return None
    del here[last]
    for above, name in reversed(trail):
        if not above[name]:
            del above[name]
    return held


def _put(whole: dict[str, Any], path: Path, value: Any) -> None:
    if not value:
        return
    *folders, last = path
    here = whole
    for folder in folders:
        here = here.setdefault(folder, {})
    here[last] = value


def _says(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _texts(value: Any) -> tuple[str, ...] | None:
    good = isinstance(value, list) and all(map(_says, value))
    return tuple(value) if good else None


def _unwrapped(value: Any, key: str) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return None
    good = all(set(one) == {key} and _says(one[key]) for one in value)
    return tuple(one[key] for one in value) if good else None


def _metrics(value: Any) -> tuple[Metric, ...] | None:
    if not isinstance(value, list):
        return None
    found = tuple(Metric(**_fields(one)) for one in value if isinstance(one, dict))
    return found if [_metric_object(one) for one in found] == value else None


def _fields(value: Mapping[str, Any]) -> dict[str, str]:
    interval = value.get("confidenceInterval")
    ends = interval if isinstance(interval, dict) else {}
    held = {
        "type": value.get("type"),
        "value": value.get("value"),
        "slice": value.get("slice"),
        "lower": ends.get("lowerBound"),
        "upper": ends.get("upperBound"),
    }
    return {name: text for name, text in held.items() if isinstance(text, str)}


def _metric_object(one: Metric) -> dict[str, Any]:
    ends = _filled({"lowerBound": one.lower, "upperBound": one.upper}.items())
    held = {"type": one.type, "value": one.value, "slice": one.slice, "confidenceInterval": ends}
    return _filled(held.items())


def _energies(value: Any) -> tuple[Energy, ...] | None:
    if not isinstance(value, list):
        return None
    found = []
    for one in value:
        kwh = _measure(one, "activityEnergyCost")
        activity = one.get("activity") if isinstance(one, dict) else None
        if kwh is None or not isinstance(activity, str):
            return None
        found.append(Energy(activity, kwh, _measure(one, "co2CostEquivalent")))
    return tuple(found) if [_energy_object(one) for one in found] == value else None


def _measure(value: Any, key: str) -> float | None:
    held = value.get(key) if isinstance(value, dict) else None
    number = held.get("value") if isinstance(held, dict) else None
    return number if isinstance(number, int | float) and not isinstance(number, bool) else None


def _energy_object(one: Energy) -> dict[str, Any]:
    """Who sold the energy is hardly ever known: the list of providers may be empty."""
    held: dict[str, Any] = {
        "activity": one.activity,
        "energyProviders": [],
        "activityEnergyCost": {"value": one.kwh, "unit": "kWh"},
    }
    if one.tonnes is not None:
        held["co2CostEquivalent"] = {"value": one.tonnes, "unit": "tCO2eq"}
    return held


def _filled(items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {key: value for key, value in items if value}
