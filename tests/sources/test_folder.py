"""A folder gives what lies in it, and nothing that lies elsewhere or cannot be read."""

import os
import shutil
import socket
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.gathering import gather
from weighbridge.sources import Limits, Obstacle, SourceError, SourceFile, folder, open_source

NOBODY = 65_534


@pytest.fixture
def release(tmp_path: Path) -> Path:
    found = tmp_path / "release"
    found.mkdir()
    return found


@pytest.fixture
def without_privilege(release: Path) -> Iterator[Path]:
    """A release read by a user whom file modes bind: root steps down for a while."""
    if os.geteuid():
        yield release
        return
    place = Path(tempfile.mkdtemp())
    os.chown(place, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield place
    finally:
        os.seteuid(0)
        shutil.rmtree(place)


def test_files_come_sorted_by_path(release: Path) -> None:
    for path in ("b/x", "a.txt", "a/z", "a/b/c", "a-b"):
        (release / path).parent.mkdir(parents=True, exist_ok=True)
        (release / path).write_text(path)

    found = gather(release)

    assert list(found.contents) == ["a-b", "a.txt", "a/b/c", "a/z", "b/x"]
    assert found.contents["a/b/c"] == b"a/b/c"


def test_history_and_what_tools_leave_behind_are_passed_over(release: Path) -> None:
    for path in (".git/config", "a/__pycache__/m.pyc", ".cache/huggingface/x", ".cache/kept"):
        (release / path).parent.mkdir(parents=True, exist_ok=True)
        (release / path).touch()

    found = gather(release)

    assert (list(found.files), found.obstacles) == ([".cache/kept"], [])


def test_an_execute_bit_is_seen(release: Path) -> None:
    (release / "run").touch()
    (release / "run").chmod(0o755)

    assert gather(release).files["run"].executable


def test_a_link_inside_gives_the_file_it_leads_to(release: Path) -> None:
    (release / "docs").mkdir()
    (release / "docs" / "card.md").write_text("card")
    (release / "README.md").symlink_to("docs/card.md")

    found = gather(release)

    assert found.contents["README.md"] == b"card"
    assert found.files["README.md"].target == "docs/card.md"


def test_a_link_to_a_folder_inside_is_listed_and_not_walked(release: Path) -> None:
    (release / "v1").mkdir()
    (release / "v1" / "w").write_text("w")
    (release / "latest").symlink_to("v1")
    (release / "self").symlink_to(".")

    found = gather(release)

    assert found.contents == {"latest": b"", "self": b"", "v1/w": b"w"}
    assert found.obstacles == []


@pytest.mark.parametrize("target", ["../secret", "{tmp}/secret", "../secrets"])
def test_a_link_out_of_the_folder_is_not_followed(
    release: Path, tmp_path: Path, target: str
) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "secrets").mkdir()
    (release / "link").symlink_to(target.format(tmp=tmp_path))

    found = gather(release)

    assert found.contents == {}
    assert "leads out of the folder" in found.reason("link")
    assert "secret" in found.reason("link")


def test_a_sibling_whose_name_only_begins_alike_is_outside(release: Path, tmp_path: Path) -> None:
    (tmp_path / "release-2").write_text("secret")
    (release / "link").symlink_to("../release-2")

    assert "leads out" in gather(release).reason("link")


def test_dangling_and_circular_links_are_obstacles(release: Path) -> None:
    (release / "dangling").symlink_to("nowhere")
    (release / "circle").symlink_to("circle")

    found = gather(release)

    assert "nowhere" in found.reason("dangling")
    assert "leads back" in found.reason("circle")


def test_pipes_and_sockets_are_never_opened(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(release / "pipe")
    (release / "link").symlink_to("pipe")
    monkeypatch.chdir(release)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        found = gather(release)

    assert found.files == {}
    assert [one.path for one in found.obstacles] == ["link", "pipe", "socket"]
    assert found.reason("pipe") == "It is a pipe, and was not opened."


def test_a_device_is_never_opened() -> None:
    items = [item for item in folder.open_location("/dev").files(Limits()) if item.path == "null"]

    assert items == [Obstacle("null", "It is a device, and was not opened.", "Leave it out.")]


def test_an_unreadable_file_and_folder_are_obstacles_with_a_remedy(
    without_privilege: Path,
) -> None:
    (without_privilege / "file").touch(mode=0o000)
    (without_privilege / "folder").mkdir(mode=0o000)

    found = gather(without_privilege)
    (without_privilege / "folder").chmod(0o700)

    assert [one.path for one in found.obstacles] == ["file", "folder"]
    assert all("chmod" in one.remedy for one in found.obstacles)


def test_a_name_that_is_not_utf8_is_shown_escaped_and_read(release: Path) -> None:
    place = os.fsencode(release) + b"/caf\xe9"
    with open(place, "wb") as file:  # noqa: PTH123  # pathlib takes no bytes
        file.write(b"x")

    assert gather(release).contents == {"caf\\xe9": b"x"}


def test_a_file_of_fifty_gigabytes_is_listed_without_being_read(release: Path) -> None:
    with (release / "weights.bin").open("wb") as file:
        file.truncate(50 << 30)

    (item,) = open_source(str(release)).files(Limits())

    assert isinstance(item, SourceFile)
    assert item.size == 50 << 30
    with item.open() as stream:
        stream.seek(-4, os.SEEK_END)
        assert stream.read() == bytes(4)


def test_too_many_files_end_with_the_limit_named(release: Path) -> None:
    for number in range(5):
        (release / f"{number}").touch()

    found = gather(release, Limits(files=3))

    assert list(found.files) == ["0", "1", "2"]
    assert "More than 3 files" in found.reason("3")


def test_a_file_replaced_after_it_was_listed_is_not_opened(release: Path) -> None:
    (release / "weights").write_text("mine")
    (item,) = open_source(str(release)).files(Limits())
    assert isinstance(item, SourceFile)
    (release / "other").write_text("theirs")
    (release / "other").replace(release / "weights")

    with pytest.raises(OSError, match="replaced"):
        item.open()


def test_a_pipe_or_link_put_in_a_files_place_neither_hangs_nor_is_followed(release: Path) -> None:
    (release / "weights").write_text("mine")
    (item,) = open_source(str(release)).files(Limits())
    assert isinstance(item, SourceFile)
    (release / "weights").unlink()
    os.mkfifo(release / "weights")
    with pytest.raises(OSError, match="replaced"):
        item.open()
    (release / "weights").unlink()
    (release / "weights").symlink_to("/etc/passwd")
    with pytest.raises(OSError, match="weights"):
        item.open()


def test_a_file_that_vanishes_while_the_folder_is_listed_is_an_obstacle(release: Path) -> None:
    (release / "a").touch()
    (release / "b").touch()
    items = open_source(str(release)).files(Limits())
    next(items)
    (release / "b").unlink()

    assert [type(item) for item in items] == [Obstacle]


def test_a_folder_nested_deeper_than_paths_are_long_is_an_obstacle(release: Path) -> None:
    place = os.open(release, os.O_RDONLY)
    for _ in range(30):
        os.mkdir("d" * 200, dir_fd=place)
        place, above = os.open("d" * 200, os.O_RDONLY, dir_fd=place), place
        os.close(above)
    os.close(place)

    (only,) = open_source(str(release)).files(Limits())

    assert isinstance(only, Obstacle)
    assert "cannot be listed" in only.reason


def test_ten_thousand_files_are_listed_fast_and_never_all_held(release: Path) -> None:
    for group in range(10):
        (release / f"{group}").mkdir()
        for number in range(1000):
            os.mknod(release / f"{group}" / f"{number:03}")
    tracemalloc.start()
    start = time.perf_counter()

    count = sum(1 for _ in open_source(str(release)).files(Limits()))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 1 << 20
    assert time.perf_counter() - start < 5


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere: the folder cannot be listed"):
        folder.open_location(str(tmp_path / "nowhere"))
