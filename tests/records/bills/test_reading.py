import json

import pytest

from bill_samples import STRANGERS
from weighbridge.records.bills.bill import Kind, Link
from weighbridge.records.bills.loading import BillError, loaded
from weighbridge.records.bills.reading import bill_of

SPDX_3 = {
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-01-01"},
        {"type": "SpdxDocument", "spdxId": "urn:d", "rootElement": ["urn:m"]},
        {"type": "ai_AIPackage", "spdxId": "urn:m", "name": "seer", "suppliedBy": "urn:a",
         "ai_hyperparameter": [{"type": "DictionaryEntry", "key": "parameters", "value": "42"}]},
        {"type": "Organization", "spdxId": "urn:a", "name": "Lab"},
        {"type": "dataset_DatasetPackage", "spdxId": "urn:t", "name": "pictures"},
        {"type": "software_File", "spdxId": "urn:f", "name": "m.bin",
         "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": "AB"}]},
        {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:l",
         "simplelicensing_licenseExpression": "MIT"},
        {"type": "Relationship", "spdxId": "urn:1", "relationshipType": "hasDeclaredLicense",
         "from": "urn:m", "to": ["urn:l"]},
        {"type": "Relationship", "spdxId": "urn:2", "relationshipType": "trainedOn",
         "from": "urn:m", "to": ["urn:t"]},
        {"type": "Relationship", "spdxId": "urn:3", "relationshipType": "ancestorOf",
         "from": "urn:b", "to": ["urn:m"]},
        {"type": "ai_AIPackage", "spdxId": "urn:b", "name": "base"},
    ],
}  # fmt: skip


def test_a_cyclonedx_bill_of_a_stranger_is_read() -> None:
    bill = bill_of(STRANGERS)

    assert bill is not None
    assert bill.root is not None
    assert (bill.form, bill.version, bill.root.name) == ("cyclonedx", "1.6", "seer")
    assert bill.root.licenses == ("MIT",)
    assert [one.name for one in bill.of(Kind.DATASET)] == ["pictures"]


def test_an_spdx_3_document_is_read_with_its_relationships() -> None:
    bill = bill_of(SPDX_3)

    assert bill is not None
    assert bill.root is not None
    assert (bill.form, bill.version) == ("spdx-3", "3.0.1")
    assert (bill.root.parameters, bill.root.supplier) == (42, "Lab")
    assert bill.root.licenses == ("MIT",)
    assert [one.name for one in bill.root.ancestors] == ["base"]
    assert [one.digests for one in bill.of(Kind.FILE)] == [(("SHA-256", "ab"),)]
    assert [one.link for one in bill.relations] == [Link.TRAINED_ON]


def test_components_in_components_are_listed() -> None:
    inner = {"type": "file", "name": "deep.bin"}
    outer = {"type": "library", "name": "l", "components": [inner]}

    bill = bill_of({"bomFormat": "CycloneDX", "components": [outer]})

    assert bill is not None
    assert [one.name for one in bill.components] == ["l", "deep.bin"]


def test_json_that_is_no_bill_is_none() -> None:
    assert bill_of({"name": "x"}) is None


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"[" * 5000, "deep"),
        (b'{"a": ' * 300 + b"1" + b"}" * 300, "deep"),
        (b"[1]", "no JSON object"),
        (b"{", "no valid JSON"),
        (b'{"a": NaN}', "no valid JSON"),
        (b"\xff\xfe{", "no valid JSON"),
    ],
)
def test_hostile_json_is_refused_with_its_cause(data: bytes, cause: str) -> None:
    with pytest.raises(BillError, match=cause):
        loaded(data)


def test_brackets_in_texts_are_no_depth() -> None:
    assert loaded(json.dumps({"a": "[" * 1000}).encode()) == {"a": "[" * 1000}
