"""Every id in a report has a manual page."""

import pytest

from weighbridge.verdicts import manual


@pytest.mark.parametrize("subject", sorted(set(manual.ids())))
def test_an_id_has_a_page(subject: str) -> None:
    page = manual.find(subject)

    assert page.id.lower() == subject.lower()
    assert page.title


def test_what_a_page_leads_on_to_has_a_page() -> None:
    pages = [manual.find(subject) for subject in manual.ids() if ":" in subject]

    assert {one for page in pages for one in page.related} <= {
        manual.find(one).id for page in pages for one in page.related
    }


def test_a_check_says_which_frameworks_ask_it() -> None:
    facts = dict(manual.find("component-is-present[model-card]").facts)

    assert "mof-1.0" in facts["Asked by"]


def test_a_criterion_shows_its_demands_as_they_nest() -> None:
    text = manual.find("mof-1.0:technical-report").text

    assert "- any of:\n  - all of:\n    - component-is-present[technical-report]" in text


def test_a_license_with_a_restriction_says_it() -> None:
    page = manual.find("CC-BY-NC-4.0")

    assert dict(page.facts)["Open"] == "no"
    assert "## What it limits" in page.text


def test_nothing_close_leads_to_the_lists() -> None:
    with pytest.raises(manual.UnknownIdError, match="weighbridge list"):
        manual.find("qqqqqqqqqqqqqqqq")
