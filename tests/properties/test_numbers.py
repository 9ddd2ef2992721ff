"""What holds of any stated and obtained numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from weighbridge.findings.numbers import Number, Outcome, paired, words_of

SHARES = st.decimals(0, 1, allow_nan=False, allow_infinity=False, places=4)
NAMES = st.sampled_from(["accuracy", "f1 macro", "test accuracy", "refused"])


@given(name=NAMES, share=SHARES, digits=st.integers(1, 4))
def test_a_number_matches_itself_however_it_is_rounded(
    name: str, share: Decimal, digits: int
) -> None:
    stated = Number("a", words_of(name), f"{share:.{digits}f}")
    (pair,) = paired([stated], [Number("b", words_of(name), str(share))], Decimal(0))

    assert pair.outcome is Outcome.MATCH


@given(one=SHARES, other=SHARES, tolerance=SHARES)
def test_a_wider_tolerance_never_parts_what_matched(
    one: Decimal, other: Decimal, tolerance: Decimal
) -> None:
    stated, obtained = (Number("a", words_of("f1"), str(n)) for n in (one, other))
    (narrow,) = paired([stated], [obtained], tolerance)
    (wide,) = paired([stated], [obtained], tolerance + Decimal("0.1"))

    assert wide.outcome is Outcome.MATCH or narrow.outcome is not Outcome.MATCH


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=12)), max_size=8))
def test_any_text_is_paired_without_harm(texts: list[tuple[str, str]]) -> None:
    numbers = [Number(f"{n}", words_of(name), text) for n, (name, text) in enumerate(texts)]

    assert len(list(paired(numbers, numbers, Decimal(0)))) == len(texts)
