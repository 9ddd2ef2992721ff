"""Licences in package metadata."""

import pytest

from conftest import Read
from license_claims import claims
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import Reach

TROVE = "License :: OSI Approved :: MIT License"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tiny-1.dist-info/METADATA", "Name: tiny\nLicense-Expression: MIT\n\nBody\n"),
        ("PKG-INFO", "Name: tiny\nLicense: MIT\n"),
        ("PKG-INFO", f"Name: tiny\nLicense: UNKNOWN\nClassifier: {TROVE}\n"),
        ("pyproject.toml", '[project]\nlicense = "MIT"\n'),
        ("pyproject.toml", '[project]\nlicense = { text = "MIT" }\n'),
        ("pyproject.toml", f'[project]\nclassifiers = ["{TROVE}"]\n'),
        ("pyproject.toml", '[tool.poetry]\nlicense = "MIT"\n'),
        ("setup.cfg", "[metadata]\nlicense = MIT\n"),
        ("setup.py", 'setup(\n    name="x",\n    license="MIT",\n)\n'),
        ("package.json", '{"license": "MIT"}'),
        ("package.json", '{"license": {"type": "MIT"}}'),
        ("package.json", '{"licenses": [{"type": "MIT", "url": "x"}]}'),
        ("setup.cfg", "[metadata]\nlicense_expression = MIT\n"),
        ("setup.cfg", f"[metadata]\nclassifiers =\n    {TROVE}\n    Topic :: Text\n"),
        ("codemeta.json", '{"license": "https://spdx.org/licenses/MIT"}'),
        (".zenodo.json", '{"license": {"id": "MIT"}}'),
        ("Cargo.toml", '[package]\nlicense = "MIT"\n'),
    ],
)
def test_a_package_states_the_license_of_its_code(read: Read, path: str, text: str) -> None:
    (claim,) = claims(read({path: text.encode()}), "package")

    assert (claim.expression, claim.types, claim.stretches) == ("MIT", {"code"}, True)
    assert (claim.reach, claim.patterns) == (Reach.PART, ())


@pytest.mark.parametrize(
    ("classifier", "expression"),
    [
        ("GNU General Public License v3 or later (GPLv3+)", "GPL-3.0-or-later"),
        ("GNU General Public License v3 (GPLv3)", "GPL-3.0"),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", "LGPL-2.0-or-later"),
    ],
)
def test_a_classifier_says_whether_later_versions_count(
    read: Read, classifier: str, expression: str
) -> None:
    text = f'[project]\nclassifiers = ["License :: OSI Approved :: {classifier}"]\n'
    (claim,) = claims(read({"pyproject.toml": text.encode()}), "package")

    assert claim.expression == expression


def test_an_expression_counts_for_more_than_a_classifier(read: Read) -> None:
    text = f'[project]\nlicense = "MIT OR Apache-2.0"\nclassifiers = ["{TROVE}"]\n'
    (claim,) = claims(read({"pyproject.toml": text.encode()}), "package")

    assert claim.expression == "MIT OR Apache-2.0"


def test_a_nested_package_speaks_of_its_folder(read: Read) -> None:
    (claim,) = claims(read({"web/package.json": b'{"license": "ISC"}'}), "package")

    assert (claim.reach, claim.patterns) == (Reach.PATHS, ("web/*",))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("PKG-INFO", "Name: x\n\nLicense: MIT\n"),
        ("pyproject.toml", '[project]\nlicense = { file = "LICENSE" }\n'),
        ("package.json", '{"license": "SEE LICENSE IN LICENSE"}'),
        ("pyproject.toml", "[tool.ruff]\nline-length = 3\n"),
    ],
)
def test_what_points_elsewhere_states_nothing(read: Read, path: str, text: str) -> None:
    assert claims(read({path: text.encode()}), "package") == []


@pytest.mark.parametrize("path", ["pyproject.toml", "package.json", "setup.cfg", "Cargo.toml"])
def test_broken_metadata_is_a_gap(read: Read, path: str) -> None:
    release = read({path: b"[{"})

    assert "licensing" in {f.topic for f in release.facts if isinstance(f, Gap)}
