import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from weighbridge import catalogs
from weighbridge.audit import open_release
from weighbridge.documents import drafts
from weighbridge.documents.record import Record, State, build
from weighbridge.documents.record.field import Field

EXAMPLES = Path(__file__).parents[2] / "examples"
SCHEMA = json.loads(
    files("check_jsonschema")
    .joinpath("builtin_schemas/vendor/citation-file-format.json")
    .read_text(encoding="utf-8")
)


def _cff(record: Record) -> dict[str, Any]:
    draft = drafts.find("citation").draft(record)
    assert draft is not None
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(draft.text)
    return loaded


def _stating(license_id: str) -> Record:
    fields = {"license.release": Field(license_id, State.EVIDENCED)}
    return Record("tiny", "1.0", date(2026, 11, 20), fields)


@pytest.mark.parametrize("example", ["complete", "claiming", "hopeless"])
def test_a_citation_file_validates_against_the_formats_schema(example: str) -> None:
    release = open_release(str(EXAMPLES / example), as_of=date(2026, 11, 20), offline=True)

    jsonschema.validate(_cff(build(release)), SCHEMA)


@pytest.mark.parametrize("license_id", ["Apache-2.0", "CDLA-Permissive-2.0", "LicenseRef-x", "MIT"])
def test_only_a_license_that_the_format_knows_is_named(license_id: str) -> None:
    cff = _cff(_stating(license_id))

    jsonschema.validate(cff, SCHEMA)
    known = license_id in SCHEMA["definitions"]["license-enum"]["enum"]
    assert cff.get("license") == (license_id if known else None)


def test_the_catalogue_names_licenses_and_keys_of_the_format() -> None:
    vocabulary = catalogs.entry("vocabularies", "citation-file")

    assert set(vocabulary["licenses"]) <= set(SCHEMA["definitions"]["license-enum"]["enum"])
    assert vocabulary["required"] == sorted(SCHEMA["required"], key=vocabulary["required"].index)
    assert len(vocabulary["required"]) == len(SCHEMA["required"])


@pytest.mark.parametrize("name", ["yes", "1.0", "null", "a: b", "# no", "'", "- x", "{{", "\n"])
def test_any_name_of_a_release_stays_text(name: str) -> None:
    cff = _cff(Record(name, name, date(2026, 11, 20)))

    jsonschema.validate(cff, SCHEMA)
    assert cff["title"] == (" ".join(name.split()) or "Unnamed release")


def test_several_licenses_are_not_given_as_a_choice() -> None:
    fields = {
        "license.training-code": Field("Apache-2.0", State.EVIDENCED),
        "license.datasets": Field("MIT", State.EVIDENCED),
    }
    assert "license" not in _cff(Record("tiny", "", date(2026, 11, 20), fields))
