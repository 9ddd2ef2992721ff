"""A tar archive gives its members in one pass, whatever its dialect and compression."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sources.gathering import gather
from weighbridge.sources import Limits, Obstacle, SourceError, SourceFile, forward, open_source

Fill = Callable[[tarfile.TarInfo], None]
LONG = "/".join(["a-folder-with-a-rather-long-name"] * 9) + "/é"


def _tar(path: Path, members: list[tuple[str, bytes | Fill]], **options: object) -> Path:
    """An archive of files, and of members that a function fills in."""
    mode = {"gz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}.get(path.name.rpartition(".")[2], "w")
    with tarfile.open(path, mode, **options) as archive:  # type: ignore[call-overload]
        for name, content in members:
            info = tarfile.TarInfo(name)
            if callable(content):
                content(info)
                archive.addfile(info)
            else:
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    return path


def _link(target: str, kind: bytes = tarfile.SYMTYPE) -> Fill:
    def fill(info: tarfile.TarInfo) -> None:
        info.type, info.linkname = kind, target

    return fill


def _of_type(kind: bytes) -> Fill:
    def fill(info: tarfile.TarInfo) -> None:
        info.type = kind

    return fill


@pytest.mark.parametrize("suffix", ["tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_every_compression_is_read(tmp_path: Path, suffix: str) -> None:
    path = _tar(tmp_path / f"r.{suffix}", [("a", b"a" * 5000), ("b/c", b"c"), ("empty", b"")])

    assert gather(path).contents == {"a": b"a" * 5000, "b/c": b"c", "empty": b""}


@pytest.mark.parametrize("dialect", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_dialect_is_read(tmp_path: Path, dialect: int) -> None:
    name = LONG[:150] if dialect == tarfile.USTAR_FORMAT else LONG
    name = f"{name}/{'x' * 90}"
    members = [("top", b"1"), (name, b"long"), ("after", b"2")]

    found = gather(_tar(tmp_path / "r.tar", members, format=dialect))

    assert found.contents == dict(members)


def test_the_first_bytes_tell_an_archive_whatever_its_name(tmp_path: Path) -> None:
    path = _tar(tmp_path / "r.tar.gz", [("a", b"a")]).rename(tmp_path / "release")

    assert gather(path).contents == {"a": b"a"}


def test_a_compressed_file_that_is_no_archive_is_one_file(tmp_path: Path) -> None:
    import gzip  # noqa: PLC0415  # here alone

    (tmp_path / "data.csv.gz").write_bytes(gzip.compress(b"a,b\n" * 1000))

    assert list(gather(tmp_path / "data.csv.gz").contents) == ["data.csv.gz"]


def test_one_top_folder_is_taken_off(tmp_path: Path) -> None:
    members = [("pkg-1.0", _of_type(tarfile.DIRTYPE)), ("pkg-1.0/README.md", b"x")]

    assert gather(_tar(tmp_path / "r.tar.gz", members)).contents == {"README.md": b"x"}


def test_several_top_folders_stay(tmp_path: Path) -> None:
    members = [("./a/x", b"1"), ("./b/x", b"2")]

    assert list(gather(_tar(tmp_path / "r.tar", members)).contents) == ["a/x", "b/x"]


@pytest.mark.parametrize(
    ("name", "cause"),
    [("../evil", "leads out"), ("/etc/evil", "absolute"), ("C:evil", "drive"), ("a\\b", "slash")],
)
def test_an_unsafe_name_is_refused_and_the_rest_read(tmp_path: Path, name: str, cause: str) -> None:
    found = gather(_tar(tmp_path / "r.tar", [(name, b"evil"), ("good", b"good")]))

    assert found.contents == {"good": b"good"}
    assert cause in found.reason("")


def test_a_second_member_of_the_same_name_is_refused(tmp_path: Path) -> None:
    found = gather(_tar(tmp_path / "r.tar.gz", [("x", b"first"), ("./x", b"second"), ("y", b"")]))

    assert found.contents == {"x": b"first", "y": b""}
    assert "same name" in found.reason("x")


def test_links_inside_are_given_and_others_refused(tmp_path: Path) -> None:
    members: list[tuple[str, bytes | Fill]] = [
        ("p/README.md", _link("docs/card.md")),
        ("p/chain", _link("./README.md")),
        ("p/docs/card.md", b"card"),
        ("p/hard", _link("p/docs/card.md", tarfile.LNKTYPE)),
        ("p/hard-out", _link("../etc/passwd", tarfile.LNKTYPE)),
        ("p/out", _link("../../etc/passwd")),
        ("p/round", _link("round")),
        ("p/through", _link("out/x")),
    ]

    found = gather(_tar(tmp_path / "r.tar.gz", members))

    assert set(found.contents) == {"README.md", "chain", "docs/card.md", "hard"}
    assert set(found.contents.values()) == {b"card"}
    assert {one.path for one in found.obstacles} == {"hard-out", "out", "round", "through"}


@pytest.mark.parametrize("kind", [tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_devices_and_pipes_are_refused(tmp_path: Path, kind: bytes) -> None:
    assert "device" in gather(_tar(tmp_path / "r.tar", [("x", _of_type(kind))])).reason("x")


@pytest.mark.parametrize("suffix", ["tar.gz", "tar.bz2", "tar.xz"])
def test_a_bomb_is_refused_with_the_limit_named(tmp_path: Path, suffix: str) -> None:
    path = _tar(tmp_path / f"r.{suffix}", [("small", b"x"), ("bomb", bytes(8 << 20))])

    found = [
        item
        for item in open_source(str(path)).files(Limits(ratio=50))
        if isinstance(item, Obstacle)
    ]

    assert "over the limit of 50 times" in found[-1].reason


def test_more_bytes_than_the_limit_are_not_inflated(tmp_path: Path) -> None:
    path = _tar(tmp_path / "r.tar.gz", [("a", b"a" * 600), ("b", b"b" * (1 << 20)), ("c", b"c")])

    items = list(open_source(str(path)).files(Limits(expanded=50_000)))

    assert [item.path for item in items if isinstance(item, SourceFile)] == ["a"]
    assert "limit of 50000 bytes" in "".join(i.reason for i in items if isinstance(i, Obstacle))


def test_too_many_members_end_with_the_limit_named(tmp_path: Path) -> None:
    path = _tar(tmp_path / "r.tar.gz", [(f"{n}", b"") for n in range(10)])

    found = gather(path, Limits(files=4))

    assert len(found.files) == 4
    assert "More than 4 members" in found.reason("")


def test_an_extended_header_without_end_is_refused(tmp_path: Path) -> None:
    def fill(info: tarfile.TarInfo) -> None:
        info.type, info.size = tarfile.XHDTYPE, 1 << 40

    path = _tar(tmp_path / "r.tar", [("good", b"x"), ("./pax", fill)], format=tarfile.GNU_FORMAT)

    found = gather(path)

    assert found.contents == {"good": b"x"}
    assert "1048576 bytes, the limit" in found.reason("")


def test_a_member_cut_short_is_an_obstacle(tmp_path: Path) -> None:
    path = _tar(tmp_path / "r.tar", [("a", b"a"), ("b", b"b" * 10_000)])
    path.write_bytes(path.read_bytes()[:6000])

    found = gather(path)

    assert found.contents == {"a": b"a"}
    assert "cut short" in found.reason("b")


def test_a_size_no_file_can_have_ends_the_reading(tmp_path: Path) -> None:
    def fill(info: tarfile.TarInfo) -> None:
        info.size = 1 << 80

    path = _tar(tmp_path / "r.tar", [("a", b"a"), ("b", fill)], format=tarfile.GNU_FORMAT)

    found = gather(path)

    assert found.contents == {"a": b"a"}
    assert "cut short" in found.reason("b")


def test_a_compressed_archive_cut_short_says_so(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 40
    path = _tar(tmp_path / "r.tar.gz", [("a", b"a"), ("b", noise), ("c", b"c")])
    path.write_bytes(path.read_bytes()[:-60])

    items = list(open_source(str(path)).files(Limits()))

    assert isinstance(items[-1], Obstacle)
    assert "cut short" in items[-1].reason


def test_a_sparse_member_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    def fill(info: tarfile.TarInfo) -> None:
        info.type, info.size = tarfile.GNUTYPE_SPARSE, 0

    found = gather(_tar(tmp_path / "r.tar", [("sparse", fill), ("next", b"x")]))

    assert "holes" in found.reason("sparse")
    assert found.contents == {"next": b"x"}


def test_a_pax_sparse_member_is_refused_under_its_real_name(tmp_path: Path) -> None:
    def fill(info: tarfile.TarInfo) -> None:
        info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.name": "real"}

    found = gather(_tar(tmp_path / "r.tar", [("GNUSparseFile.0/x", fill), ("next", b"x")]))

    assert "holes" in found.reason("real")


def test_a_member_read_from_its_middle_is_seekable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forward, "HELD", 100_000)
    data = b"".join(n.to_bytes(4, "little") for n in range(200_000))
    path = _tar(tmp_path / "r.tar.gz", [("a", b"a"), ("data.bin", data), ("z", b"z")])
    read = {}

    for item in open_source(str(path)).files(Limits()):
        assert isinstance(item, SourceFile)
        with item.open() as stream:
            for at in (item.size - 4, 0, item.size // 2, item.size // 3):
                stream.seek(max(at, 0))
                read[item.path, at] = stream.read(4)

    assert read["data.bin", 266_666] == data[266_666:266_670]
    assert read["data.bin", 799_996] == data[-4:]
    assert read["z", 0] == b"z"


def test_a_member_read_after_the_next_was_asked_for_does_not_give_the_next_ones_bytes(
    tmp_path: Path,
) -> None:
    path = _tar(tmp_path / "r.tar.gz", [("a", b"a" * 300_000), ("b", b"b" * 300_000)])
    items = open_source(str(path)).files(Limits())
    first = next(items)
    assert isinstance(first, SourceFile)
    stream = first.open()
    stream.read(10)
    next(items)

    with pytest.raises(OSError, match="another member"):
        stream.read()


def test_concatenated_streams_are_one_archive(tmp_path: Path) -> None:
    import gzip  # noqa: PLC0415  # here alone

    plain = _tar(tmp_path / "r.tar", [("a", b"a" * 900), ("b", b"b")]).read_bytes()
    halves = gzip.compress(plain[:1000]) + gzip.compress(plain[1000:])
    (tmp_path / "r.tar.gz").write_bytes(halves)

    assert gather(tmp_path / "r.tar.gz").contents == {"a": b"a" * 900, "b": b"b"}


def test_a_name_that_is_not_utf8_is_shown_escaped(tmp_path: Path) -> None:
    path = _tar(tmp_path / "r.tar", [("caf\udce9", b"x")], format=tarfile.GNU_FORMAT)

    assert gather(path).contents == {"caf\\xe9": b"x"}


def test_an_archive_without_members_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not a readable archive"):
        gather(_tar(tmp_path / "r.tar", []))


def test_a_compression_that_is_not_read_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "r.tar.zst").write_bytes(b"\x28\xb5\x2f\xfd" + bytes(50))

    with pytest.raises(SourceError, match="unpack it"):
        open_source(str(tmp_path / "r.tar.zst"))
