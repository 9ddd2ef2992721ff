"""A CycloneDX bill's JSON, read.

Source: CycloneDX 1.4 to 1.7 JSON schema.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from weighbridge.records.bills import model_card
from weighbridge.records.bills.bill import Bill, Component, Kind, Link, Relation
from weighbridge.records.bills.shapes import MOST, objects, text, texts, under, whole

_KINDS = {
    "machine-learning-model": Kind.MODEL,
    "data": Kind.DATASET,
    "file": Kind.FILE,
    "library": Kind.LIBRARY,
    "framework": Kind.LIBRARY,
}
PARAMETERS = "weighbridge:parameters"
"""Property that states a model's parameters: the format has no field for them."""
SIZE = "weighbridge:size"
"""Property that states a file's bytes."""


def bill(value: Mapping[str, Any], version: str) -> Bill:
    """Read a bill; components in components are listed beside them."""
    root = under(value, "metadata", "component")
    listed = [*_inside(root)] if isinstance(root, dict) else []
    for one in objects(value.get("components")):
        listed += [one, *_inside(one)]
        if len(listed) > MOST:
            break
    return Bill(
        form="cyclonedx",
        version=version,
        made=text(under(value, "metadata", "timestamp")),
        root=component(root) if isinstance(root, dict) else None,
        components=tuple(component(one) for one in listed[:MOST]),
        relations=tuple(_relations(value)),
    )


def component(value: Mapping[str, Any]) -> Component:
    """Read one component."""
    properties = tuple(_properties(value))
    stated = dict(properties)
    card = value.get("modelCard")
    return Component(
        ref=text(value.get("bom-ref")),
        kind=_KINDS.get(text(value.get("type")), Kind.OTHER),
        name=text(value.get("name")),
        version=text(value.get("version")),
        description=text(value.get("description")),
        supplier=text(under(value, "supplier", "name"))
        or text(under(value, "manufacturer", "name")),
        licenses=tuple(_licenses(value)),
        digests=tuple(_digests(value)),
        purl=text(value.get("purl")),
        media=text(value.get("mime-type")),
        size=whole(stated.get(SIZE)),
        parameters=whole(stated.get(PARAMETERS)),
        card=model_card.parse(card) if isinstance(card, dict) else None,
        data=tuple(objects(value.get("data"))),
        ancestors=tuple(component(one) for one in objects(under(value, "pedigree", "ancestors"))),
        links=tuple(_links(value)),
        properties=tuple(pair for pair in properties if pair[0] not in {PARAMETERS, SIZE}),
    )


def _inside(value: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in objects(value.get("components")):
        yield one
        yield from _inside(one)


def _licenses(value: Mapping[str, Any]) -> Iterator[str]:
    for choice in objects(value.get("licenses")):
        named = choice.get("license")
        stated = choice.get("expression") or under(named, "id") or under(named, "name")
        if text(stated):
            yield stated


def _digests(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in objects(value.get("hashes")):
        if text(one.get("alg")) and text(one.get("content")):
            yield one["alg"], one["content"].lower()


def _properties(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in objects(value.get("properties")):
        if text(one.get("name")):
            yield one["name"], text(one.get("value"))


def _links(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in objects(value.get("externalReferences")):
        if text(one.get("url")):
            yield text(one.get("type")), one["url"]


def _relations(value: Mapping[str, Any]) -> Iterator[Relation]:
    for one in objects(value.get("dependencies")):
        if text(one.get("ref")) and (targets := texts(one.get("dependsOn"))):
            yield Relation(one["ref"], Link.DEPENDS_ON, targets)
