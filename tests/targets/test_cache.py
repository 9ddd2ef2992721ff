"""The cache of what was found out about unchanged files."""

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from weighbridge.sources.stamps import Stamp
from weighbridge.targets.cache import Cache, of_user

OLD = Stamp(1, 2, 3, 4, 5)
FILE = "files-1.sqlite"


def _keep(folder: Path, answer: str = "answer", stamp: Stamp = OLD) -> None:
    with Cache(folder) as cache:
        cache.remember(stamp, "what", answer)


def _recalled(folder: Path, stamp: Stamp = OLD, what: str = "what") -> str | None:
    with Cache(folder) as cache:
        return cache.recall(stamp, what)


def test_an_answer_is_remembered_by_the_next_run(tmp_path: Path) -> None:
    _keep(tmp_path / "deep" / "folder")

    assert _recalled(tmp_path / "deep" / "folder") == "answer"
    assert (tmp_path / "deep" / "folder").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("field", ["device", "inode", "size", "modified", "changed"])
def test_any_difference_of_the_file_is_another_question(tmp_path: Path, field: str) -> None:
    _keep(tmp_path)
    values = {name: getattr(OLD, name) for name in OLD.__slots__}

    assert _recalled(tmp_path, Stamp(**values | {field: 99})) is None
    assert _recalled(tmp_path, what="other") is None


def test_a_file_just_written_is_not_remembered(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("x")
    found = place.stat()
    stamp = Stamp(found.st_dev, found.st_ino, 1, found.st_mtime_ns, found.st_ctime_ns)

    _keep(tmp_path / "cache", stamp=stamp)

    assert _recalled(tmp_path / "cache", stamp) is None


def _noise(place: Path) -> None:
    place.write_bytes(os.urandom(10_000))


def _emptied(place: Path) -> None:
    place.write_bytes(b"")


def _cut(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:5000])


def _other_table(place: Path) -> None:
    place.unlink()
    with sqlite3.connect(place) as database:
        database.execute("CREATE TABLE known (x)")
    database.close()


def _forged(place: Path) -> None:
    with sqlite3.connect(place) as database:
        database.execute("UPDATE known SET answer = 'forged'")
    database.close()


@pytest.mark.parametrize("damage", [_noise, _emptied, _cut, _other_table, _forged])
def test_damage_makes_it_forget_and_is_no_error(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    _keep(tmp_path)
    damage(tmp_path / FILE)

    assert _recalled(tmp_path) is None


@pytest.mark.parametrize("damage", [_noise, _emptied, _cut])
def test_it_starts_again_after_damage(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    _keep(tmp_path)
    damage(tmp_path / FILE)

    _keep(tmp_path)

    assert _recalled(tmp_path) == "answer"


def test_a_folder_that_others_may_write_to_is_not_believed(tmp_path: Path) -> None:
    _keep(tmp_path)
    tmp_path.chmod(0o777)

    assert _recalled(tmp_path) is None


def test_a_place_that_cannot_be_used_forgets(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    _keep(tmp_path / "file" / "cache")

    assert _recalled(tmp_path / "file" / "cache") is None
    assert _recalled(Path("/proc/none")) is None


def _many(folder: Path, number: int) -> None:
    for turn in range(20):
        _keep(folder, f"{number}", Stamp(number, turn, 0, 0, 0))


def test_many_programs_use_it_at_once(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(partial(_many, tmp_path), range(4)))

    held = [_recalled(tmp_path, Stamp(n, turn, 0, 0, 0)) for n in range(4) for turn in range(20)]
    assert held == [str(n) for n in range(4) for _ in range(20)]


def test_it_lies_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WEIGHBRIDGE_CACHE", str(tmp_path / "own"))
    assert of_user().folder == tmp_path / "own"
    monkeypatch.setenv("WEIGHBRIDGE_CACHE", "")
    assert of_user().folder is None
    monkeypatch.delenv("WEIGHBRIDGE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert of_user().folder == tmp_path / "weighbridge"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert of_user().folder == tmp_path / ".cache" / "weighbridge"
