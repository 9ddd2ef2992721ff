"""Lineage, data, code, evaluation, governance and distribution, as the record has them."""

import json

from conftest import Read
from weighbridge.documents.record import State, build, plain


def test_base_models_and_datasets_are_named_once_with_their_places(read: Read) -> None:
    card = b"---\nbase_model: acme/base\nlicense: mit\ndatasets: [acme/words]\n---\n# Tiny\n"
    record = build(read({"README.md": card}))
    assert record.value("model.base-models")[0]["name"] == "acme/base"
    assert record.value("data.datasets")[0]["name"] == "acme/words"
    assert record["data.datasets"].state is State.EVIDENCED


def test_data_files_are_counted(read: Read) -> None:
    record = build(read({"data/train.jsonl": b'{"a": 1}\n{"a": 2}\n'}))
    (row,) = record.value("data.files")
    assert (row["path"], row["role"], row["records"]) == ("data/train.jsonl", "training", 2)
    assert record["data.files"].state is State.VERIFIED


def test_an_attested_answer_is_asserted(read: Read) -> None:
    answers = b'[[answers]]\nquestion = "labeling"\nholds = true\nevidence = ["D.md"]\nby = "Ada"\n'
    record = build(read({"governance/data-information.toml": answers}))
    assert record["data.attested.labeling"].state is State.ASSERTED


def test_code_stands_by_the_work_it_does(read: Read) -> None:
    training = b"for epoch in range(3):\n    loss.backward()\n    optimizer.step()\n"
    record = build(read({"train.py": training, "requirements.txt": b"torch==2.9\n"}))
    assert record.value("code.training") == ("train.py",)
    assert record.value("code.dependencies")[0]["pinned"] is True


def test_results_that_a_person_typed_are_asserted(read: Read) -> None:
    card = b"---\nlicense: mit\n---\n# Tiny\n\n## Evaluation\n\n| Benchmark | Accuracy |\n"
    card += b"|---|---|\n| MMLU | 0.61 |\n"
    assert build(read({"README.md": card}))["evaluation.results"].state is State.ASSERTED


def test_results_of_a_file_are_quoted(read: Read) -> None:
    record = build(read({"eval_results.json": b'{"words": {"accuracy": 0.9}}'}))
    assert record["evaluation.results"].state is State.EVIDENCED
    assert record.value("evaluation.results")[0]["path"] == "eval_results.json"


def test_addresses_stand_with_the_document_that_tells_them(read: Read) -> None:
    record = build(read({"SECURITY.md": b"# Security\n\nWrite to safety@tiny-models.eu.\n"}))
    assert record.value("contact.addresses") == (
        {"role": "security", "address": "safety@tiny-models.eu", "path": "SECURITY.md"},
    )
    assert record.value("governance.security") == "SECURITY.md"


def test_every_file_stands_with_its_digest(read: Read) -> None:
    record = build(read({"b.txt": b"two", "a.txt": b"one"}))
    assert [file.path for file in record.files] == ["a.txt", "b.txt"]
    assert all(file.sha256 for file in record.files)
    assert record.value("release.size") == 6


def test_the_record_is_printed_with_state_and_evidence(read: Read) -> None:
    printed = plain.plain(build(read({"data/train.jsonl": b'{"a": 1}\n'})))
    field = json.loads(json.dumps(printed))["fields"]["data.files"]
    assert field["state"] == "verified"
    assert field["evidence"][0]["path"] == "data/train.jsonl"
