"""From what people write to SPDX expressions, and questions asked of them."""

import pytest

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import expressions


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("openrail", "LicenseRef-OpenRAIL"),
        ("openrail++", "LicenseRef-CreativeML-OpenRAIL-PP-M"),
        ("cc", "LicenseRef-CC"),
        ("bsd", "LicenseRef-BSD"),
        ("gpl", "LicenseRef-GPL"),
        ("lgpl", "LicenseRef-LGPL"),
        ("gfdl", "LicenseRef-GFDL"),
        ("bsl-1.0", "BSL-1.0"),
        ("Business Source License 1.1", "BUSL-1.1"),
        ("apple-ascl", "AML"),
        ("apple-amlr", "LicenseRef-Apple-AMLR"),
        ("lgpl-lr", "LGPLLR"),
        ("pddl", "PDDL-1.0"),
        ("other", "LicenseRef-Other"),
        ("unknown", "LicenseRef-Unknown"),
    ],
)
def test_the_traps_among_the_ids_of_the_hub(written: str, expression: str) -> None:
    assert expressions.normalise(written) == expression


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("gpl-3.0", "GPL-3.0"),
        ("GPL-3.0-only", "GPL-3.0-only"),
        ("GPL-3.0 only", "GPL-3.0-only"),
        ("GPL-3.0 or later", "GPL-3.0-or-later"),
        ("GNU GPL v3, or (at your option) any later version", "GPL-3.0-or-later"),
        ("GPL-2.0+", "GPL-2.0+"),
        ("Apache-2.0+", "Apache-2.0+"),
        ("Apache-2.0 or later", "Apache-2.0+"),
    ],
)
def test_only_or_later_is_left_open_where_nobody_says_it(written: str, expression: str) -> None:
    assert expressions.normalise(written) == expression


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("mit OR apache-2.0", "MIT OR Apache-2.0"),
        ("MIT or Apache License 2.0", "MIT OR Apache-2.0"),
        ("mit AND (cc-by-4.0 OR llama2)", "MIT AND (CC-BY-4.0 OR LicenseRef-Llama-2)"),
        ("(mit)OR(isc)", "MIT OR ISC"),
        ("GPL-2.0 WITH Classpath-exception-2.0", "GPL-2.0 WITH Classpath-exception-2.0"),
        ("MIT AND LicenseRef-ours", "MIT AND LicenseRef-ours"),
        ("gemma AND acme-1.0", "LicenseRef-Gemma AND LicenseRef-acme-1.0"),
    ],
)
def test_expressions_are_kept_whole(written: str, expression: str) -> None:
    assert expressions.normalise(written) == expression


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("  'MIT'\n", "MIT"),
        ("acme terms", "LicenseRef-acme-terms"),
        ("MIT-style", "LicenseRef-MIT-style"),
        ("LicenseRef-Terms_of Use", "LicenseRef-Terms-of-Use"),
        ("LicenseRef-no-or-yes", "LicenseRef-no-or-yes"),
        ("Research and Education Terms", "LicenseRef-Research-and-Education-Terms"),
        ("MIT OR", "LicenseRef-MIT-OR"),
        ("(" * 5000, "LicenseRef-unnamed"),
        ("MIT 许可", "LicenseRef-MIT-u8bb8-u53ef"),
        ("许可", "LicenseRef-unnamed"),
        ("+gpl", "LicenseRef-plus-gpl"),
    ],
)
def test_what_nobody_knows_stays_a_reference(written: str, expression: str) -> None:
    assert expressions.normalise(written) == expression


@pytest.mark.parametrize("written", ["", "  ", "NONE", "unlicensed", "No License"])
def test_nothing_licensed_is_empty(written: str) -> None:
    assert expressions.normalise(written) == ""


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ([], ""),
        (["mit"], "MIT"),
        (["mit", "MIT", "cc-by-4.0"], "MIT AND CC-BY-4.0"),
        (["mit OR isc", "cc-by-4.0"], "(MIT OR ISC) AND CC-BY-4.0"),
        (["", "none"], ""),
    ],
)
def test_several_statements_hold_together(written: list[str], expression: str) -> None:
    assert expressions.together(written) == expression


def test_ids_are_given_once_and_without_their_exceptions() -> None:
    expression = "MIT AND (GPL-2.0-only WITH Classpath-exception-2.0 OR MIT)"

    assert expressions.ids(expression) == ("MIT", "GPL-2.0-only")


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("MIT", True),
        ("CC-BY-NC-4.0", False),
        ("LicenseRef-acme", None),
        ("MIT OR CC-BY-NC-4.0", True),
        ("MIT AND CC-BY-NC-4.0", False),
        ("MIT AND LicenseRef-acme", None),
        ("CC-BY-NC-4.0 AND LicenseRef-acme", False),
        ("CC-BY-NC-4.0 OR LicenseRef-acme", None),
        ("GPL-2.0-only WITH Classpath-exception-2.0", True),
        ("", False),
    ],
)
def test_a_question_is_answered_by_every_side_of_and_and_some_side_of_or(
    expression: str,
    answer: bool | None,  # noqa: FBT001  # a row of the table above
) -> None:
    def is_open(license_id: str) -> bool | None:
        known = licenses.find(license_id)
        return known.open if known else None

    assert expressions.holds(expression, is_open) is answer
