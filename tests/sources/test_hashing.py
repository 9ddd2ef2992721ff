"""A source whose files' digests are known when they are given."""

import hashlib
import os
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from weighbridge.sources import Limits, Obstacle, open_source
from weighbridge.sources.hashing import Hashing
from weighbridge.sources.stamps import LEAST


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files below and above the bound, a link, and one that cannot be read."""
    place = tmp_path / "release"
    place.mkdir()
    for name, size in (("a", 10), ("b", LEAST), ("c", 2 * LEAST), ("d", 4 * LEAST)):
        (place / name).write_bytes(os.urandom(size))
    (place / "link").symlink_to("c")
    (place / "out").symlink_to("/etc/hostname")
    return place


def _digests(location: str, largest: int | None) -> dict[str, str | None]:
    source = Hashing(open_source(location), largest=largest)
    return {
        one.path: "obstacle" if isinstance(one, Obstacle) else one.digest
        for one in source.files(Limits())
    }


def test_large_files_are_hashed_and_given_in_order(folder: Path) -> None:
    found = _digests(str(folder), None)

    held = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in "bcd"}
    assert found == {"a": None, **held, "link": held["c"], "out": "obstacle"}
    assert list(found) == ["a", "b", "c", "d", "link", "out"]


def test_files_beyond_the_bound_are_left_to_whoever_reads_them(folder: Path) -> None:
    found = _digests(str(folder), 2 * LEAST)

    assert [name for name, digest in found.items() if digest is None] == ["a", "d"]


def test_members_of_an_archive_are_hashed_when_all_are(tmp_path: Path) -> None:
    data = os.urandom(2 * LEAST)
    with tarfile.open(tmp_path / "release.tar", "w") as archive:
        member = tarfile.TarInfo("weights")
        member.size = len(data)
        archive.addfile(member, BytesIO(data))

    assert _digests(str(tmp_path / "release.tar"), 10 * LEAST) == {"weights": None}
    assert _digests(str(tmp_path / "release.tar"), None) == {
        "weights": hashlib.sha256(data).hexdigest()
    }
