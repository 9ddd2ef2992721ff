import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spdx_python_model
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from bill_samples import ANSWERS, DIGEST, MODEL_CARD, RECORD, STRANGERS
from golden_files import same_as_golden
from weighbridge.audit import open_release
from weighbridge.documents import bom
from weighbridge.documents.bom import cyclonedx, spdx
from weighbridge.documents.bom.schemas import spdx_defects
from weighbridge.documents.bom.spdx_profiles import missing
from weighbridge.documents.record import Record, build
from weighbridge.records.bills.reading import bill_of

EXAMPLES = Path(__file__).parents[2] / "examples"
VERSIONS = {"cyclonedx-1.6": SchemaVersion.V1_6, "cyclonedx-1.7": SchemaVersion.V1_7}


def _written(record: Record, form: str, answers: bom.Answers = ANSWERS) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(bom.write(record, form, answers).text)
    return value


@pytest.fixture(scope="module", params=["claiming", "complete", "hopeless"])
def example(request: pytest.FixtureRequest) -> Record:
    where = str(EXAMPLES / request.param)
    return build(open_release(where, as_of=date(2026, 11, 20), offline=True, hashed=True))


@pytest.mark.parametrize("form", ["cyclonedx-1.6", "cyclonedx-1.7"])
def test_every_example_is_valid_by_the_strict_schema(example: Record, form: str) -> None:
    text = bom.write(example, form).text

    assert JsonStrictValidator(VERSIONS[form]).validate_str(text) is None


def test_every_example_loads_as_spdx_and_lacks_only_what_nobody_said(example: Record) -> None:
    written = bom.write(example, "spdx-3.0.1")
    value = json.loads(written.text)

    _, loaded = spdx_python_model.load_data(value)
    lacking = {one.needs for one in missing(value)}

    assert list(loaded.foreach_type("ai_AIPackage"))
    assert spdx_defects(value) == ()
    assert lacking <= {"suppliedBy", "originatedBy", "releaseTime", "builtTime",
                       "software_downloadLocation", "software_packageVersion"}  # fmt: skip
    assert set(written.open) == {one.sentence for one in missing(value)}


@pytest.mark.parametrize("form", bom.FORMATS)
def test_every_example_is_the_same_to_the_byte_on_a_second_run(example: Record, form: str) -> None:
    assert bom.write(example, form) == bom.write(example, form)


@pytest.mark.parametrize("form", bom.FORMATS)
def test_a_bill_is_as_it_was(form: str) -> None:
    assert same_as_golden(f"bom/{form}.json", bom.write(RECORD, form, ANSWERS).text)


@pytest.mark.parametrize("form", ["cyclonedx-1.6", "cyclonedx-1.7"])
def test_a_bill_with_everything_is_valid_by_the_strict_schema(form: str) -> None:
    text = bom.write(RECORD, form, ANSWERS).text

    assert JsonStrictValidator(VERSIONS[form]).validate_str(text) is None


def test_an_answered_bill_meets_the_profiles_and_says_so() -> None:
    own = {name: held for name, held in RECORD.fields.items()
           if name not in {"data.datasets", "data.links"}}  # fmt: skip
    record = Record("tiny", "1.0", RECORD.as_of, own, RECORD.files)
    value = _written(record, "spdx-3.0.1")

    assert list(missing(value)) == []
    assert spdx_defects(value) == ()
    (document,) = [one for one in value["@graph"] if one["type"] == "SpdxDocument"]
    assert {"ai", "dataset"} <= set(document["profileConformance"])


def test_a_profile_that_lacks_something_is_not_claimed() -> None:
    value = _written(RECORD, "spdx-3.0.1", bom.NOTHING)

    (document,) = [one for one in value["@graph"] if one["type"] == "SpdxDocument"]
    assert document["profileConformance"] == ["core", "software", "simpleLicensing"]


REQUIRED = [
    *(("ai_AIPackage", name) for name in ("suppliedBy", "software_downloadLocation",
      "software_packageVersion", "software_primaryPurpose", "releaseTime")),
    *(("dataset_DatasetPackage", name) for name in ("builtTime", "originatedBy", "releaseTime",
      "software_downloadLocation", "software_primaryPurpose", "dataset_datasetType")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), REQUIRED)
def test_each_removed_property_is_reported_alone(kind: str, name: str) -> None:
    value = _written(RECORD, "spdx-3.0.1")
    before = list(missing(value))
    chosen = next(one for one in value["@graph"] if one["type"] == kind and name in one)

    del chosen[name]

    (fresh,) = [one for one in missing(value) if one not in before]
    assert (fresh.type, fresh.needs, fresh.name) == (kind, name, chosen["name"])


@pytest.mark.parametrize("nothing", ["NOASSERTION", "TBD", "", " unknown "])
def test_a_placeholder_is_no_version(nothing: str) -> None:
    value = _written(RECORD, "spdx-3.0.1")
    (model,) = [one for one in value["@graph"] if one.get("name") == "tiny"]

    model["software_packageVersion"] = nothing

    assert "software_packageVersion" in {one.needs for one in missing(value)}


def test_data_without_a_concluded_license_are_reported() -> None:
    value = _written(RECORD, "spdx-3.0.1")
    kept = [one for one in value["@graph"] if one.get("relationshipType") != "hasConcludedLicense"]

    assert "hasConcludedLicense" in {one.needs for one in missing({"@graph": kept})}


def test_a_citation_ties_each_claim_to_path_line_and_digest() -> None:
    value = _written(RECORD, "cyclonedx-1.7")
    cited = {pointer: one["note"] for one in value["citations"] for pointer in one["pointers"]}

    assert cited["/metadata/component/licenses"] == f"verified: README.md:2 (sha256 {DIGEST})"
    metrics = "/metadata/component/modelCard/quantitativeAnalysis/performanceMetrics"
    assert "verdicts.csv" in cited[metrics]
    assert all(_resolved(value, pointer) is not None for pointer in cited)


def test_an_answer_is_marked_as_the_word_of_who_wrote_the_bill() -> None:
    value = _written(RECORD, "cyclonedx-1.7")
    cited = {pointer: one["note"] for one in value["citations"] for pointer in one["pointers"]}
    properties = value["metadata"]["component"]["properties"]

    assert cited["/metadata/component/supplier"] == "asserted: stated when the bill was written"
    assert {"name": "weighbridge:stated-when-written",
            "value": "supplier, location, released, built"} in properties  # fmt: skip


def _resolved(value: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def test_the_older_version_has_no_citations_and_keeps_the_occurrences() -> None:
    value = _written(RECORD, "cyclonedx-1.6")
    root = value["metadata"]["component"]

    assert "citations" not in value
    assert "README.md" in {one["location"] for one in root["evidence"]["occurrences"]}
    assert "other" in {one["type"] for one in root["externalReferences"]}


def test_base_models_data_libraries_and_figures_are_listed() -> None:
    value = _written(RECORD, "cyclonedx-1.7")
    root = value["metadata"]["component"]
    named = {one["bom-ref"]: one for one in value["components"]}

    (above,) = root["pedigree"]["ancestors"]
    assert above["purl"] == f"pkg:huggingface/example/base@{'0' * 40}"
    assert named["library:Torch_Vision"]["purl"] == "pkg:pypi/torch-vision@0.9.0%2Bcpu"
    assert named["library:numpy"]["purl"] == "pkg:pypi/numpy"
    assert "version" not in named["library:numpy"]
    assert named["dataset:example/names"]["version"] == "v2"
    assert named["dataset:training"]["description"] == "1 file, 3 records"
    assert root["modelCard"]["modelParameters"]["datasets"] == [
        {"ref": "dataset:training"}, {"ref": "dataset:example/names"},
    ]  # fmt: skip
    (energy,) = root["modelCard"]["considerations"]["environmentalConsiderations"][
        "energyConsumptions"
    ]
    assert energy["co2CostEquivalent"] == {"value": 0.0006, "unit": "tCO2eq"}


def test_rates_stand_with_slice_and_interval() -> None:
    root = _written(RECORD, "cyclonedx-1.7")["metadata"]["component"]

    assert root["modelCard"]["quantitativeAnalysis"]["performanceMetrics"][0] == {
        "type": "accuracy on names",
        "value": "0.9",
        "slice": "language de",
        "confidenceInterval": {"lowerBound": "0.596", "upperBound": "0.982"},
    }


def test_a_file_without_a_digest_is_said_and_has_none() -> None:
    written = bom.write(RECORD, "cyclonedx-1.7", ANSWERS)
    files = [one for one in json.loads(written.text)["components"] if one["type"] == "file"]

    assert [one["name"] for one in files if "hashes" not in one] == ["model.safetensors"]
    assert [line for line in written.open if "--hash" in line]


def test_nothing_is_invented_for_a_bare_record() -> None:
    record = Record("bare", "", date(2026, 11, 20), {}, RECORD.files[:1])
    value = _written(record, "spdx-3.0.1", bom.NOTHING)
    (package,) = [one for one in value["@graph"] if one["type"] == "dataset_DatasetPackage"]

    assert {"suppliedBy", "releaseTime", "software_packageVersion"}.isdisjoint(package)


@pytest.mark.parametrize("version", ["1.6", "1.7"])
def test_the_model_card_of_a_stranger_survives_our_round_trip(version: str) -> None:
    bill = bill_of(STRANGERS)
    assert bill is not None

    value = json.loads(cyclonedx.written(bill, version))

    assert JsonStrictValidator(VERSIONS[f"cyclonedx-{version}"]).validate_str(
        json.dumps(value)
    ) is None  # fmt: skip
    assert value["metadata"]["component"]["modelCard"] == MODEL_CARD
    assert value["components"][0]["data"] == STRANGERS["components"][0]["data"]  # type: ignore[index]


def test_our_own_bill_survives_the_round_trip() -> None:
    value = _written(RECORD, "cyclonedx-1.6")
    bill = bill_of(value)
    assert bill is not None

    again = json.loads(cyclonedx.written(bill, "1.6"))

    mine, theirs = value["metadata"]["component"], again["metadata"]["component"]
    assert theirs["modelCard"] == mine["modelCard"]
    assert [one["name"] for one in again["components"]] == [
        one["name"] for one in value["components"]
    ]


def test_a_stranger_s_cyclonedx_can_be_said_in_spdx() -> None:
    bill = bill_of(STRANGERS)
    assert bill is not None

    text, _ = spdx.written(bill, bom.NOTHING)

    assert spdx_defects(json.loads(text)) == ()


def test_there_is_no_other_format() -> None:
    with pytest.raises(KeyError):
        bom.write(RECORD, "cyclonedx-0.9")
