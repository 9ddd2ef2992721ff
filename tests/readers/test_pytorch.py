import pytest

from weighbridge.facts.distribution import Gap
from weighbridge.facts.weights import WeightsFile
from weighbridge.readers.pytorch import read as reader
from weights_files import blob, zipped

PICKLED = b"\x80\x02}."
LEGACY = bytes.fromhex("80028a0a6cfc9c46f9206aa850192e")


def formats(path: str, data: bytes) -> list[tuple[str, bool | None]]:
    facts = reader.read(blob(path, data))
    return [(f.format.id, f.format.executes_code) for f in facts if isinstance(f, WeightsFile)]


@pytest.mark.parametrize("path", ["model.pt", "model.pth", "pytorch_model.bin", "last.ckpt"])
def test_an_archive_with_a_pickle_is_a_checkpoint(path: str) -> None:
    data = zipped({"archive/data.pkl": PICKLED, "archive/data/0": bytes(8)})

    assert formats(path, data) == [("pytorch", True)]


def test_an_archive_with_code_is_torchscript() -> None:
    data = zipped({"m/data.pkl": PICKLED, "m/code/__torch__.py": b"", "m/constants.pkl": PICKLED})

    assert formats("model.jit", data) == [("torchscript", True)]


def test_a_torch_package_is_told() -> None:
    assert formats("m.pt", zipped({"m/.data/extern_modules": b""})) == [("torch-package", True)]


def test_an_old_checkpoint_is_told_by_its_number() -> None:
    assert formats("model.pth", LEGACY) == [("pytorch-legacy", True)]


def test_a_bare_pickle_is_told() -> None:
    assert formats("model.pt", PICKLED) == [("pickle", True)]


def test_a_bin_file_of_something_else_is_no_weights() -> None:
    assert formats("firmware.bin", bytes(100)) == []
    assert formats("model.bin", zipped({"a.txt": b""})) == []


def test_a_file_named_as_weights_that_is_none_leaves_a_gap() -> None:
    facts = list(reader.read(blob("pytorch_model.bin", b"<html>Not Found</html>")))

    assert [type(fact) for fact in facts] == [WeightsFile, Gap]


def test_a_cut_archive_leaves_a_gap() -> None:
    data = zipped({"archive/data.pkl": PICKLED})[:-10]

    assert any(isinstance(fact, Gap) for fact in reader.read(blob("model.pt", data)))


def test_an_empty_file_is_called_empty() -> None:
    gap = next(f for f in reader.read(blob("model.pt", b"")) if isinstance(f, Gap))

    assert gap.reason == "model.pt: it is named as weights, and it is empty."


def test_a_data_set_saved_by_torch_is_no_weights() -> None:
    assert formats("processed/train.pt", zipped({"archive/data.pkl": PICKLED})) == []
