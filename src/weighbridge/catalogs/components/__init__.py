"""The components of a release that frameworks name: one TOML file each; knows no release."""

from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs


@dataclass(frozen=True, slots=True)
class Component:
    """A kind of thing a release may hold.

    Attributes:
        type: `code`, `data` or `document`, as the Model Openness Framework types it.
        topic: the topic whose readers see it.
        mof_class: 3, 2 or 1.
        required: whether its class requires it.
        mot_name: its exact name in the Model Openness Tool's records; empty if it has none there.
        mot_id: its number there; 0 if it has none.
        advice: how a publisher adds it, as an imperative sentence.
    """

    id: str
    title: str
    type: str
    topic: str
    mof_class: int
    required: bool
    description: str
    advice: str
    mot_name: str = ""
    mot_id: int = 0


@cache
def find(component: str) -> Component:
    """The component of an id.

    Raises:
        KeyError: the catalogue has none.
    """
    record = dict(catalogs.entry("components", component))
    for provenance in ("source", "read"):
        record.pop(provenance)
    return Component(**{key.replace("-", "_"): value for key, value in record.items()})


def ids() -> tuple[str, ...]:
    """Every component id, sorted."""
    return catalogs.entries("components")


@cache
def recorded() -> tuple[Component, ...]:
    """The components that records of the Model Openness Tool can name, in `every`'s order."""
    return tuple(component for component in every() if component.mot_name)


@cache
def every() -> tuple[Component, ...]:
    """Every component, Class III first, what a class requires before what it does not, then by
    the tool's numbers.
    """
    found = (find(component) for component in ids())
    return tuple(sorted(found, key=lambda c: (-c.mof_class, not c.required, c.mot_id, c.id)))
