from itertools import product
from pathlib import Path

import pytest

from weighbridge.readers.license_texts.files import identify_bytes
from weighbridge.readers.license_texts.identification import Verdict
from weighbridge.readers.license_texts.verdicts import identify

ROOT = Path(__file__).parents[2]
APACHE = (ROOT / "LICENSE").read_text()
TEXTS = {
    path.stem: path.read_text() for path in (ROOT / "examples/complete/LICENSES").glob("*.txt")
}
OPEN = ["Apache-2.0", "CC-BY-4.0", "CDLA-Permissive-2.0"]
RULE = "=" * 60
GUESS = """TINY GUESS MODEL AGREEMENT

By downloading the Model, you agree to this Agreement. Licensor grants you a
non-exclusive right to use it for research purposes only. You must not use the Model
for any commercial purpose. THE MODEL IS PROVIDED AS IS, without warranties.
"""
CALM = """TINY GUESS MODEL AGREEMENT

By downloading the Model, you agree to this Agreement. Licensor grants you a
non-exclusive right to run it. Licensee keeps a copy of this Agreement with it.
THE MODEL IS PROVIDED AS IS, without warranties.
"""
GERMAN = """Apache License, Version 2.0 (deutsche Fassung)

Wer das Werk weitergibt, legt diese Lizenz bei und nennt seine eigenen Änderungen. Jeder, der
etwas beiträgt, erlaubt allen anderen überall und ohne Gebühr, das Werk zu kopieren, zu ändern
und weiterzugeben. Das Werk kommt so, wie es ist; niemand haftet dafür, dass es etwas taugt.
"""
RIDER = "You may not use the Work for commercial purposes."
AMENDING = f"""Tiny License

This License amends the license above. Licensor grants you less. {RIDER}
By using the Work you agree. No warranties; no liability.
"""
CONDITION = """“Fair” License Condition v1.0

The Software comes under the License, as defined below, with the following condition. The License
does not grant to you the right to sell the Software. You agree to it by using the Software. There
is no warranty and no liability.
"""
BETWEEN = f"\n\n{RULE}\nPART 2: MODEL WEIGHTS\n{RULE}\n\n"


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("between", [BETWEEN, f"\n\n{'-' * 20}\n\n", "\n\n"])
def test_terms_under_their_own_title_stand_beside_a_whole_license(name: str, between: str) -> None:
    found = identify(TEXTS[name] + between + GUESS)

    assert found.verdict is Verdict.CONTAINS
    assert found.licenses == (name,)
    assert found.restricted is True
    assert {"non-commercial", "research-only"} <= {c.kind for c in found.clauses}


@pytest.mark.parametrize("name", OPEN)
def test_a_whole_license_may_follow_the_terms_of_others(name: str) -> None:
    found = identify(f"{GUESS}\n{RULE}\nLicense for the code\n{RULE}\n\n{TEXTS[name]}")

    assert found.licenses == (name,)
    assert found.restricted is True


def test_terms_between_two_whole_licenses_are_not_lost() -> None:
    parts = [APACHE, GUESS, TEXTS["CC-BY-4.0"]]
    found = identify(f"\n\n{RULE}\n\n".join(parts))

    assert found.licenses == ("Apache-2.0", "CC-BY-4.0")
    assert found.restricted is True


def test_terms_that_restrict_nothing_we_know_of_are_not_taken_for_open() -> None:
    found = identify(APACHE + BETWEEN + CALM)

    assert found.licenses == ("Apache-2.0",)
    assert found.restricted is None


@pytest.mark.parametrize(("one", "other"), [p for p in product(OPEN, OPEN) if p[0] != p[1]])
def test_headings_that_introduce_each_license_change_nothing(one: str, other: str) -> None:
    found = identify(
        f"License for the code\n\n{TEXTS[one]}\n\n"
        f"------ LICENSE for the data ------\n\n{TEXTS[other]}"
    )

    assert found.verdict is Verdict.CONTAINS
    assert found.licenses == (one, other)
    assert found.restricted is False


def test_an_altered_license_under_its_own_heading_is_not_asserted() -> None:
    altered = TEXTS["CDLA-Permissive-2.0"].replace("Data Recipient may", "Data Recipient may not")
    assert altered != TEXTS["CDLA-Permissive-2.0"]
    found = identify(f"{APACHE}\n\n{RULE}\nLICENSE for the data\n{RULE}\n\n{altered}")

    assert found.licenses == ("Apache-2.0",)
    assert found.restricted is not False
    assert any("may not" in d.added for d in found.differences)


def test_a_translation_leaves_its_license_asserted_and_says_it_is_not_known() -> None:
    found = identify(f"{APACHE}\n\n{GERMAN}")

    assert found.verdict is Verdict.CONTAINS
    assert found.licenses == ("Apache-2.0",)
    assert found.restricted is None


def test_a_restriction_in_a_translation_is_quoted() -> None:
    found = identify(
        f"{APACHE}\n\nApache License 2.0 (中文)\n\n本许可证授予您使用本作品的权利。"
        + "您不得将本作品用于任何商业用途。作者不承担任何责任,免责声明适用于所有人。" * 2
    )

    assert found.restricted is True
    assert "non-commercial" in {c.kind for c in found.clauses}


@pytest.mark.parametrize(
    ("words", "restricted"),
    [
        ("The model weights are under the Frobnicate Model License.", None),
        ("The model weights are released under CC-BY-NC-4.0.", True),
        ("The documentation is available under CC-BY-4.0.", False),
        ("Some files contain code from the Frobnicate authors.", False),
    ],
)
@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_words_on_what_is_under_another_license_change_nothing_of_this_one(
    words: str,
    restricted: bool | None,  # noqa: FBT001  # what a case expects
    order: slice,
) -> None:
    found = identify("\n\n".join([words, APACHE][order]))

    assert found.licenses == ("Apache-2.0",)
    assert found.restricted is restricted


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize(
    "added",
    [
        f"   10. Scope. {RIDER}",
        f"(j) {RIDER}",
        f"Additional Terms\n\n{RIDER}",
        f"ADDENDUM TO THE LICENSE\n\nLicensor grants you this License. {RIDER}",
        f"{RULE}\nUse Restrictions Agreement\n{RULE}\n\n{RIDER}",
        f"Terms of Use\n\n{RIDER}",
        f"{RULE}\n\n{RIDER}",
        "The weights may only be used by members of the Tiny Guess club.",
        "10. The model weights are under the Frobnicate License.",
        AMENDING,
    ],
)
def test_words_that_go_on_with_a_license_make_a_variant(name: str, added: str) -> None:
    found = identify(f"{TEXTS[name]}\n\n{added}\n")

    assert found.verdict is Verdict.VARIANT
    assert found.licenses == ()
    assert found.restricted is not False


@pytest.mark.parametrize(
    "preamble",
    [
        "Frobnicate License",
        "Licensed under the Frobnicate License.",
        "The code is under this license with the following restrictions.",
        CONDITION,
    ],
)
def test_a_preamble_that_changes_a_license_makes_a_variant(preamble: str) -> None:
    found = identify(f"{preamble}\n\n{APACHE}")

    assert found.licenses == ()
    assert found.restricted is not False


def test_a_license_quoted_inside_the_terms_of_others_is_not_set_apart() -> None:
    text = TEXTS["CDLA-Permissive-2.0"].partition("\n")[2]
    found = identify(f"{GUESS}\n4. You also agree to these words:\n\n{text}")

    assert found.licenses == ()
    assert found.restricted is True


def test_several_licenses_beside_words_nobody_knows_are_not_called_unrestricted() -> None:
    found = identify(
        f"{APACHE}\n\nAll of this may only be read on Tuesdays.\n\n{TEXTS['CC-BY-4.0']}"
    )

    assert found.restricted is not False


def test_a_year_in_the_title_is_no_version() -> None:
    assert identify(APACHE.replace("January 2004", "January 2024", 1)).licenses == ("Apache-2.0",)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_terms_in_chinese_are_read_in_each_encoding_they_come_in(encoding: str) -> None:
    text = "模型许可协议\n\n您不得将模型用于任何商业用途。本协议授予您使用模型的授权。免责声明。"

    assert identify_bytes(text.encode(encoding)).verdict is Verdict.UNKNOWN
