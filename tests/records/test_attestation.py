from datetime import date

import pytest

from weighbridge.records.attestation import AttestationError, parse

TEXT = """\
# Who answers for what.
schema = 2

[[answers]]
question = "labeling"
holds = true
evidence = ["DATA_CARD.md#labels", "https://doi.org/10.5281/zenodo.1"]
by = " Ada Example "
on = 2026-11-01
note = '''
[[answers]]
not a table'''

[other]
key = 1

[[ "answers" ]]  # still open
question = "public-data-listed"
"""


def test_an_answer_is_read_with_all_that_it_states() -> None:
    answer = parse(TEXT).answers[0]

    assert (answer.question, answer.holds, answer.by) == ("labeling", True, "Ada Example")
    assert answer.evidence == ("DATA_CARD.md#labels", "https://doi.org/10.5281/zenodo.1")
    assert answer.on == date(2026, 11, 1)


def test_answers_know_their_lines_whatever_stands_in_strings() -> None:
    assert [answer.lines for answer in parse(TEXT).answers] == [(4, 13), (17, 18)]


def test_answers_written_inline_point_at_the_whole_file() -> None:
    attestation = parse('\nanswers = [{question = "labeling", holds = false}]\n')

    assert attestation.answers[0].lines == (1, 2)


def test_unknown_keys_are_kept() -> None:
    attestation = parse(TEXT)

    assert attestation.unknown == {"schema": 2, "other": {"key": 1}}
    assert attestation.answers[0].unknown == {"note": "[[answers]]\nnot a table"}


def test_an_answer_without_holds_is_open() -> None:
    assert parse(TEXT).answers[1].holds is None


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("answers = [", "not valid TOML"),
        ("answers = 3", "not a list of tables"),
        ("[[answers]]\nholds = true", "names no `question`"),
        ('[[answers]]\nquestion = "a"\nholds = "yes"', "`holds` is 'yes', not a bool"),
        ('[[answers]]\nquestion = "a"\nevidence = [1]', "`evidence` holds something else"),
        (
            '[[answers]]\nquestion = "a"\n\n[[answers]]\nquestion = "a"',
            "Line 4: a is answered twice",
        ),
    ],
)
def test_what_the_format_does_not_allow_is_refused_with_its_cause(text: str, cause: str) -> None:
    with pytest.raises(AttestationError, match=cause):
        parse(text)
