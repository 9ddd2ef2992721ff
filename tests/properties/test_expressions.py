"""Whatever is written as a licence, normalising it ends well and says no more than was written."""

from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import expressions

NAMES = ["MIT", "apache 2.0", "llama3.1", "cc-by-nc-4.0", "GPL-2.0+", "acme", "LicenseRef-x", "gpl"]
OTHERS = ["AND", "or", "WITH", "(", ")", "or later", "-only", "+", "/", ",", "許可", "not", "None"]
WORDS = st.sampled_from([*NAMES, *OTHERS])
WRITTEN = st.text(max_size=80) | st.lists(WORDS, max_size=9).map(" ".join)


@settings(deadline=None)  # the first example loads the catalogue
@given(WRITTEN)
def test_normalising_never_fails_and_changes_nothing_twice(written: str) -> None:
    once = expressions.normalise(written)

    assert expressions.normalise(once) == once


@settings(deadline=None)  # the first example loads the catalogue
@given(WRITTEN)
def test_every_license_of_an_expression_is_known_or_a_reference(written: str) -> None:
    for license_id in expressions.ids(expressions.normalise(written)):
        assert license_id.startswith("LicenseRef-") or licenses.find(license_id) is not None


@settings(deadline=None)  # the first example loads the catalogue
@given(st.lists(WRITTEN, max_size=4))
def test_statements_together_hold_only_if_each_does(written: list[str]) -> None:
    def is_open(license_id: str) -> bool | None:
        known = licenses.find(license_id)
        return known.open if known else None

    each = [expressions.normalise(w) for w in written]
    answers = {expressions.holds(e, is_open) for e in each if e}
    together = expressions.holds(expressions.together(written), is_open)

    worst = False if False in answers or not answers else None if None in answers else True
    assert together is worst
