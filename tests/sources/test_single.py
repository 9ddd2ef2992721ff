"""One file may be a part of its own."""

import zipfile
from pathlib import Path

import pytest

from sources.gathering import gather
from weighbridge.sources import Limits, SourceError, open_source, single


def test_a_weights_file_is_a_part_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "model.gguf").write_bytes(b"GGUF")

    assert gather(tmp_path / "model.gguf").contents == {"model.gguf": b"GGUF"}


@pytest.mark.parametrize("name", ["model.pt", "arrays.npz", "model.keras", "MODEL.PTH"])
def test_a_model_file_that_is_a_zip_inside_stays_one_file(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("data.pkl", b"")

    found = gather(tmp_path / name)

    assert found.contents == {name: (tmp_path / name).read_bytes()}


def test_a_manifest_is_left_to_whoever_reads_manifests(tmp_path: Path) -> None:
    (tmp_path / "weighbridge.toml").touch()

    with pytest.raises(SourceError):
        open_source(str(tmp_path / "weighbridge.toml"))


def test_a_file_that_vanished_is_an_obstacle(tmp_path: Path) -> None:
    (tmp_path / "card.md").touch()
    source = open_source(str(tmp_path / "card.md"))
    (tmp_path / "card.md").unlink()

    (obstacle,) = source.files(Limits())

    assert obstacle.path == "card.md"


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        single.open_location(str(tmp_path / "nowhere"))
