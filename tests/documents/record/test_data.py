from conftest import Read
from weighbridge.documents.record import State, build


def test_data_files_are_counted(read: Read) -> None:
    record = build(read({"data/train.jsonl": b'{"a": 1}\n{"a": 2}\n'}))
    (row,) = record.value("data.files")
    assert (row["path"], row["role"], row["records"]) == ("data/train.jsonl", "training", 2)
    assert record["data.files"].state is State.VERIFIED


def test_an_attested_answer_is_asserted(read: Read) -> None:
    answers = b'[[answers]]\nquestion = "labeling"\nholds = true\nevidence = ["D.md"]\nby = "Ada"\n'
    record = build(read({"governance/data-information.toml": answers}))
    assert record["data.attested.labeling"].state is State.ASSERTED
