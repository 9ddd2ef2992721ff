"""The terms of every licence speak the vocabulary, and each rests on words or says that it does
not.
"""

from typing import Any

import pytest

from weighbridge import catalogs
from weighbridge.catalogs.licenses import plain, terms

SCALARS = {"commercial", "outputs", "relicensing", "share-alike", "derivatives", "patent"}
LISTS = {"use-restrictions", "flow-down", "territory-excluded", "termination"}
TABLES = {
    "cap": {"kind", "value", "unit", "window"},
    "policy": {"reference", "can-change"},
    "naming": {"prefix", "display", "above"},
}
TERMS = SCALARS | LISTS | set(TABLES) | {"notice-text"}
VOCABULARY = catalogs.entry("vocabularies", "license-terms")
EVERY = [
    (name, record["terms"])
    for name in catalogs.entries("licenses")
    if "terms" in (record := catalogs.entry("licenses", name))
]

each = pytest.mark.parametrize(("name", "record"), EVERY, ids=[name for name, _ in EVERY])


@each
def test_terms_have_known_names(name: str, record: dict[str, Any]) -> None:
    assert set(record) <= TERMS | {"grounded", "unverified"}
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
    grounded, unverified = set(record.get("grounded", ())), set(record.get("unverified", ()))

    assert grounded | unverified == set(record) - {"grounded", "unverified"}
    assert not grounded & unverified


@each
def test_a_phrase_is_short_enough_to_be_a_quotation(name: str, record: dict[str, Any]) -> None:
    phrases = [*record.get("grounded", {}).values(), record.get("notice-text", "")]

    assert [phrase for phrase in phrases if len(phrase.split()) > 12] == []


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

    assert len(told) == len([key for key in TERMS & set(record) if record[key]])
    assert all(label and words and ground for label, words, ground in told)
