"""A model is really loaded, cut off from everything else."""

import sys
from pathlib import Path

import pytest

from case_files import safetensors
from weighbridge.doors.cli.commands import weights
from weighbridge.load import LIBRARIES, LoadError, load
from weighbridge.targets.confined import running
from weighbridge.targets.confined.running import Level

confined = pytest.mark.skipif(
    sys.platform != "linux" or running.best() is not Level.FULL,
    reason="this system does not let a process be cut off",
)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    (tmp_path / "model.safetensors").write_bytes(safetensors({"w": ["F32", [3, 4]]}))
    return tmp_path


@confined
def test_a_library_loads_the_model_and_counts_it(model: Path) -> None:
    came = load(str(model), "safetensors")

    assert (came.loaded, came.kind, came.parameters) == (True, "tensors", 12), came.said


@confined
def test_what_the_library_refuses_is_told_in_its_words(model: Path) -> None:
    (model / "model.safetensors").write_bytes(b"\x00" * 64)
    came = load(str(model), "safetensors")

    assert came.loaded is False
    assert "SafetensorError" in came.said or "Error" in came.said


@confined
def test_a_library_that_is_not_installed_leaves_it_unknown(model: Path) -> None:
    absent = next(one for one in LIBRARIES if one == "timm")

    assert load(str(model), absent).loaded is None


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="it is no folder"):
        load(str(tmp_path / "gone"), "safetensors")


def test_nothing_is_loaded_where_it_cannot_be_cut_off(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "best", lambda: Level.NETWORK)
    with pytest.raises(LoadError, match="nothing was loaded"):
        load(str(model), "safetensors")


def test_the_command_offers_every_library() -> None:
    assert weights._LIBRARIES == LIBRARIES
