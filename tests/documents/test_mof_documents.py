"""Records, configurations and annotations written from what a release shows."""

import json

import pytest

from conftest import Read
from openness_records import alone
from weighbridge.documents import mof_configuration, mof_record, oci_annotations
from weighbridge.documents.openness_rows import Row, rows
from weighbridge.facts.components import Components, Presence
from weighbridge.facts.openness_record import OpennessRecord
from weighbridge.facts.provenance import Reading
from weighbridge.verdicts.openness_record import lint

MANIFEST = b"""\
[[licenses]]
expression = "MIT"
types = ["code"]
[[licenses]]
expression = "CC-BY-4.0 OR MIT"
types = ["document"]
[components.datasets]
links = ["https://doi.org/10.5281/zenodo.1234567"]
license = "odd: terms, 'our own'"
"""
FILES = {
    "weighbridge.toml": MANIFEST,
    "train model.py": b"import torch\n\nloss.backward()\noptimizer.step()\n",
    "README.md": b"---\nlicense: cc-by-4.0\n---\n# Tiny\n\nIt guesses names.\n",
}


@pytest.fixture
def shown(read: Read) -> tuple[Row, ...]:
    return rows(read(FILES))


def _record(shown: tuple[Row, ...], name: str = "tiny") -> str:
    return mof_record.draft(shown, name=name, version="1.0", date="2026-11-20")


def test_only_what_is_there_or_linked_is_listed(read: Read, shown: tuple[Row, ...]) -> None:
    seen = read(FILES).view(Components, Reading.CLAIMS)

    assert {row.component.id for row in shown} >= {"datasets", "training-code"}
    assert all(
        seen.strongest(row.component.id)[0].presence is not Presence.MENTIONED for row in shown
    )


def test_a_record_passes_the_linter(shown: tuple[Row, ...]) -> None:
    assert lint(_record(shown)) == []


def test_a_record_of_nothing_passes_the_linter() -> None:
    assert lint(_record(())) == []


def test_the_reader_reads_the_record_as_it_was_meant(shown: tuple[Row, ...]) -> None:
    read_back = alone(_record(shown)).view(OpennessRecord, Reading.CLAIMS)

    assert [(c.name, c.license or "") for c in read_back.components] == [
        (row.component.mot_name, row.license) for row in shown
    ]


@pytest.mark.parametrize("name", ["it's: #1", "1.0", "no", "日本\u2028語", '"', "a\tb"])
def test_a_name_of_any_kind_stays_text(name: str) -> None:
    (found,) = alone(_record((), name)).view(OpennessRecord, Reading.CLAIMS).releases

    assert found.name == name


def test_the_configuration_is_json_that_its_reader_sees(read: Read, shown: tuple[Row, ...]) -> None:
    text = mof_configuration.draft(shown, name="tiny", version="", date="2026-11-20")
    seen = read({"mof.json": text.encode()}).view(Components, Reading.CLAIMS)

    assert [c["location"] for c in json.loads(text)["release"]["components"]] == [
        row.path for row in shown
    ]
    assert [s.presence for s in seen.of("mof-configuration-file")] == [Presence.PRESENT]


def test_annotations_use_the_words_of_the_draft(shown: tuple[Row, ...]) -> None:
    value = json.loads(oci_annotations.draft(shown, name="tiny", version="1.0", reached=3))

    assert value["org.cncf.ai.model.mof.class"] == "III"
    assert value["org.cncf.ai.model.mof.version"] == "1.0"
    assert "datasets" in value["org.cncf.ai.model.mof.components"].split(",")
    assert all(isinstance(one, str) for one in value.values())


def test_no_class_is_claimed_where_none_was_reached(shown: tuple[Row, ...]) -> None:
    value = json.loads(oci_annotations.draft(shown, name="tiny", version="", reached=None))

    assert "org.cncf.ai.model.mof.class" not in value
    assert "org.opencontainers.image.version" not in value
