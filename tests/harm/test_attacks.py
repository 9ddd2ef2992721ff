import pytest

from harm.attacks import every
from weighbridge.facts.safety import Harm
from weighbridge.readers.harm.looking import look
from weighbridge.readers.harm.piece import Piece

ATTACKS = list(every())


def _piece(path: str, data: bytes) -> Piece:
    return Piece(path, len(data), lambda offset, length: data[offset : offset + length])


@pytest.mark.parametrize(
    ("path", "data", "outcome"),
    [pytest.param(path, data, outcome, id=name) for name, path, data, outcome in ATTACKS],
)
def test_an_attack_is_told_for_what_it_is(path: str, data: bytes, outcome: str) -> None:
    found = look(_piece(path, data))

    assert found.harm is Harm(outcome), found.reasons


def test_the_attacks_are_many_and_different() -> None:
    assert len(ATTACKS) > 150
    assert len({data for _, _, data, _ in ATTACKS}) > 150
