"""Elements of an SPDX 3.0.1 graph: packages of models and data, files and libraries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weighbridge.documents.bom.answers import Answers
from weighbridge.documents.bom.datasets import SAID, is_tabular
from weighbridge.records.bills.bill import Component, Kind
from weighbridge.records.bills.model_card import ModelCard
from weighbridge.records.bills.spdx_3 import PARAMETERS

_TYPES = {
    Kind.MODEL: "ai_AIPackage",
    Kind.DATASET: "dataset_DatasetPackage",
    Kind.FILE: "software_File",
    Kind.LIBRARY: "software_Package",
    Kind.OTHER: "software_Package",
}
_PURPOSES = {Kind.MODEL: "model", Kind.DATASET: "data", Kind.LIBRARY: "library"}
_REFERENCES = {
    "model-card": "documentation",
    "documentation": "documentation",
    "security-contact": "securityPolicy",
    "release-notes": "releaseNotes",
    "license": "license",
    "distribution": "altDownloadLocation",
}
"""Kinds of reference in CycloneDX's words and in SPDX's; others are `other`."""
_ALGORITHMS = {"SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512", "SHA-1": "sha1"}


@dataclass
class Graph:
    """The elements so far.

    Attributes:
        namespace: what every id begins with.
    """

    namespace: str
    elements: list[dict[str, Any]] = field(default_factory=list)
    _ids: dict[str, str] = field(default_factory=dict)
    _added: set[str] = field(default_factory=set)
    _relations: int = 0

    def id_of(self, name: str) -> str:
        """The id of a name, the same each time."""
        if name not in self._ids:
            self._ids[name] = f"{self.namespace}#e{len(self._ids) + 1}"
        return self._ids[name]

    def add(self, kind: str, label: str, /, **values: Any) -> str:
        """Add an element, once for each label; its id. Empty values are left out."""
        found = self.id_of(label)
        if label not in self._added:
            self._added.add(label)
            stated = {key: value for key, value in values.items() if value not in ("", None, [])}
            head = {"type": kind, "spdxId": found, "creationInfo": "_:creation"}
            self.elements.append({**head, **stated})
        return found

    def relate(self, kind: str, source: str, targets: list[str]) -> None:
        """Add a relationship."""
        self._relations += 1
        name = f"relationship:{self._relations}"
        self.add("Relationship", name, relationshipType=kind, to=targets, **{"from": source})


def package(graph: Graph, one: Component, answers: Answers, agent: str, *, root: bool) -> str:
    """Add a component as its profile has it.

    Args:
        agent: id of who supplies it; empty where nobody is named.
        root: whether the answers about the release speak of it.
    """
    values = _common(one)
    own = root or (one.kind is Kind.DATASET and bool(one.data))
    if one.kind is Kind.FILE:
        values["software_fileKind"] = "file"
    else:
        values["software_packageVersion"] = one.version
        values["software_downloadLocation"] = _location(one, answers if own else Answers())
        values["software_packageUrl"] = one.purl
        values["suppliedBy"] = agent
        values["releaseTime"] = _moment(answers.released) if own else ""
    if one.kind is Kind.MODEL and one.card is not None:
        values |= _ai(one, one.card)
    if one.kind is Kind.DATASET:
        values |= _dataset(one, agent, answers.built if own else "")
    return graph.add(_TYPES[one.kind], one.ref, **values)


def _common(one: Component) -> dict[str, Any]:
    return {
        "name": one.name,
        "description": one.description,
        "comment": _comment(one),
        "verifiedUsing": [_hash(*digest) for digest in one.digests if digest[0] in _ALGORITHMS],
        "externalRef": list(_references(one)),
        "contentType": one.media if one.kind is Kind.FILE else "",
        "software_primaryPurpose": _PURPOSES.get(one.kind, ""),
    }


def _comment(one: Component) -> str:
    """What its claims rest on: SPDX has no place of its own for that."""
    said = (f"{claim.field}: {claim.words}" for claim in one.claims)
    return "\n".join(said)


def _hash(algorithm: str, value: str) -> dict[str, str]:
    return {"type": "Hash", "algorithm": _ALGORITHMS[algorithm], "hashValue": value}


def _references(one: Component) -> Iterator[dict[str, Any]]:
    for kind, address in one.links:
        found = _REFERENCES.get(kind, "other")
        yield {"type": "ExternalRef", "externalRefType": found, "locator": [address]}


def _location(one: Component, answers: Answers) -> str:
    return answers.location or next((url for kind, url in one.links if kind == "distribution"), "")


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z" if day else ""


def _ai(one: Component, card: ModelCard) -> dict[str, Any]:
    counted = [] if one.parameters is None else [_entry(PARAMETERS, str(one.parameters))]
    stated = card.rest.get("properties", ())
    settings = [_entry(row["name"].removeprefix("weighbridge:"), row["value"]) for row in stated]
    return {
        "ai_domain": [card.task] if card.task else [],
        "ai_typeOfModel": [text for text in (card.architecture, card.family) if text],
        "ai_hyperparameter": [*counted, *settings],
        "ai_metric": list(_metrics(card)),
        "ai_limitation": "; ".join(card.limitations),
        "ai_informationAboutApplication": "; ".join(card.use_cases),
        "ai_energyConsumption": _energy(card),
    }


def _metrics(card: ModelCard) -> Iterator[dict[str, str]]:
    for one in card.metrics:
        interval = f" ({one.lower} to {one.upper})" if one.lower and one.upper else ""
        key = f"{one.type} [{one.slice}]" if one.slice else one.type
        if key:
            yield _entry(key, f"{one.value}{interval}")


def _entry(key: str, value: str) -> dict[str, str]:
    return {"type": "DictionaryEntry", "key": key, "value": value}


def _energy(card: ModelCard) -> dict[str, Any] | None:
    runs = [
        {
            "type": "ai_EnergyConsumptionDescription",
            "ai_energyQuantity": one.kwh,
            "ai_energyUnit": "kilowattHour",
        }
        for one in card.energy
        if one.activity == "training"
    ]
    return {"type": "ai_EnergyConsumption", "ai_trainingEnergyConsumption": runs} if runs else None


def _dataset(one: Component, agent: str, built: str) -> dict[str, Any]:
    said = dict(one.properties)
    processing, biases = said.get(SAID["processing"], ""), said.get(SAID["biases"], "")
    return {
        "dataset_dataCollectionProcess": said.get(SAID["collection"], ""),
        "dataset_dataPreprocessing": [processing] if processing else [],
        "dataset_knownBias": [biases] if biases else [],
        "dataset_intendedUse": said.get(SAID["intended-use"], ""),
        "dataset_datasetType": ["structured" if is_tabular(one) else "noAssertion"],
        "dataset_datasetSize": one.size,
        "originatedBy": [agent] if agent else [],
        "builtTime": _moment(built),
    }
