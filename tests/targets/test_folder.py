"""Writing into a folder."""

from hashlib import sha256
from pathlib import Path

import pytest

from weighbridge.targets import folder


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    step = folder.plan(str(tmp_path / "a" / "b.txt"), "words\n")
    assert step is not None
    folder.apply(step)
    assert (tmp_path / "a" / "b.txt").read_text() == "words\n"


def test_a_file_that_holds_the_text_already_needs_no_step(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("words")
    assert folder.plan(str(tmp_path / "a"), "words") is None


def test_a_file_that_changed_since_the_plan_is_kept(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.write_text("old")
    step = folder.plan(str(place), "new")
    assert step is not None
    place.write_text("another hand's")
    with pytest.raises(folder.ChangedError, match="changed meanwhile"):
        folder.apply(step)
    assert place.read_text() == "another hand's"


def test_a_file_that_appeared_since_the_plan_is_kept(tmp_path: Path) -> None:
    place = tmp_path / "a"
    step = folder.Write(str(place), "new")
    place.write_text("another hand's")
    with pytest.raises(folder.ChangedError, match="appeared meanwhile"):
        folder.apply(step)
    assert place.read_text() == "another hand's"


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.write_text("old")
    place.chmod(0o600)
    folder.apply(folder.Write(str(place), "new", sha256(b"old").hexdigest()))
    assert [one.name for one in tmp_path.iterdir()] == ["a"]
    assert place.stat().st_mode & 0o777 == 0o600


def test_the_paths_that_were_written_are_told(tmp_path: Path) -> None:
    steps = [folder.Write(str(tmp_path / name), name) for name in "ab"]
    assert folder.apply_all(steps) == [str(tmp_path / "a"), str(tmp_path / "b")]


def test_a_file_that_cannot_be_written_is_the_one_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file where a folder is wanted")
    step = folder.Write(str(tmp_path / "a" / "b"), "new")
    with pytest.raises(OSError, match="a/b"):
        folder.apply(step)
