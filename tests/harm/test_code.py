import pytest

from harm import code_attacks, code_benign
from weighbridge.facts.safety import Harm
from weighbridge.readers.harm.looking import look
from weighbridge.readers.harm.piece import Piece

CASES = [*code_attacks.every(), *code_benign.every()]


def _piece(path: str, data: bytes) -> Piece:
    return Piece(path, len(data), lambda offset, length: data[offset : offset + length])


@pytest.mark.parametrize(
    ("path", "data", "outcome"),
    [pytest.param(path, data, outcome, id=name) for name, path, data, outcome in CASES],
)
def test_code_is_told_for_what_it_is(path: str, data: bytes, outcome: str) -> None:
    found = look(_piece(path, data))

    assert found.harm is Harm(outcome), found.reasons


def test_the_attacks_and_the_honest_files_are_many() -> None:
    assert len([*code_attacks.every()]) > 80
    assert len([*code_benign.every()]) > 40


def test_a_reason_names_the_line() -> None:
    found = look(_piece("modeling_x.py", b"import os\n\nos.system('id')\n"))

    first = found.reasons[0]
    assert (first.rule, first.where) == ("code-starts-a-program", "line 3")


def test_loader_code_names_its_classes() -> None:
    source = b"from transformers import PreTrainedModel\nclass XModel(PreTrainedModel):\n    pass\n"

    (reason,) = look(_piece("net.py", source)).reasons

    assert reason.message == "Loaders or installers run its code by themselves: XModel."
