import json
import sys
from collections.abc import Callable, Mapping

import pytest

from bill_samples import STRANGERS
from weighbridge.bom import BillError, judge_bill, write_bill
from weighbridge.facts.release import Release

Read = Callable[[Mapping[str, bytes]], Release]

FILES = {"README.md": b"---\nlicense: mit\n---\n# tiny\n\nIt guesses names.\n", "notes.txt": b"x"}


def test_a_bill_we_write_is_valid_and_true(read: Read) -> None:
    release = read(FILES)
    for form in ("cyclonedx-1.6", "cyclonedx-1.7", "spdx-3.0.1"):
        judged = judge_bill(write_bill(release, form).text.encode(), release)

        assert (judged.valid, judged.schema) == (True, ())
        assert {str(one.standing) for one in judged.claims} == {"holds"}


def test_a_bill_beside_what_it_is_of_changes_nothing_in_itself(read: Read) -> None:
    first = write_bill(read(FILES), "cyclonedx-1.7").text
    beside = read({**FILES, "bom.cdx.json": first.encode()})

    assert write_bill(beside, "cyclonedx-1.7").text == first


def test_another_name_of_its_own_is_left_out_where_it_is_said(read: Read) -> None:
    first = write_bill(read(FILES), "spdx-3.0.1").text
    beside = read({**FILES, "sbom/mine.spdx.json": first.encode()})

    again = write_bill(beside, "spdx-3.0.1", left_out=["sbom/mine.spdx.json"])

    assert again.text == first


def test_a_schema_defect_is_told_with_its_place() -> None:
    broken = {**STRANGERS, "components": [{"type": "date", "name": "x"}]}

    judged = judge_bill(json.dumps(broken).encode())

    assert judged.valid is False
    assert any("components" in defect for defect in judged.schema)


def test_spdx_that_the_model_refuses_is_not_valid() -> None:
    graph = [{"type": "SpdxDocument", "spdxId": "urn:d", "colour": "red"}]
    context = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"

    judged = judge_bill(json.dumps({"@context": context, "@graph": graph}).encode())

    assert judged.valid is False
    assert judged.schema


def test_a_missing_required_relation_end_is_not_valid() -> None:
    graph = [
        {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1",
         "created": "2026-01-01T00:00:00Z", "createdBy": ["urn:a"]},
        {"type": "SoftwareAgent", "spdxId": "urn:a", "creationInfo": "_:c"},
        {"type": "Relationship", "spdxId": "urn:r", "creationInfo": "_:c", "from": "urn:a",
         "relationshipType": "contains"},
    ]  # fmt: skip
    context = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"

    judged = judge_bill(json.dumps({"@context": context, "@graph": graph}).encode())

    assert judged.valid is False


def test_spdx_2_is_recognised_and_not_validated() -> None:
    judged = judge_bill(b'{"spdxVersion": "SPDX-2.3", "packages": []}')

    assert (judged.form, judged.version, judged.valid) == ("spdx-2", "2.3", None)


def test_an_unknown_version_is_not_validated() -> None:
    judged = judge_bill(b'{"bomFormat": "CycloneDX", "specVersion": "9.9"}')

    assert judged.valid is None


@pytest.mark.parametrize(
    ("module", "data"),
    [
        ("cyclonedx.schema", json.dumps(STRANGERS).encode()),
        (
            "spdx_python_model",
            b'{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []}',
        ),
    ],
)
def test_without_the_extra_validity_is_unknown_and_the_remedy_named(
    module: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)

    judged = judge_bill(data)

    assert judged.valid is None
    assert "pip install 'weighbridge[bom]'" in judged.schema[0]


XML = b'<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1"></bom>'


def test_xml_is_validated_where_its_library_is_there_and_else_unknown() -> None:
    judged = judge_bill(XML)

    assert (judged.form, judged.version) == ("cyclonedx-xml", "1.6")
    assert judged.valid is True or "xml-validation" in judged.schema[0]


def test_xml_with_a_document_type_is_refused_unread() -> None:
    hostile = XML.replace(b"<bom", b'<!DOCTYPE bom [<!ENTITY a "b">]><bom')

    assert judge_bill(hostile).valid is False


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"<html></html>", b"\x80", b'{"a": {}}'])
def test_what_is_no_bill_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(BillError):
        judge_bill(data)


def test_a_long_list_is_validated_whole_and_its_defects_keep_their_numbers() -> None:
    listed = [{"type": "file", "name": str(number)} for number in range(600)]
    listed[555] = {"type": "date", "name": "x"}
    listed[599] = listed[3]

    judged = judge_bill(json.dumps({**STRANGERS, "components": listed}).encode())

    assert judged.valid is False
    assert any(defect.startswith("$.components[555]") for defect in judged.schema)
    assert any(defect.startswith("$.components[599]") for defect in judged.schema)
