"""Addresses and classifiers that stand for licences."""

import pytest

from weighbridge import catalogs
from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses.expressions import normalise
from weighbridge.catalogs.licenses.places import at_address, classified


@pytest.mark.parametrize(
    ("address", "license_id"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/4.0/deed.en", "CC-BY-NC-SA-4.0"),
        ("https://creativecommons.org/licenses/by-nd/4.0/legalcode", "CC-BY-ND-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://spdx.org/licenses/MIT.html", "MIT"),
        ("https://opensource.org/licenses/BSD-3-Clause", "BSD-3-Clause"),
        ("https://opensource.org/license/apache-2-0", "Apache-2.0"),
        ("https://choosealicense.com/licenses/mit/", "MIT"),
        ("http://www.apache.org/licenses/LICENSE-2.0.txt", "Apache-2.0"),
        ("https://www.gnu.org/licenses/gpl-3.0.en.html", "GPL-3.0"),
        ("https://www.gnu.org/licenses/old-licenses/lgpl-2.1.html", "LGPL-2.1"),
        ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL-1.0"),
        ("https://opendatacommons.org/licenses/by/", "ODC-By-1.0"),
        ("https://cdla.dev/permissive-2-0/", "CDLA-Permissive-2.0"),
        ("https://unlicense.org/", "Unlicense"),
    ],
)
def test_an_address_stands_for_the_license_that_lies_there(address: str, license_id: str) -> None:
    assert (at_address(address), normalise(address)) == (license_id, license_id)


@pytest.mark.parametrize(
    "text",
    [
        "MIT",
        "https://example.com/licenses/MIT",
        "https://creativecommons.org/licenses/",
        "https://creativecommons.org/licenses/by/4.0/ with changes",
        "https://spdx.org/licenses/BSD",
        "https://" + "a" * 5000,
    ],
)
def test_other_texts_and_addresses_stand_for_none(text: str) -> None:
    assert not at_address(text)


@pytest.mark.parametrize(
    ("classifier", "expression"),
    [
        (
            "License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)",
            "GPL-3.0-or-later",
        ),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", "GPL-3.0"),
        (
            "License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)",
            "LGPL-2.0-or-later",
        ),
        (
            "License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)",
            "AGPL-3.0-or-later",
        ),
        ("License :: OSI Approved :: MIT License", "MIT"),
        ("License :: OSI Approved :: BSD License", "LicenseRef-BSD"),
        ("License :: OSI Approved :: Apache Software License", "LicenseRef-Apache"),
        ("License :: CC0 1.0 Universal (CC0 1.0) Public Domain Dedication", "CC0-1.0"),
        ("License :: OSI Approved", ""),
        ("License :: Free for non-commercial use", ""),
    ],
)
def test_a_classifier_names_a_license_or_a_family_or_none(classifier: str, expression: str) -> None:
    assert classified(classifier) == expression


def test_every_classifier_means_something_that_is_written_as_it_should_be() -> None:
    table: dict[str, str] = catalogs.entry("vocabularies", "license-classifiers")["licenses"]

    wrong = {
        name: expression
        for name, expression in table.items()
        if normalise(expression) != expression
        or (not expression.startswith("LicenseRef-") and licenses.find(expression) is None)
    }

    assert wrong == {}
