import pytest

from harm.benign import every
from weighbridge.facts.safety import Harm
from weighbridge.readers.harm.looking import look
from weighbridge.readers.harm.piece import Piece

FILES = list(every())


@pytest.mark.parametrize(
    ("path", "data", "outcome"),
    [pytest.param(path, data, outcome, id=name) for name, path, data, outcome in FILES],
)
def test_an_honest_file_is_told_for_what_it_is(path: str, data: bytes, outcome: str) -> None:
    found = look(Piece(path, len(data), lambda offset, length: data[offset : offset + length]))

    assert found.harm is Harm(outcome), found.reasons


def test_the_honest_files_are_many() -> None:
    assert len(FILES) > 60
