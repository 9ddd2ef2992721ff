"""Licence files by their names and first lines, and what an untyped one speaks of."""

import pytest

from conftest import Read
from license_claims import claims
from weighbridge.facts.distribution import Part
from weighbridge.facts.licensing import LicenseText, Reach
from weighbridge.facts.release import Release
from weighbridge.readers.license_titles import title_of
from weighbridge.readers.reading import read_release
from weighbridge.sources.memory import Memory

CODE = {"run.py": b"print('runs')\n"}


def texts(release: Release) -> dict[str, LicenseText]:
    return {f.at.path: f for f in release.facts if isinstance(f, LicenseText)}


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("\n    Apache License\n  Version 2.0, January 2004\n", "Apache-2.0"),
        ("MIT License\n\nCopyright (c) 2026 A\n", "MIT"),
        ("# The MIT License (MIT)\n", "MIT"),
        ("Copyright 2026 A\n\nMIT License\n", "MIT"),
        ("BSD 3-Clause License\n", "BSD-3-Clause"),
        ("Creative Commons Attribution 4.0 International\n", "CC-BY-4.0"),
        ("Attribution-NonCommercial 4.0 International\n=====\n", "CC-BY-NC-4.0"),
        ("GNU GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007\n", "GPL-3.0"),
        ("LLAMA 2 COMMUNITY LICENSE AGREEMENT\n", "LicenseRef-Llama-2"),
        ("Modified MIT License\n", "LicenseRef-Modified-MIT-License"),
        ("Tiny Guess Community License\n", "LicenseRef-Tiny-Guess-Community-License"),
    ],
)
def test_a_title_is_taken_at_its_word(text: str, expression: str) -> None:
    title = title_of(text)

    assert title is not None
    assert title[0] == expression


@pytest.mark.parametrize(
    "text",
    [
        "",
        "License\n",
        "BSD License\n",
        "Apache License\n",
        "Copyright (c) 2026 A. All rights reserved.\n",
        "This project is licensed under the MIT license.\n",
        "Redistribution and use in source and binary forms are permitted.\n",
    ],
)
def test_what_is_no_title_states_no_license(text: str) -> None:
    assert title_of(text) is None


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("LICENSES/CC-BY-4.0.txt", ("CC-BY-4.0",)),
        ("LICENSES/LicenseRef-Own.txt", ("LicenseRef-Own",)),
        ("LICENSE.MIT", ("MIT",)),
        ("LICENSE-APACHE-2.0", ("Apache-2.0",)),
        ("COPYING", ()),
        ("LICENCE.md", ()),
    ],
)
def test_a_file_name_may_state_a_license(read: Read, path: str, named: tuple[str, ...]) -> None:
    found = texts(read({path: b"Some words.\n"}))[path]

    assert (found.named, found.identified) == (named, None)


@pytest.mark.parametrize(
    "path", ["license.py", "licenses.json", "check_license.py", "notices.py", "LICENSE_HEADER.txt"]
)
def test_other_files_bear_no_license(read: Read, path: str) -> None:
    assert texts(read({path: b"MIT License\n"})) == {}


def test_beside_code_it_is_about_code_and_stretched(read: Read) -> None:
    (claim,) = claims(read({"LICENSE": b"MIT License\n", **CODE}), "license-file")

    assert (claim.types, claim.stretches, claim.reach) == ({"code"}, True, Reach.PART)
    assert (claim.at.lines, claim.at.quote) == ((1, 1), "MIT License")


def test_without_code_it_is_about_everything(read: Read) -> None:
    (claim,) = claims(read({"LICENSE": b"MIT License\n", "data.csv": b"a,b\n"}), "license-file")

    assert (claim.types, claim.stretches) == (frozenset(), False)


def test_beside_a_card_with_front_matter_it_is_about_everything(read: Read) -> None:
    card = b"---\nlibrary_name: transformers\npipeline_tag: fill-mask\n---\n# Model\n\nA model.\n"

    found = claims(read({"LICENSE": b"MIT License\n", "README.md": card, **CODE}), "license-file")

    assert [(c.types, c.stretches) for c in found] == [(frozenset(), False)]


def test_the_role_of_the_part_decides_first() -> None:
    part = Part("weights", role="weights")
    source = Memory({"LICENSE": b"MIT License\n", **CODE})

    release = read_release("r", [(part, source)], as_of=__import__("conftest").AS_OF)

    assert [c.types for c in claims(release, "license-file")] == [frozenset()]


def test_a_nested_one_is_about_its_folder(read: Read) -> None:
    files = {"third/LICENSE": b"MIT License\n", "third/a.py": b"x = 1\n"}

    (claim,) = claims(read(files), "license-file")

    assert (claim.reach, claim.patterns) == (Reach.PATHS, ("third/*",))


def test_a_name_that_says_model_is_about_parameters(read: Read) -> None:
    (claim,) = claims(read({"MODEL_LICENSE": b"Tiny License 1.0\n", **CODE}), "license-file")

    assert claim.components == {"model-parameters-final", "model-parameters-intermediate"}
    assert not claim.stretches


def test_texts_on_a_shelf_of_licenses_state_nothing(read: Read) -> None:
    assert claims(read({"LICENSES/MIT.txt": b"MIT License\n", **CODE}), "license-file") == []


def test_what_the_manifest_states_for_a_kind_stands(read: Read) -> None:
    manifest = b'[[licenses]]\nexpression = "CC-BY-4.0"\ntypes = ["data"]\n'

    found = claims(
        read({"LICENSE": b"MIT License\n", "weighbridge.toml": manifest}), "license-file"
    )

    assert [c.types for c in found] == [{"code", "document"}]
