from conftest import Read
from weighbridge.documents.record import State, build


def test_settings_stand_with_the_file_they_are_quoted_from(read: Read) -> None:
    config = b"learning_rate: 0.001\nseed: 7\nbase_model: acme/base\n"
    record = build(read({"train.yaml": config}))
    assert record["training.settings"].state is State.EVIDENCED
    assert record.value("training.settings") == (
        {"name": "learning_rate", "value": 0.001, "path": "train.yaml"},
        {"name": "seed", "value": 7, "path": "train.yaml"},
    )
    assert record.value("training.inputs") == (
        {"role": "base-model", "target": "acme/base", "path": "train.yaml"},
    )
    assert record["training.settings"].at[1].lines == (2, 2)


def test_what_a_tracker_measured_is_quoted(read: Read) -> None:
    table = b"project_name,duration,emissions,energy_consumed\nfit,3.5,0.1,0.2\n"
    (row,) = build(read({"emissions.csv": table})).value("environment.runs")
    assert (row["seconds"], row["energy-kwh"], row["emissions-kg"]) == (3.5, 0.2, 0.1)


def test_nothing_is_known_of_a_training_that_left_no_file(read: Read) -> None:
    record = build(read({"README.md": b"# Tiny"}))
    assert record["training.settings"].state is State.MISSING
