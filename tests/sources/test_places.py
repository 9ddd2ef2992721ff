"""Which places make up a release, and which a stranger's manifest may not name."""

from pathlib import Path

import pytest

from weighbridge.facts.distribution import Part
from weighbridge.sources import SourceError
from weighbridge.sources.places import MisnamedError, Named, find, open_place


def _find(*locations: Path | str) -> Named:
    return find(Part("", location=str(one)) for one in locations)


def _manifest(folder: Path, *locations: str, name: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    parts = [
        f'[[parts]]\nname = "part{n}"\nrole = "code"\nlocation = {one!r}\n'
        for n, one in enumerate(locations)
    ]
    release = f'[release]\nname = "{name}"\nversion = "2"\n' if name else ""
    file = folder / "weighbridge.toml"
    file.write_text(release + "\n".join(parts), encoding="utf-8")
    return file


def test_a_folder_without_a_manifest_is_one_part_named_after_it(tmp_path: Path) -> None:
    named = _find(tmp_path)

    assert named.name == tmp_path.name
    assert [(p.part.name, p.location) for p in named.places] == [(tmp_path.name, str(tmp_path))]


def test_a_folder_is_named_even_where_it_is_a_dot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert _find(".").name == tmp_path.name


def test_a_manifest_names_the_release_though_it_names_no_part(tmp_path: Path) -> None:
    _manifest(tmp_path, name="tiny")
    named = _find(tmp_path)

    assert (named.name, named.version) == ("tiny", "2")
    assert [place.location for place in named.places] == [str(tmp_path)]


def test_a_manifest_named_itself_without_parts_is_its_folder(tmp_path: Path) -> None:
    file = _manifest(tmp_path, name="tiny")

    assert [place.location for place in _find(file).places] == [str(tmp_path)]


def test_the_parts_of_a_folders_manifest_are_seen_from_the_folder(tmp_path: Path) -> None:
    _manifest(tmp_path, ".", "weights")
    named = _find(tmp_path)

    assert [(p.part.name, p.part.location, Path(p.location)) for p in named.places] == [
        ("part0", ".", tmp_path),
        ("part1", "weights", tmp_path / "weights"),
    ]


def test_a_manifest_that_no_part_holds_is_a_part_of_its_own(tmp_path: Path) -> None:
    _manifest(tmp_path, "weights")
    last = _find(tmp_path).places[-1]
    part, source = open_place(last, offline=True)

    assert (part.name, part.role) == ("manifest", "documents")
    assert source.location == str(tmp_path / "weighbridge.toml")


@pytest.mark.parametrize(
    "location",
    ["..", "/etc", "weights/../../secret", "git+..@main", "https://example.org/x", "hf://a/b"],
)
def test_a_manifest_that_came_along_names_nothing_outside(tmp_path: Path, location: str) -> None:
    _manifest(tmp_path / "release", location)

    with pytest.raises(MisnamedError, match="Name the manifest itself"):
        _find(tmp_path / "release")


def test_nor_through_a_link(tmp_path: Path) -> None:
    _manifest(tmp_path / "release", "inside")
    (tmp_path / "release" / "inside").symlink_to(tmp_path)

    with pytest.raises(MisnamedError, match="outside the folder"):
        _find(tmp_path / "release")


@pytest.mark.parametrize(
    ("location", "seen"), [("../code", "{}/../code"), ("git+../code@v1", "git+{}/../code@v1")]
)
def test_a_manifest_named_itself_is_trusted(tmp_path: Path, location: str, seen: str) -> None:
    file = _manifest(tmp_path / "release", location)

    assert _find(file).places[0].location == seen.format(tmp_path / "release")


def test_an_address_in_a_trusted_manifest_stays_as_it_is(tmp_path: Path) -> None:
    file = _manifest(tmp_path, "https://example.org/x")

    assert _find(file).places[0].location == "https://example.org/x"


def test_a_manifest_that_leads_out_of_its_folder_is_none(tmp_path: Path) -> None:
    _manifest(tmp_path / "elsewhere", name="theirs")
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "weighbridge.toml").symlink_to(tmp_path / "elsewhere/weighbridge.toml")

    assert _find(tmp_path / "release").name == "release"


@pytest.mark.parametrize("data", [b"[[parts]", b"\xff", b"parts = 1"])
def test_a_broken_manifest_is_an_error_only_when_it_was_named(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "weighbridge.toml"
    file.write_bytes(data)

    assert _find(tmp_path).name == tmp_path.name
    with pytest.raises(MisnamedError) as error:
        _find(file)
    assert str(error.value).startswith(str(file))


def test_two_parts_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a/model", "b/model"):
        (tmp_path / folder).mkdir(parents=True)
    named = _find(tmp_path / "a/model", tmp_path / "b/model")

    assert [place.part.name for place in named.places] == ["model", "model-2"]


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("git+/src/tiny@v1", "tiny"),
        ("hf://owner/tiny", "tiny"),
        ("https://example.org/tiny/", "tiny"),
    ],
)
def test_a_part_is_named_after_the_end_of_its_location(location: str, name: str) -> None:
    assert _find(location).places[0].part.name == name


@pytest.mark.parametrize("location", ["git+{}/gone@main", "{}/gone", "{}/gone.zip", "gone\0"])
def test_what_is_not_there_is_misnamed(tmp_path: Path, location: str) -> None:
    place = _find(location.format(tmp_path)).places[0]

    with pytest.raises(MisnamedError):
        open_place(place, offline=False)


@pytest.mark.parametrize(
    "location", ["https://example.org/x", "git+https://example.org/x", "hf://a/b"]
)
def test_offline_reads_no_address(location: str) -> None:
    with pytest.raises(SourceError, match="--offline"):
        open_place(_find(location).places[0], offline=True)


def test_a_name_that_is_not_utf_8_is_shown_in_escapes(tmp_path: Path) -> None:
    folder = tmp_path / "tin\udcff"
    folder.mkdir()
    part, _ = open_place(_find(folder).places[0], offline=True)

    assert part.name == "tin\\xff"
    assert part.location.endswith("tin\\xff")
