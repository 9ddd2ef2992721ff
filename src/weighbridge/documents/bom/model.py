"""The model a release holds: its card, what it was made from, and what was counted."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from weighbridge.documents.bom import datasets
from weighbridge.documents.bom.evidence import claim
from weighbridge.documents.bom.naming import hub_purl, plain
from weighbridge.documents.bom.quoting import shortened
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
    "weighbridge:hardware-requirements": "words.model.hardware-requirements",
}
_GRAMS = 1_000_000
"""Grams in a tonne: the Hub states emissions in grams."""
_KILOGRAMS = 1_000
_MOST = 200
"""Settings of a training that are listed."""


def card(record: Record) -> ModelCard:
    """The model card as far as the record fills it."""
    said = {name: tuple(_words(record, topics)) for name, topics in _SAID_UNDER.items()}
    return ModelCard(
        task=_text(record.value("front-matter.pipeline_tag") or record.value("model.task")),
        family=_text(record.value("model.family")),
        architecture=_text(record.value("model.architecture")),
        datasets=datasets.by_role(record)["training"],
        metrics=(*_rates(record), *_metrics(record)),
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
            yield name, shortened(str(shown))


def claims(record: Record) -> Iterator[Claim]:
    """What the card and the counts rest on."""
    yield from claim(record, "parameters", "model.parameters")
    yield from claim(record, "card.task", "front-matter.pipeline_tag", "model.task")
    yield from claim(record, "card.family", "model.family")
    yield from claim(record, "card.architecture", "model.architecture")
    yield from claim(record, "card.metrics", "evaluation.rates", "evaluation.results")
    yield from claim(record, "card.datasets", "data.datasets", "data.files")
    yield from claim(record, "card.energy", "environment.runs", "front-matter.co2_eq_emissions")
    yield from claim(record, "card.use-cases", "words.model.intended-use")
    yield from claim(record, "card.limitations", "words.model.limitations")
    yield from claim(record, "ancestors", "model.base-models", "model.teachers")


def _rates(record: Record) -> Iterator[Metric]:
    """Counted shares, each with its Wilson interval at 95 %."""
    for row in record.value("evaluation.rates") or ():
        named = (row["metric"], row["domain"] and f"on {row['domain']}")
        yield Metric(
            type=" ".join(filter(None, named)),
            value=f"{row['value']:.4g}",
            slice="; ".join(filter(None, (row["group"], row["label"]))),
            lower=f"{row['low']:.4g}",
            upper=f"{row['high']:.4g}",
        )


def _metrics(record: Record) -> Iterator[Metric]:
    """Results as the release's files state them."""
    for row in record.value("evaluation.results") or ():
        named = (row["metric"], row["task"] and f"on {row['task']}")
        yield Metric(
            type=" ".join(filter(None, named)),
            value=str(row["value"]),
            slice="; ".join(filter(None, (row["subject"], row["group"]))),
        )


def _energy(record: Record) -> Iterator[Energy]:
    """Runs that a tracker measured; an amount of CO2 alone has no place among them."""
    for row in record.value("environment.runs") or ():
        if row["energy-kwh"] is not None:
            used = row["emissions-kg"]
            yield Energy("training", row["energy-kwh"], None if used is None else used / _KILOGRAMS)


def _rest(record: Record) -> dict[str, Any]:
    """What the card has no common name for: ethics, safeguards, emissions and settings."""
    considerations: dict[str, Any] = {}
    ethics = [{"name": one} for one in _words(record, ("ethical-considerations",))]
    safe = [
        {"name": "Safeguards", "mitigationStrategy": one} for one in _words(record, ("safeguards",))
    ]
    if ethics or safe:
        considerations["ethicalConsiderations"] = [*ethics, *safe]
    if stated := list(_emissions(record)):
        considerations["environmentalConsiderations"] = {"properties": stated}
    settings = [
        {"name": f"weighbridge:{row['name']}", "value": _text(row["value"])}
        for row in (record.value("training.settings") or ())[:_MOST]
        if _text(row["value"])
    ]
    held = {"considerations": considerations, "properties": settings}
    return {key: value for key, value in held.items() if value}


def _emissions(record: Record) -> Iterator[dict[str, str]]:
    """CO2 that the card's metadata state without an energy, in grams."""
    grams = record.value("front-matter.co2_eq_emissions")
    grams = grams.get("emissions") if isinstance(grams, Mapping) else grams
    if isinstance(grams, int | float) and not isinstance(grams, bool):
        yield {"name": "weighbridge:co2-equivalent-tonnes", "value": str(grams / _GRAMS)}


def _words(record: Record, topics: Iterable[str]) -> Iterator[str]:
    """What the card says about something."""
    for topic in topics:
        held = record[f"words.model.{topic}"]
        if held.state.is_known and isinstance(held.value, str):
            yield shortened(held.value)


def _pairs(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, tuple | list) for one in value)


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) else ""
