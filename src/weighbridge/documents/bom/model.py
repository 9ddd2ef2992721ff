"""The model a release holds: its card, what it was made from, and what was counted."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from weighbridge.documents.bom import datasets
from weighbridge.documents.bom.evidence import claim
from weighbridge.documents.bom.naming import hub_purl, plain
from weighbridge.documents.record import Record
from weighbridge.records.bills.bill import Claim, Component, Kind
from weighbridge.records.bills.model_card import Energy, Metric, ModelCard

_SAID_UNDER = {
    "use_cases": ("intended-use", "out-of-scope-use"),
    "limitations": ("limitations", "bias-and-risks"),
}
_PROPERTIES = {
    "weighbridge:weights-format": "model.format",
    "weighbridge:weights-size": "model.weights-size",
    "weighbridge:dtypes": "model.dtypes",
    "weighbridge:context-length": "model.context-length",
    "weighbridge:vocabulary": "model.vocabulary",
    "weighbridge:library": "model.library",
}
_ETHICS = ("ethical-considerations", "safeguards")
_GRAMS = 1_000_000
"""Grams in a tonne: the Hub states emissions in grams."""
_KILOGRAMS = 1_000


def card(record: Record) -> ModelCard:
    """The model card as far as the record fills it."""
    trained = "dataset:training" if _has_training_files(record) else ""
    linked = _trained_on(record)
    said = {name: tuple(_pointers(record, topics)) for name, topics in _SAID_UNDER.items()}
    return ModelCard(
        task=_text(record.value("front-matter.pipeline_tag")),
        family=_text(record.value("model.family")),
        architecture=_text(record.value("model.architecture")),
        datasets=tuple(filter(None, (trained, *linked))),
        metrics=tuple(_metrics(record)),
        use_cases=said["use_cases"],
        limitations=said["limitations"],
        energy=tuple(_energy(record)),
        rest=_rest(record),
    )


def ancestors(record: Record) -> Iterator[Component]:
    """Base models, and teachers whose outputs it learned from."""
    for field in ("model.base-models", "model.teachers"):
        for row in record.value(field) or ():
            relation = "" if row["relation"] == "unknown" else row["relation"]
            yield Component(
                ref=f"base:{plain(row['name'])}",
                kind=Kind.MODEL,
                name=plain(row["name"]),
                version=row["revision"],
                licenses=(row["license"],) if row["license"] else (),
                purl=hub_purl(row["name"], row["revision"]),
                properties=(("weighbridge:relation", relation),) if relation else (),
            )


def properties(record: Record) -> Iterator[tuple[str, str]]:
    """What the format has no field for."""
    for name, field in _PROPERTIES.items():
        value = record.value(field)
        if value is not None:
            shown = ", ".join(f"{one}: {count}" for one, count in value) if _pairs(value) else value
            yield name, str(shown)


def claims(record: Record) -> Iterator[Claim]:
    """What the card and the counts rest on."""
    yield from claim(record, "parameters", "model.parameters")
    yield from claim(record, "card.task", "front-matter.pipeline_tag")
    yield from claim(record, "card.family", "model.family")
    yield from claim(record, "card.architecture", "model.architecture")
    yield from claim(record, "card.metrics", "evaluation.results")
    yield from claim(record, "card.datasets", "data.datasets", "data.files")
    yield from claim(record, "card.energy", *_ENERGY_FIELDS)
    yield from claim(record, "ancestors", "model.base-models", "model.teachers")


_ENERGY_FIELDS = ("training.emissions", "environment.emissions", "front-matter.co2_eq_emissions")


def _metrics(record: Record) -> Iterator[Metric]:
    for row in record.value("evaluation.results") or ():
        named = [row["metric"], row["task"] and f"on {row['task']}"]
        slices = filter(None, (row.get("subject"), row["group"]))
        yield Metric(
            type=" ".join(filter(None, named)),
            value=str(row["value"]),
            slice="; ".join(slices),
            lower=_text(row.get("lower")),
            upper=_text(row.get("upper")),
        )


def _energy(record: Record) -> Iterator[Energy]:
    """Runs that a tracker measured; an amount of CO2 alone has no place among them."""
    for row in _runs(record):
        if isinstance(row.get("energy"), int | float):
            used = row.get("emissions")
            tonnes = used / _KILOGRAMS if isinstance(used, int | float) else None
            yield Energy("training", row["energy"], tonnes)


def _runs(record: Record) -> Iterator[Mapping[str, Any]]:
    for field in _ENERGY_FIELDS[:2]:
        rows = record.value(field)
        yield from (row for row in rows or () if isinstance(row, Mapping))


def _rest(record: Record) -> dict[str, Any]:
    """Where ethics are spoken of, and emissions that are stated without an energy."""
    considerations: dict[str, Any] = {}
    if ethics := list(_pointers(record, _ETHICS)):
        considerations["ethicalConsiderations"] = [{"name": one} for one in ethics]
    grams = record.value("front-matter.co2_eq_emissions")
    grams = grams.get("emissions") if isinstance(grams, Mapping) else grams
    if isinstance(grams, int | float) and not isinstance(grams, bool):
        stated = {"name": "weighbridge:co2-equivalent-tonnes", "value": str(grams / _GRAMS)}
        considerations["environmentalConsiderations"] = {"properties": [stated]}
    return {"considerations": considerations} if considerations else {}


def _pointers(record: Record, topics: Iterable[str]) -> Iterator[str]:
    """Where the card speaks of something, for the words themselves stay there."""
    for topic in topics:
        held = record[f"section.model.{topic}"]
        if held.state.is_known:
            places = [f"{at.place}" for at in held.at if at.path]
            if places:
                yield f"{held.value}: see {places[0]}"


def _trained_on(record: Record) -> tuple[str, ...]:
    return tuple(ref for ref in datasets.by_role(record)["training"] if ref != "dataset:training")


def _has_training_files(record: Record) -> bool:
    return any(row["role"] == "training" for row in record.value("data.files") or ())


def _pairs(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, tuple | list) for one in value)


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) else ""
