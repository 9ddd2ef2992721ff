import pytest

from conftest import Read
from weighbridge.facts.provenance import Reading
from weighbridge.facts.training import Training


def training(read: Read, files: dict[str, bytes]) -> Training:
    return read(files).view(Training, Reading.CLAIMS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("train.yaml", b"learning_rate: 0.5\nseed: 3\n"),
        ("sft_config.json", b'{"learning_rate": 0.5,\n"seed": 3}'),
        ("finetune.toml", b"learning_rate = 0.5\nseed = 3\n"),
    ],
)
def test_settings_are_read_with_their_lines(read: Read, name: str, text: bytes) -> None:
    found = training(read, {name: text}).settings
    assert [(one.name, one.value) for one in found] == [("learning_rate", "0.5"), ("seed", "3")]
    assert [one.at.lines for one in found] == [(1, 1), (2, 2)]


def test_settings_below_another_key_keep_its_name(read: Read) -> None:
    text = b'{"training": {"lr": 0.1, "epochs": 2}}'
    assert [one.name for one in training(read, {"config.json": text}).settings] == [
        "training.lr",
        "training.epochs",
    ]


def test_datasets_are_read_however_they_are_listed(read: Read) -> None:
    text = b"lr: 0.1\nepochs: 2\ndatasets:\n  - path: acme/words\n  - acme/more\n"
    inputs = training(read, {"axolotl.yaml": text}).inputs
    assert [(one.role, one.target) for one in inputs] == [
        ("dataset", "acme/words"),
        ("dataset", "acme/more"),
    ]


@pytest.mark.parametrize(
    "text", [b"layers: 3\n", b"lr: 0.1\n", b"lr: [\nseed: 1\n", b"\xff\xfe lr epochs", b"- lr\n"]
)
def test_a_file_that_is_no_training_configuration_gives_nothing(read: Read, text: bytes) -> None:
    found = training(read, {"train.yaml": text})
    assert (found.settings, found.inputs) == ((), ())
