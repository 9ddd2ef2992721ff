import json
from copy import deepcopy
from typing import Any

import pytest

from bill_samples import ANSWERS, RECORD, STRANGERS
from weighbridge.catalogs.vocabularies import bill_rules
from weighbridge.documents import bom
from weighbridge.documents.bom.elements import Presence, judged


def _presence(value: dict[str, Any], form: str = "cyclonedx") -> dict[str, Presence]:
    return {one.element.id: one.presence for one in judged(value, form)}


def test_the_seven_clusters_have_their_elements() -> None:
    assert bill_rules.clusters() == (
        "metadata", "system", "models", "datasets", "infrastructure", "security", "performance",
    )  # fmt: skip
    assert len({one.id for one in bill_rules.elements()}) == len(bill_rules.elements()) == 47


@pytest.mark.parametrize("element", bill_rules.elements(), ids=lambda one: one.id)
def test_every_element_has_a_place_in_both_formats(element: bill_rules.Element) -> None:
    assert element.of in {"bill", "root", "model", "dataset", "library"}
    assert element.cyclonedx
    assert element.spdx


def test_what_a_stranger_says_is_present_and_the_rest_is_missing() -> None:
    found = _presence(STRANGERS)

    assert found["model-license"] is Presence.PRESENT
    assert found["model-input-output"] is Presence.PRESENT
    assert found["operational-performance"] is Presence.PRESENT
    assert found["dataset-sensitivity"] is Presence.PRESENT
    assert found["model-hash"] is Presence.MISSING
    assert found["sbom-author"] is Presence.MISSING


@pytest.mark.parametrize("nothing", ["NOASSERTION", "TBD", "unknown", "[More Information Needed]"])
def test_a_placeholder_never_counts(nothing: str) -> None:
    value = deepcopy(STRANGERS)
    value["metadata"]["component"]["version"] = nothing  # type: ignore[index]

    assert _presence(value)["model-version"] is Presence.PLACEHOLDER


def test_an_element_that_one_of_two_has_is_partial() -> None:
    value = deepcopy(STRANGERS)
    value["components"].append({"type": "data", "name": "more"})  # type: ignore[attr-defined]

    (found,) = [
        one for one in judged(value, "cyclonedx") if one.element.id == "dataset-sensitivity"
    ]

    assert (found.presence, found.lacking) == (Presence.PARTIAL, ("more",))


@pytest.mark.parametrize("form", bom.FORMATS)
def test_our_own_bill_has_its_models_and_its_hashes(form: str) -> None:
    value = json.loads(bom.write(RECORD, form, ANSWERS).text)

    found = _presence(value, "spdx-3" if form.startswith("spdx") else "cyclonedx")

    present = {name for name, presence in found.items() if presence is Presence.PRESENT}
    assert {"model-name", "model-version", "model-producer", "model-hash", "model-properties",
            "model-license", "model-training-properties", "system-components", "sbom-timestamp",
            "cybersecurity-policy", "operational-performance",
            "infrastructure-software"} <= present  # fmt: skip


def test_spdx_says_nothing_is_asserted_and_that_is_no_license() -> None:
    bare = {key: held for key, held in RECORD.fields.items() if not key.startswith("license.")}
    record = type(RECORD)("tiny", "1.0", RECORD.as_of, bare, RECORD.files)
    value = json.loads(bom.write(record, "spdx-3.0.1", ANSWERS).text)

    assert _presence(value, "spdx-3")["model-license"] is not Presence.PRESENT


def test_of_spdx_2_nothing_is_known() -> None:
    assert set(_presence({"spdxVersion": "SPDX-2.3"}, "spdx-2").values()) == {Presence.UNKNOWN}
