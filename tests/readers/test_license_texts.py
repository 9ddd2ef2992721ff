from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

from weighbridge.readers.license_texts.files import identify_bytes
from weighbridge.readers.license_texts.identification import Identification, Verdict
from weighbridge.readers.license_texts.verdicts import identify

ROOT = Path(__file__).parents[2]
APACHE = (ROOT / "LICENSE").read_text()
TEXTS = {
    path.stem: path.read_text() for path in (ROOT / "examples/complete/LICENSES").glob("*.txt")
}
TERMS = "END OF TERMS AND CONDITIONS"


@cache
def installed(package: str) -> str:
    """The licence text that an installed package brings."""
    found = [f for f in metadata.files(package) or [] if f.name.startswith("LICENSE")]
    if not found:
        pytest.skip(f"{package} was installed without its licence text")
    return Path(str(found[0].locate())).read_text()


def swapped(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def kinds(found: Identification) -> set[str]:
    return {clause.kind for clause in found.clauses}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_text_of_a_license_is_that_license(name: str) -> None:
    found = identify(TEXTS[name])

    assert found.verdict is Verdict.EXACT
    assert found.licenses == (name,)
    assert found.restricted is False
    assert found.clauses == ()


@pytest.mark.parametrize(
    ("package", "license_id"),
    [("pytest", "MIT"), ("click", "BSD-3-Clause"), ("idna", "BSD-3-Clause")],
)
def test_filled_in_names_and_years_leave_a_license_what_it_is(
    package: str, license_id: str
) -> None:
    found = identify(installed(package))

    assert found.verdict in {Verdict.EXACT, Verdict.NEAR}
    assert found.licenses == (license_id,)


def test_markup_wrapping_and_case_do_not_count() -> None:
    text = "# License\n\n" + "> " + " ".join(APACHE.split()).replace("Licensor", "**LICENSOR**")

    assert identify(text).licenses == ("Apache-2.0",)


@pytest.mark.parametrize("mark", ["# ", " * ", "// ", "> "])
def test_the_marks_of_a_comment_do_not_count(mark: str) -> None:
    parted = APACHE.replace("non-exclusive", "non-\n      exclusive")

    assert identify("\n".join(mark + line for line in parted.splitlines())).licenses == (
        "Apache-2.0",
    )


def test_the_appendix_that_says_how_to_apply_may_lack() -> None:
    assert identify(APACHE[: APACHE.index(TERMS) + len(TERMS)]).licenses == ("Apache-2.0",)


def test_a_copyright_line_before_a_license_does_not_count() -> None:
    found = identify("Copyright 2026 The Tiny Guess Authors. All rights reserved.\n\n" + APACHE)

    assert found.licenses == ("Apache-2.0",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Version 2.0, January 2004", "Version 3.0, January 2004"),
        ("worldwide, non-exclusive", "worldwide, non-commercial, non-exclusive"),
        ("You may reproduce and distribute", "You may not reproduce and distribute"),
        ("royalty-free, irrevocable", "royalty-free, revocable"),
        ("publicly display, publicly perform,", "publicly perform,"),
        ("any Contribution intentionally", "any Contribution or model output intentionally"),
    ],
)
def test_a_word_changed_makes_a_variant(old: str, new: str) -> None:
    found = identify(swapped(APACHE, old, new))

    assert found.verdict is Verdict.VARIANT
    assert found.licenses == ()
    assert found.nearest == "Apache-2.0"
    assert any(d.matters for d in found.differences)


def test_the_missing_words_of_a_variant_are_told() -> None:
    found = identify(swapped(APACHE, "sublicense, and distribute the", "and distribute the"))
    missing = [d for d in found.differences if d.count]

    assert [d.missing for d in missing] == [("sublicense",)]
    assert "sublicense" in APACHE.splitlines()[missing[0].line - 1]


@pytest.mark.parametrize(
    ("rider", "kind"),
    [
        ("The Software may not be used for commercial purposes.", "non-commercial"),
        ("Use is permitted for academic research purposes only.", "research-only"),
        ("You shall not use the outputs to train any other model.", "output-training-ban"),
        ("Companies with annual revenue of more than $10 million must ask.", "user-or-revenue-cap"),
    ],
)
@pytest.mark.parametrize("package", ["pytest", "click"])
def test_a_rider_restricts_an_open_license(package: str, rider: str, kind: str) -> None:
    found = identify(f"{installed(package)}\n\n{rider}\n")

    assert found.verdict is Verdict.VARIANT
    assert found.restricted is True
    assert kind in kinds(found)
    assert any(rider in clause.quote for clause in found.clauses)


def test_a_clause_inserted_into_a_license_is_quoted() -> None:
    clause = "You may not use the Work for commercial purposes."
    found = identify(swapped(APACHE, "   5. Submission", f"   {clause}\n\n   5. Submission"))

    assert found.verdict is Verdict.VARIANT
    assert [c.quote for c in found.clauses if c.kind == "non-commercial"] == [clause]


def test_a_quarter_of_a_license_is_truncated() -> None:
    found = identify(APACHE[: len(APACHE) // 4])

    assert found.verdict is Verdict.TRUNCATED
    assert found.licenses == ()
    assert found.nearest == "Apache-2.0"


def test_two_licenses_in_one_file_are_both_found() -> None:
    found = identify(f"{APACHE}\n\n{'=' * 30}\n\n{TEXTS['CDLA-Permissive-2.0']}")

    assert found.verdict is Verdict.CONTAINS
    assert found.licenses == ("Apache-2.0", "CDLA-Permissive-2.0")
    assert found.restricted is False


def test_a_license_beside_restricting_terms_is_not_asserted() -> None:
    found = identify(f"The weights are for non-commercial use only.\n\n{APACHE}")

    assert found.licenses == ()
    assert found.restricted is True


def test_a_notice_names_its_license() -> None:
    found = identify("Copyright 2026 Us\n\nLicensed under the Apache License, Version 2.0.\n")

    assert found.verdict is Verdict.REFERENCE
    assert found.licenses == ("Apache-2.0",)


def test_a_notice_that_names_an_unknown_license_too_asserts_nothing() -> None:
    found = identify(
        "The code is licensed under the MIT License.\n\n"
        "The weights are licensed under the Frobnicate Responsible License.\n"
    )

    assert found.licenses == ()
    assert found.restricted is not False


def test_terms_that_nobody_knows_are_unknown_with_their_clauses() -> None:
    found = identify(
        "TINY GUESS MODEL AGREEMENT\n\n"
        "By downloading the Model, you agree to this Agreement. Licensor grants you a\n"
        "non-exclusive right to use it for research purposes only. You must not use the Model\n"
        "for any commercial purpose. You must include “Built with Tiny” on your site.\n"
        "THE MODEL IS PROVIDED AS IS, without warranties.\n"
    )

    assert found.verdict is Verdict.UNKNOWN
    assert found.licenses == ()
    assert found.restricted is True
    assert kinds(found) >= {"non-commercial", "research-only", "naming-duty"}


def test_terms_in_chinese_are_unknown_with_their_clauses() -> None:
    found = identify(
        "模型许可协议\n\n您不得将模型用于任何商业用途。本协议授予您使用的授权。免责声明。"
    )

    assert found.verdict is Verdict.UNKNOWN
    assert kinds(found) == {"non-commercial"}


def test_a_text_about_something_else_is_no_license() -> None:
    assert identify("# Tiny guess\n\nIt guesses. Run `make`.").verdict is Verdict.NOT_A_LICENSE


def test_a_pdf_without_its_reader_is_unknown_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    found = identify_bytes(b"%PDF-1.7\n")

    assert found.verdict is Verdict.UNKNOWN
    assert "pypdf" in found.note


@pytest.mark.parametrize(
    "words",
    [
        "Tiny Guess is licensed under the terms of the Apache License 2.0, reproduced below.",
        "Unless otherwise noted, all code in Tiny Guess is released under the Apache License 2.0.",
        "License for Tiny Guess\n\nTiny Guess is distributed under the Apache License 2.0 below.",
        "Copyright Notice and Statement for the Tiny Guess Project",
    ],
)
def test_words_that_only_introduce_a_license_leave_it_what_it_is(words: str) -> None:
    assert identify(f"{words}\n\n{APACHE}").licenses == ("Apache-2.0",)


@pytest.mark.parametrize(
    "words",
    [
        "Tiny Guess is licensed under the terms of the MIT License, reproduced below.",
        "Tiny Guess is licensed under the Apache License 2.0 for research only.",
        "Tiny Guess is licensed under the Apache License 2.0 and the Tiny Terms.",
        "Tiny Guess is licensed under the Apache License 2.0 with restrictions.",
        "Non-commercial copies of it are licensed under the Apache License 2.0.",
        "License for Personal Use",
        "This is the Apache License 2.0 without any right to sell",
        "Apache License 2.0 with the Tiny Rider",
    ],
)
def test_an_introduction_that_says_more_is_no_introduction(words: str) -> None:
    assert identify(f"{words}\n\n{APACHE}").licenses != ("Apache-2.0",)
