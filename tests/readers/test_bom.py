import json
from collections.abc import Callable, Mapping

from weighbridge.facts.bom import BilledFile, BillOfMaterials
from weighbridge.facts.components import Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Release

Read = Callable[[Mapping[str, bytes]], Release]

BILL = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "metadata": {
        "component": {
            "type": "machine-learning-model",
            "name": "tiny",
            "licenses": [{"license": {"id": "MIT"}}, {"license": {"id": "CC0-1.0"}}],
            "properties": [{"name": "weighbridge:parameters", "value": "42"}],
        }
    },
    "components": [
        {"type": "file", "name": "a", "hashes": [{"alg": "SHA-256", "content": "AB"},
                                                 {"alg": "MD5", "content": "cd"}]}
    ],
}  # fmt: skip


def _facts(release: Release, kind: type) -> list[object]:
    return [one for one in release.facts if isinstance(one, kind)]


def test_a_bill_gives_its_subject_its_license_and_its_digests(read: Read) -> None:
    release = read({"bom.json": json.dumps(BILL).encode()})

    (bill,) = _facts(release, BillOfMaterials)
    assert isinstance(bill, BillOfMaterials)
    assert (bill.form, bill.version, bill.subject) == ("CycloneDX", "1.6", "tiny")
    assert (bill.license, bill.parameters) == ("MIT AND CC0-1.0", 42)
    (file,) = _facts(release, BilledFile)
    assert isinstance(file, BilledFile)
    assert (file.path, file.sha256) == ("a", "ab")


def test_a_bill_is_metadata_of_the_model(read: Read) -> None:
    release = read({"tiny.cdx.json": json.dumps(BILL).encode()})

    seen = [one for one in release.facts if isinstance(one, Sighting)]
    assert [(one.component, one.note) for one in seen if one.component == "model-metadata"] == [
        ("model-metadata", "CycloneDX 1.6 bill of materials")
    ]


def test_a_bill_that_cannot_be_read_is_a_gap(read: Read) -> None:
    release = read({"bom.json": b'{"bomFormat": "CycloneDX", '})

    assert "no readable bill" in " ".join(
        one.reason for one in release.facts if isinstance(one, Gap)
    )


def test_json_of_another_kind_is_passed_over(read: Read) -> None:
    release = read({"bombs.json": b'{"a": 1}'})

    assert _facts(release, BillOfMaterials) == []
