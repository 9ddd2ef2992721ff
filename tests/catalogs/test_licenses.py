"""What the catalogue of licences answers."""

import pytest

from weighbridge.catalogs import licenses


@pytest.mark.parametrize(
    ("spelling", "license_id"),
    [
        ("apache-2.0", "Apache-2.0"),
        ("Apache 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("The MIT License", "MIT"),
        ("mit_license", "MIT"),
        ("CC BY-NC 4.0", "CC-BY-NC-4.0"),
        ("GNU GPLv3", "GPL-3.0"),
        ("llama3.1", "LicenseRef-Llama-3.1"),
        ("Llama 3.1 Community License Agreement", "LicenseRef-Llama-3.1"),
        ("META LLAMA 3 COMMUNITY LICENSE AGREEMENT", "LicenseRef-Llama-3"),
        ("LicenseRef-scancode-qwen-2024", "LicenseRef-Qwen"),
        ("木兰宽松许可证, 第2版", "MulanPSL-2.0"),
    ],
)
def test_common_spellings_mean_the_license(spelling: str, license_id: str) -> None:
    found = licenses.find(spelling)

    assert found is not None
    assert found.id == license_id


@pytest.mark.parametrize(
    "spelling", ["", "license", "the licence", "not MIT", "MIT-style", "LicenseRef-MIT", "mit 3.0"]
)
def test_what_is_not_a_known_spelling_is_no_license(spelling: str) -> None:
    assert licenses.find(spelling) is None


@pytest.mark.parametrize(
    ("license_id", "is_open"),
    [
        ("MIT", True),
        ("CC-BY-4.0", True),
        ("CC-BY-3.0-DE", True),
        ("CDLA-Permissive-2.0", True),
        ("OpenMDW-1.0", True),
        ("PDDL-1.0", True),
        ("GPL-3.0-or-later", True),
        ("WTFPL", True),
        ("CC-BY-NC-3.0-DE", False),
        ("CC-BY-ND-2.5", False),
        ("C-UDA-1.0", False),
        ("creativeml-openrail-m", False),
        ("llama4", False),
        ("BUSL-1.1", False),
        ("openrail", None),
        ("cc", None),
        ("gfdl", None),
        ("other", None),
        ("unknown", None),
        ("AML", None),
    ],
)
def test_a_license_is_open_closed_or_not_known_to_be_either(
    license_id: str,
    is_open: bool | None,  # noqa: FBT001  # a row of the table above
) -> None:
    found = licenses.find(license_id)

    assert found is not None
    assert found.open is is_open


def test_a_national_port_has_the_terms_of_its_license_and_its_own_name() -> None:
    port = licenses.find("CC-BY-NC-SA-3.0-IGO")

    assert port is not None
    assert "IGO" in port.name
    assert port.limits == ("use", "modify", "share")
    assert port.source.endswith("CC-BY-NC-SA-3.0-IGO")


def test_a_license_only_the_spdx_list_knows_is_found_there() -> None:
    found = licenses.find("ntp")

    assert found is not None
    assert (found.id, found.osi, found.kind) == ("NTP", True, "open-source")


def test_a_license_on_the_spdx_list_that_nobody_approved_is_not_judged() -> None:
    found = licenses.find("Glide")

    assert found is not None
    assert found.open is None


def test_any_later_version_only_adds_a_choice() -> None:
    assert licenses.find("Apache-2.0+") == licenses.find("Apache-2.0")
