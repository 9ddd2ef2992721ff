from conftest import Read
from weighbridge.documents.record import State, build


def test_results_that_a_person_typed_are_asserted(read: Read) -> None:
    card = b"---\nlicense: mit\n---\n# Tiny\n\n## Evaluation\n\n| Benchmark | Accuracy |\n"
    card += b"|---|---|\n| MMLU | 0.61 |\n"
    assert build(read({"README.md": card}))["evaluation.results"].state is State.ASSERTED


def test_results_of_a_file_are_quoted(read: Read) -> None:
    record = build(read({"eval_results.json": b'{"words": {"accuracy": 0.9}}'}))
    assert record["evaluation.results"].state is State.EVIDENCED
    assert record.value("evaluation.results")[0]["path"] == "eval_results.json"
