import json
from dataclasses import replace
from typing import Any

from bill_samples import ANSWERS, DIGEST, RECORD
from weighbridge.documents import bom
from weighbridge.documents.bom.claims import Held, Standing, held
from weighbridge.documents.record import Field, Record
from weighbridge.records.bills.reading import bill_of


def _held(record: Record = RECORD, **changes: Any) -> list[Held]:
    bill = bill_of(json.loads(bom.write(RECORD, "cyclonedx-1.7", ANSWERS).text))
    assert bill is not None
    assert bill.root is not None
    return list(held(replace(bill, root=replace(bill.root, **changes)), record))


def _standings(found: list[Held], subject: str) -> set[Standing]:
    return {one.standing for one in found if one.subject == subject}


def test_what_we_wrote_holds_of_what_we_read() -> None:
    found = _held()

    assert {one.standing for one in found} == {Standing.HOLDS}
    assert {one.subject for one in found} == {"hash", "license", "parameters", "base-models"}


def test_another_digest_license_or_count_is_contradicted() -> None:
    files = tuple(replace(row, sha256="cd" * 32) for row in RECORD.files)
    found = _held(replace(RECORD, files=files), licenses=("MIT",), parameters=7)

    for subject in ("hash", "license", "parameters"):
        assert _standings(found, subject) == {Standing.CONTRADICTED}


def test_a_listed_file_that_is_gone_is_contradicted() -> None:
    found = _held(replace(RECORD, files=RECORD.files[1:]))

    assert "data/test.jsonl is listed, and not in the release." in {one.message for one in found}


def test_a_base_model_that_the_bill_leaves_out_is_contradicted() -> None:
    assert _standings(_held(ancestors=()), "base-models") == {Standing.CONTRADICTED}


def test_a_digest_of_the_whole_is_looked_for_among_the_files() -> None:
    good = _held(digests=(("SHA-256", DIGEST),))
    bad = _held(digests=(("SHA-256", "ef" * 32),))

    assert Standing.CONTRADICTED not in _standings(good, "hash")
    assert Standing.UNKNOWN in _standings(bad, "hash")  # one file was not hashed


def test_where_the_release_says_nothing_a_claim_is_unknown() -> None:
    fields: dict[str, Field] = {}
    found = _held(replace(RECORD, fields=fields))

    for subject in ("license", "parameters", "base-models"):
        assert _standings(found, subject) == {Standing.UNKNOWN}
