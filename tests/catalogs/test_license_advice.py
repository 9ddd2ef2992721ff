"""Advice on licences: what is named first, and what it says of itself."""

import pytest

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import advice, differing


@pytest.mark.parametrize(
    ("kind", "aims", "first"),
    [
        ("code", ("adoption", "patents"), "Apache-2.0"),
        ("code", ("copyleft",), "GPL-3.0-or-later"),
        ("code", ("adoption", "patents", "copyleft"), "MPL-2.0"),
        ("data", ("attribution",), "CC-BY-4.0"),
        ("documents", ("attribution", "adoption"), "CC-BY-4.0"),
        ("weights", ("misuse-limits",), "LicenseRef-BigScience-OpenRAIL-M"),
    ],
)
def test_what_serves_most_aims_is_named_first(kind: str, aims: tuple[str, ...], first: str) -> None:
    assert advice.advise(kind, aims)[0].license == first


@pytest.mark.parametrize("kind", advice.KINDS)
def test_every_licence_advised_is_known_and_says_what_follows(kind: str) -> None:
    for one in advice.advise(kind, ()):
        assert licenses.find(one.license) is not None
        assert len(one.consequences) == 2
        assert all(said.endswith(".") for said in (*one.reasons, *one.consequences))


def test_nothing_open_is_advised_against_misuse() -> None:
    advised = [a.license for kind in advice.KINDS for a in advice.advise(kind, ("misuse-limits",))]

    assert [one for one in advised if licenses.grants(one, "use")] == []


def test_an_aim_that_is_missed_is_named() -> None:
    apache = next(
        a for a in advice.advise("code", ("patents", "copyleft")) if "Apache" in a.license
    )

    assert (apache.serves, apache.misses) == (("patents",), ("copyleft",))


def test_two_licenses_differ_in_what_is_recorded_of_one_alone() -> None:
    found = {one.term: one for one in differing.differences("MIT", "LicenseRef-Llama-2")}

    assert found["The size"].left == "not recorded"
    assert found["Commercial use"].right == "allowed up to a size"


def test_a_licence_nobody_knows_cannot_be_compared() -> None:
    with pytest.raises(KeyError):
        differing.differences("MIT", "no-such-licence")
