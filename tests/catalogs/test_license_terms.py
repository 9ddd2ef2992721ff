"""What the typed terms of licences answer."""

import pytest

from weighbridge.catalogs.licenses import plain, terms


@pytest.mark.parametrize(
    ("license_id", "outputs"),
    [
        ("llama2", "no"),
        ("llama3", "no"),
        ("llama3.1", "if-named"),
        ("LicenseRef-Tongyi-Qianwen", "no"),
        ("LicenseRef-Databricks-Open-Model", "no"),
        ("LicenseRef-HunyuanVideo", "no"),
        ("LicenseRef-EXAONE-1.1-NC", "no"),
        ("LicenseRef-EXAONE-1.2-NC", "competing-only"),
        ("LicenseRef-FLUX-1-dev-NC", "competing-only"),
        ("LicenseRef-Stability-Community", "foundational-only"),
        ("gemma", "same-terms"),
    ],
)
def test_what_outputs_may_train_differs_by_license(license_id: str, outputs: str) -> None:
    assert terms.of(license_id).outputs == outputs


def test_a_gnu_license_in_either_form_has_the_words_of_its_text() -> None:
    assert terms.of("GPL-3.0-or-later") == terms.of("GPL-3.0")


def test_a_national_port_has_the_terms_and_not_the_words() -> None:
    port = terms.of("CC-BY-NC-3.0-DE")

    assert port.commercial == "no"
    assert not port.grounded
    assert "commercial" in port.unverified


def test_an_unknown_license_has_no_terms() -> None:
    assert terms.of("LicenseRef-Nobody-Knows") == terms.Terms()


def test_a_license_that_only_the_spdx_list_knows_has_no_terms() -> None:
    assert terms.of("NTP") == terms.Terms()


def test_terms_without_a_text_are_told_as_not_verified() -> None:
    told = plain.sentences(terms.of("LicenseRef-XVERSE"))

    assert {ground for _, _, ground in told} == {"not verified"}


def test_what_a_text_says_nothing_of_is_told_as_its_silence() -> None:
    told = {label: (said, why) for label, said, why in plain.sentences(terms.of("MIT"))}

    assert told["Patents"] == ("not mentioned", "the text is silent")
