from dataclasses import replace

import pytest

from bill_samples import RECORD
from weighbridge.documents import drafts, managed
from weighbridge.documents.bom.leaving_out import without
from weighbridge.documents.record import Field, FileRow, State
from weighbridge.facts.provenance import Evidence


@pytest.mark.parametrize("name", ["bom-cyclonedx", "bom-spdx"])
def test_a_drafted_bill_lists_every_file_but_itself(name: str) -> None:
    first = drafts.find(name).draft(RECORD)
    assert first is not None

    files = (*RECORD.files, FileRow("tiny", first.path, 9, "application/json", "ef" * 32))
    again = drafts.find(name).draft(replace(RECORD, files=files))

    assert again == first


@pytest.mark.parametrize("name", ["bom-cyclonedx", "bom-spdx"])
def test_a_person_s_bill_stays_as_it_is(name: str) -> None:
    draft = drafts.find(name).draft(RECORD)
    assert draft is not None

    assert managed.merge('{"mine": true}\n', draft.text).text == '{"mine": true}\n'


@pytest.mark.parametrize("name", ["bom-cyclonedx", "bom-spdx"])
def test_an_empty_folder_has_no_use_for_a_bill(name: str) -> None:
    assert drafts.find(name).draft(replace(RECORD, files=())) is None


def test_what_only_a_bill_says_is_left_out_and_the_next_word_counts() -> None:
    mine = Field("MIT", State.EVIDENCED, (Evidence("tiny", "bom.cdx.json"),), (
        Field("Apache-2.0", State.EVIDENCED, (Evidence("tiny", "README.md"),)),
    ))  # fmt: skip
    alone = Field("x", State.EVIDENCED, (Evidence("tiny", "bom.cdx.json"),))

    kept = without(
        replace(RECORD, fields={"license.release": mine, "model.task": alone}), {"bom.cdx.json"}
    )

    assert kept.value("license.release") == "Apache-2.0"
    assert kept["model.task"].state is State.MISSING
