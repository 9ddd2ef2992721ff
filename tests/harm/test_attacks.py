import pytest

from harm import attacks, more_attacks
from weighbridge.facts.safety import Harm
from weighbridge.readers.harm.looking import look
from weighbridge.readers.harm.piece import Piece

ATTACKS = [*attacks.every(), *more_attacks.every()]


def _piece(path: str, data: bytes) -> Piece:
    return Piece(path, len(data), lambda offset, length: data[offset : offset + length])


@pytest.mark.parametrize(
    ("path", "data", "outcome"),
    [pytest.param(path, data, outcome, id=name) for name, path, data, outcome in ATTACKS],
)
def test_an_attack_is_told_for_what_it_is(path: str, data: bytes, outcome: str) -> None:
    found = look(_piece(path, data))

    told = (
        found.harm is not Harm.DATA_ONLY
        if outcome == more_attacks.ANY
        else found.harm is Harm(outcome)
    )
    assert told, found.reasons


def test_the_attacks_are_many_and_different() -> None:
    assert len(ATTACKS) > 500
    assert len({data for _, _, data, _ in ATTACKS}) > 500
