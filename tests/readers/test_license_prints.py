"""Plain texts are told by a print of their words; anything added to one unmakes it."""

from pathlib import Path

import pytest

from weighbridge.facts.licensing import LicenseClaim, LicenseText
from weighbridge.readers.license_prints import known_as

ROOT = Path(__file__).parents[2]
APACHE = (ROOT / "LICENSE").read_text(encoding="utf-8")
TEXTS = sorted((ROOT / "examples" / "complete" / "LICENSES").glob("*.txt"))


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_a_whole_text_is_known(file: Path) -> None:
    assert known_as(file.read_text(encoding="utf-8")) == file.stem


def test_line_breaks_and_a_copyright_line_change_nothing() -> None:
    unwrapped = "\n\n".join(" ".join(part.split()) for part in APACHE.split("\n\n"))

    assert known_as(f"Copyright (c) 2026 Ada Example\n\n{unwrapped}") == "Apache-2.0"


@pytest.mark.parametrize(
    "added",
    [
        "You may not use the Work commercially.",
        "Copyright (c) 2026 Ada Example. Non-commercial use only.",
        "(c) 2026 Ada, for academic research",
        "Copyright (c) 2026 禁止商用禁止商用禁止商用禁止商用",
        "Version 2.1",
    ],
)
def test_words_that_are_no_mere_notice_unmake_it(added: str) -> None:
    assert known_as(f"{APACHE}\n{added}\n") == ""


def test_a_part_of_a_text_is_not_the_text() -> None:
    assert known_as(APACHE[: len(APACHE) // 4]) == ""


def test_an_altered_open_licence_is_a_licence_of_its_own(read) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    altered = APACHE.replace("perpetual", "revocable", 1)
    release = read({"LICENSE": altered.encode(), "train.py": b"import torch\n"})

    texts = [fact for fact in release.facts if isinstance(fact, LicenseText)]
    claims = [fact for fact in release.facts if isinstance(fact, LicenseClaim)]
    assert [text.identified for text in texts] == [()]
    assert {claim.expression for claim in claims} == {"LicenseRef-Modified-Apache-2.0"}


def test_the_words_decide_and_not_the_name(read) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    release = read({"LICENSE-MIT": APACHE.encode()})

    (text,) = [fact for fact in release.facts if isinstance(fact, LicenseText)]
    assert text.identified == ("Apache-2.0",)
    assert text.backs("Apache-2.0", "release")
    assert not text.backs("MIT", "release")


def test_terms_beside_an_open_licence_are_not_lost(read) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    terms = (
        "\n\nRIVERBANK MODEL LICENSE AGREEMENT\n\nThe model weights are licensed to you for "
        "research only. You may not use the weights or their outputs for any commercial purpose.\n"
    )
    release = read({"LICENSE": (APACHE + terms).encode(), "train.py": b"import torch\n"})

    claims = [fact for fact in release.facts if isinstance(fact, LicenseClaim)]
    assert claims
    assert all(claim.expression != "Apache-2.0" for claim in claims)
