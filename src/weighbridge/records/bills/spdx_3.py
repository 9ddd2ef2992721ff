"""An SPDX 3 bill's JSON-LD, read.

Source: SPDX 3.0.1, Core, Software, AI and Dataset profiles; its JSON-LD serialization.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from weighbridge.records.bills.bill import Bill, Component, Kind, Link, Relation
from weighbridge.records.bills.model_card import Metric, ModelCard
from weighbridge.records.bills.shapes import objects, text, texts, whole

_KINDS = {
    "ai_AIPackage": Kind.MODEL,
    "dataset_DatasetPackage": Kind.DATASET,
    "software_File": Kind.FILE,
    "software_Package": Kind.LIBRARY,
}
_LINKS = {
    "contains": Link.CONTAINS,
    "trainedOn": Link.TRAINED_ON,
    "testedOn": Link.TESTED_ON,
    "dependsOn": Link.DEPENDS_ON,
}
PARAMETERS = "parameters"
"""Key under which a model's parameters stand among its hyperparameters."""
Graph = Mapping[str, dict[str, Any]]
Leading = Mapping[tuple[str, str], tuple[str, ...]]
"""Type of relationship and where it starts → where it leads; `^` before the type turns it round."""


def version(value: Mapping[str, Any]) -> str:
    """The version that the creation information states; empty where it does not."""
    for one in elements(value):
        if one.get("type") == "CreationInfo" and text(one.get("specVersion")):
            return str(one["specVersion"])[:10]
    return ""


def elements(value: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The elements of the graph."""
    return objects(value.get("@graph"))


def name_of(element: Mapping[str, Any]) -> str:
    """By what others refer to an element."""
    return text(element.get("spdxId")) or text(element.get("@id"))


def bill(value: Mapping[str, Any], stated: str) -> Bill:
    """Read a bill; the first package at the root of its collections is its root."""
    graph = {name_of(one): one for one in elements(value) if name_of(one)}
    related = [one for one in graph.values() if text(one.get("relationshipType"))]
    leading = _leading(related)
    packages = (one for one in graph.values() if text(one.get("type")) in _KINDS)
    listed = [_component(one, graph, leading) for one in packages]
    roots = {name for one in graph.values() for name in texts(one.get("rootElement"))}
    root = next((one for one in listed if one.ref in roots), None)
    created = (one for one in elements(value) if one.get("type") == "CreationInfo")
    return Bill(
        form="spdx-3",
        version=stated,
        made=next((text(one.get("created")) for one in created), ""),
        root=root,
        components=tuple(one for one in listed if one is not root),
        relations=tuple(_relations(related)),
    )


def _component(one: Mapping[str, Any], graph: Graph, leading: Leading) -> Component:
    supplier = graph.get(text(one.get("suppliedBy")), {})
    kind = _KINDS[one["type"]]
    return Component(
        ref=name_of(one),
        kind=kind,
        name=text(one.get("name")),
        version=text(one.get("software_packageVersion")),
        description=text(one.get("description")),
        supplier=text(supplier.get("name")),
        licenses=tuple(_licenses(name_of(one), graph, leading, "hasDeclaredLicense")),
        concluded=next(_licenses(name_of(one), graph, leading, "hasConcludedLicense"), ""),
        digests=tuple(_digests(one)),
        purl=text(one.get("software_packageUrl")),
        media=text(one.get("contentType")),
        parameters=_parameters(one),
        card=_card(one) if kind is Kind.MODEL else None,
        ancestors=tuple(_ancestors(name_of(one), graph, leading)),
    )


def _card(one: Mapping[str, Any]) -> ModelCard:
    metrics = ((text(m.get("key")), text(m.get("value"))) for m in objects(one.get("ai_metric")))
    limitation = text(one.get("ai_limitation"))
    return ModelCard(
        task=next(iter(texts(one.get("ai_domain"))), ""),
        architecture=next(iter(texts(one.get("ai_typeOfModel"))), ""),
        metrics=tuple(Metric(type=key, value=value) for key, value in metrics),
        limitations=(limitation,) if limitation else (),
    )


def _parameters(one: Mapping[str, Any]) -> int | None:
    for entry in objects(one.get("ai_hyperparameter")):
        if entry.get("key") == PARAMETERS:
            return whole(entry.get("value"))
    return None


def _digests(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for digest in objects(one.get("verifiedUsing")):
        algorithm, found = text(digest.get("algorithm")), text(digest.get("hashValue"))
        if algorithm.startswith("sha") and found:
            yield algorithm.upper().replace("SHA", "SHA-").replace("_", "-"), found.lower()


def _licenses(ref: str, graph: Graph, leading: Leading, kind: str) -> Iterator[str]:
    for target in leading.get((kind, ref), ()):
        held = graph.get(target, {}).get("simplelicensing_licenseExpression")
        if stated := text(held):
            yield stated


def _ancestors(ref: str, graph: Graph, leading: Leading) -> Iterator[Component]:
    for source in leading.get(("^ancestorOf", ref), ()):
        above = graph.get(source, {})
        if name := text(above.get("name")):
            stated = text(above.get("software_packageVersion"))
            yield Component(name_of(above), Kind.MODEL, name, stated)


def _leading(related: list[dict[str, Any]]) -> Leading:
    found: dict[tuple[str, str], list[str]] = {}
    for one in related:
        kind, source = one["relationshipType"], text(one.get("from"))
        for target in texts(one.get("to")):
            found.setdefault((kind, source), []).append(target)
            if kind == "ancestorOf":
                found.setdefault((f"^{kind}", target), []).append(source)
    return {key: tuple(names) for key, names in found.items()}


def _relations(related: list[dict[str, Any]]) -> Iterator[Relation]:
    for one in related:
        link = _LINKS.get(one["relationshipType"])
        if link and text(one.get("from")):
            yield Relation(one["from"], link, texts(one.get("to")))
