"""What holds for every source that reads a location, whichever it is."""

import os
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from weighbridge import shelf, sources
from weighbridge.sources import Limits, Obstacle, Source, SourceError, SourceFile, open_source

MODULES = [
    module
    for name in shelf.names("weighbridge.sources", sources.__path__[0])
    if hasattr(module := shelf.load(name), "accepts")
]
Make = Callable[[Path], str]


def _folder(place: Path) -> str:
    (place / "docs").mkdir(parents=True)
    (place / "docs" / "card.md").write_text("card")
    (place / "README.md").symlink_to("docs/card.md")
    (place / "out").symlink_to("/etc/passwd")
    return str(place)


def _tar(place: Path) -> str:
    with tarfile.open(f"{place}.tar.gz", "w:gz") as archive:
        archive.add(_folder(place), ".")
        archive.addfile(tarfile.TarInfo("../evil"))
    return f"{place}.tar.gz"


def _zip(place: Path) -> str:
    with zipfile.ZipFile(f"{place}.zip", "w") as archive:
        archive.writestr("../evil", b"evil")
        archive.writestr("docs/card.md", b"card")
    return f"{place}.zip"


def _single(place: Path) -> str:
    _folder(place)
    return str(place / "docs" / "card.md")


def _git(place: Path) -> str:
    _folder(place)
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x")):
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
            cwd=place, check=True,
            env={"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull},
        )  # fmt: skip
    return f"git+{place}"


PLACES: dict[str, Make] = {
    "archive": _tar, "archive-zip": _zip, "folder": _folder, "git": _git, "single": _single,
}  # fmt: skip


@pytest.fixture(params=PLACES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    """Each source on the shelf that reads this disk, over a real place."""
    return open_source(PLACES[request.param](tmp_path / "release"))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_source_has_both_doors_and_says_what_it_is(module: object) -> None:
    assert callable(module.accepts)  # type: ignore[attr-defined]
    assert callable(module.open_location)  # type: ignore[attr-defined]
    assert module.__doc__


@pytest.mark.parametrize("place", PLACES)
def test_exactly_one_source_accepts_a_location(tmp_path: Path, place: str) -> None:
    location = PLACES[place](tmp_path / "release")

    accepting = [module.__name__ for module in MODULES if module.accepts(location)]

    assert accepting == [f"weighbridge.sources.{place.partition('-')[0]}"]


@pytest.mark.parametrize("location", ["", "nowhere", "a\0b", "x" * 5000, "/dev/null", "~"])
def test_a_location_that_is_none_is_an_error(location: str) -> None:
    with pytest.raises(SourceError):
        open_source(location)


def test_a_source_keeps_to_the_port(opened: Source) -> None:
    assert isinstance(opened, Source)
    assert opened.name
    assert opened.location


def test_files_can_be_gone_through_again(opened: Source) -> None:
    def once() -> list[tuple[object, ...]]:
        return [
            (type(item), item.path, _bytes(item) if isinstance(item, SourceFile) else item)
            for item in opened.files(Limits())
        ]

    assert once() == once()
    assert once()


def test_a_file_gives_as_many_bytes_as_it_says_and_can_be_opened_twice(opened: Source) -> None:
    for item in opened.files(Limits()):
        if isinstance(item, SourceFile):
            assert len(_bytes(item)) == item.size
            assert _bytes(item) == _bytes(item)


def test_no_path_leads_out(opened: Source) -> None:
    for item in opened.files(Limits()):
        path = PurePosixPath(item.path)
        assert not path.is_absolute()
        assert ".." not in path.parts


def test_an_obstacle_says_why_in_a_sentence(opened: Source) -> None:
    for item in opened.files(Limits()):
        if isinstance(item, Obstacle):
            assert item.reason.endswith(".")
            assert not item.remedy or item.remedy.endswith(".")


def test_a_limit_of_no_files_gives_none(opened: Source) -> None:
    items = list(opened.files(Limits(files=0)))

    assert [type(item) for item in items] == [Obstacle]


def _bytes(item: SourceFile) -> bytes:
    with item.open() as stream:
        assert stream.seekable()
        return stream.read()
