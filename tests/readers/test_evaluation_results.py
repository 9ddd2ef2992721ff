import json

from conftest import Read
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.data import DatasetLink
from weighbridge.facts.evaluation import Result
from weighbridge.facts.release import Release

INDEX = b"""\
---
license: mit
model-index:
- name: tiny
  results:
  - task: {type: text-classification}
    dataset: {name: Names, type: example/names, revision: 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567}
    metrics:
    - {type: accuracy, value: 0.91}
    - {type: f1, value: 0.9}
---
# tiny
"""


def results(release: Release) -> list[tuple[str, str, str, str, str]]:
    found = [f for f in release.facts if isinstance(f, Result)]
    return [(r.source, r.task, r.metric, r.value, r.group) for r in found]


def seen(release: Release, component: str) -> list[Sighting]:
    return [f for f in release.facts if isinstance(f, Sighting) and f.component == component]


def test_model_index_gives_results_and_the_data_they_stand_on(read: Read) -> None:
    release = read({"README.md": INDEX})

    assert results(release) == [
        ("model-index", "Names", "accuracy", "0.91", ""),
        ("model-index", "Names", "f1", "0.9", ""),
    ]
    assert [(s.presence, s.pinned) for s in seen(release, "evaluation-data")] == [
        (Presence.LINKED, True)
    ]


def test_a_table_of_benchmarks_gives_results_with_their_lines(read: Read) -> None:
    rows = b"|---|:-:|---|\n| tiny | **61.2** | 7 |\n| huge | - | 70 |\n"
    text = b"# x\n\n| Model | MMLU | Params |\n" + rows
    release = read({"README.md": text})
    (result,) = [f for f in release.facts if isinstance(f, Result)]

    assert (result.task, result.value, result.subject, result.at.lines) == (
        "MMLU", "61.2", "tiny", (5, 5),
    )  # fmt: skip
    assert [s.note for s in seen(release, "evaluation-results")] == ["tables with 1 results"]


def test_a_table_with_a_metric_in_each_row_is_read(read: Read) -> None:
    text = b"| Kind | Metric | tiny |\n|---|---|---|\n| names | F1 | 0.9 |\n"

    assert results(read({"README.md": text})) == [("card-table", "", "F1", "0.9", "")]


def test_a_table_by_group_names_the_groups(read: Read) -> None:
    text = b"| Language | Accuracy |\n|---|---|\n| Danish | 0.8 |\n"

    assert results(read({"README.md": text})) == [("card-table", "", "Accuracy", "0.8", "Danish")]


def test_groups_may_stand_in_any_column(read: Read) -> None:
    head = b"| set | group | value | accuracy |\n|---|---|---|---|\n"
    text = head + b"| test | all | all | 0.9 |\n| test | language | da | 0.8 |\n"

    assert results(read({"README.md": text})) == [
        ("card-table", "", "accuracy", "0.9", ""),
        ("card-table", "", "accuracy", "0.8", "language da"),
    ]


def test_a_table_in_html_is_read(read: Read) -> None:
    row = b"<tr><td>tiny</td><td>40.1</td></tr>"
    text = b"<table>\n<tr><th>Model</th><th>GSM8K</th></tr>\n" + row + b"\n</table>\n"

    assert results(read({"README.md": text})) == [("card-table", "GSM8K", "", "40.1", "")]


def test_tables_of_other_numbers_are_no_results(read: Read) -> None:
    text = b"| GPU | Memory | Speed |\n|---|---|---|\n| big | 80 | 12 |\n"
    release = read({"README.md": text, "results.json": b'{"train_loss": 1.5, "epoch": 3}'})

    assert results(release) == []
    assert seen(release, "evaluation-results") == []


def test_tables_of_what_the_data_holds_are_no_results(read: Read) -> None:
    table = b"| Dataset | Number of tuples |\n|---|---|\n| SQuAD2.0 | 87,599 |\n"
    release = read({"README.md": b"# x\n## Training data\n" + table + b"## Sizes\n" + table})

    assert results(release) == []


def test_numbers_under_a_heading_about_evaluation_are_seen(read: Read) -> None:
    release = read({"README.md": b"# x\n## Evaluation\nIt guesses 91.5 % of the names right.\n"})

    assert [s.note for s in seen(release, "evaluation-results")] == ["evaluation section"]


def test_a_heading_about_evaluation_without_numbers_is_no_result(read: Read) -> None:
    release = read({"README.md": b"# x\n## Evaluation\nRun the script to measure it yourself.\n"})

    assert seen(release, "evaluation-results") == []


def test_runs_of_the_harness_are_read_without_their_errors(read: Read) -> None:
    run = {
        "results": {"arc_easy": {"alias": "arc", "acc,none": 0.5, "acc_stderr,none": 0.01}},
        "versions": {"arc_easy": 1},
    }
    release = read({"results_2026.json": json.dumps(run).encode()})

    assert results(release) == [("lm-evaluation-harness", "arc_easy", "acc", "0.5", "")]


def test_files_of_metrics_are_read_with_their_groups(read: Read) -> None:
    metrics = {"names": {"accuracy": 0.9, "by_group": {"female": {"accuracy": 0.8}}}, "seed": 1}
    table = b"language,accuracy\nda,0.7\n"
    release = read({"metrics.json": json.dumps(metrics).encode(), "eval/scores.csv": table})

    assert sorted(results(release)) == [
        ("metrics-file", "", "accuracy", "0.7", "da"),
        ("metrics-file", "names", "accuracy", "0.8", "female"),
        ("metrics-file", "names", "accuracy", "0.9", ""),
    ]


def test_files_of_the_hub_for_results_are_read(read: Read) -> None:
    text = b"- dataset: {id: example/names, task_id: default}\n  value: 61.5\n"
    release = read({".eval_results/names.yaml": text, "x.eval_results/names.yaml": text})

    assert results(release) == [("eval-results", "example/names default", "", "61.5", "")]
    assert [f.revision for f in release.facts if isinstance(f, DatasetLink)] == [""]
