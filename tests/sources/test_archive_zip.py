"""A zip archive gives its members and refuses, one by one, those made to do harm."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sources.gathering import gather
from weighbridge.sources import Limits, Obstacle, SourceError, SourceFile, forward, open_source

Edit = Callable[[bytes], bytes]


def _zip(path: Path, contents: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return path


def _link(name: str, mode: int = stat.S_IFLNK | 0o777) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


def _edited(path: Path, edit: Edit) -> Path:
    path.write_bytes(edit(path.read_bytes()))
    return path


def test_members_are_read_and_the_digest_is_the_revision(tmp_path: Path) -> None:
    path = _zip(tmp_path / "r.zip", {"a.txt": b"a" * 1000, "b/c": b"c", "empty": b""})

    assert gather(path).contents == {"a.txt": b"a" * 1000, "b/c": b"c", "empty": b""}
    assert str(open_source(str(path)).revision).startswith("sha256:")


def test_one_top_folder_is_taken_off(tmp_path: Path) -> None:
    path = _zip(tmp_path / "r.zip", {"pkg-1.0/": b"", "pkg-1.0/README.md": b"x"})

    assert gather(path).contents == {"README.md": b"x"}


def test_a_wheel_is_read_as_it_is(tmp_path: Path) -> None:
    path = _zip(tmp_path / "m-1-py3-none-any.whl", {"m/model.onnx": b"x"})

    assert gather(path).contents == {"m/model.onnx": b"x"}


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("../evil", "leads out"),
        ("a/../../evil", "leads out"),
        ("/etc/evil", "absolute"),
        ("C:/evil", "drive letter"),
        ("a\\..\\evil", "backslash"),
        ("nul\0.txt", "NUL"),
        ("a" * 5000, "4096 characters"),
        ("././.", "no name"),
    ],
)
def test_an_unsafe_name_is_refused_and_the_rest_read(tmp_path: Path, name: str, cause: str) -> None:
    path = tmp_path / "r.zip"
    stand_in = "\1" * len(name.encode())
    _zip(path, {stand_in: b"evil", "good": b"good"})
    _edited(path, lambda data: data.replace(stand_in.encode(), name.encode()))

    found = gather(path)

    assert found.contents == {"good": b"good"}
    assert cause in found.reason("")


def test_a_second_member_of_the_same_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    _zip(path, {"same": b"first", "anew": b"second", "./same": b"third"})
    _edited(path, lambda data: data.replace(b"anew", b"same"))

    found = gather(path)

    assert found.contents == {"same": b"first"}
    assert len(found.obstacles) == 2


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "r.zip", {"secret": b"x", "open": b"y"})
    first = path.read_bytes().index(b"PK\1\2")
    _edited(path, lambda data: data[: first + 8] + b"\1\0" + data[first + 10 :])

    found = gather(path)

    assert (found.reason("secret"), found.contents) == ("It is encrypted.", {"open": b"y"})


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_inflates_without_bound_is_refused(tmp_path: Path, method: int) -> None:
    path = _zip(tmp_path / "r.zip", {"a": b"a"}, method)

    assert f"method {method}," in gather(path).reason("a")


def test_a_member_over_the_ratio_is_refused_with_the_limit_named(tmp_path: Path) -> None:
    path = _zip(tmp_path / "r.zip", {"bomb": bytes(1 << 20), "good": b"good"})

    found = gather(path, Limits(ratio=100))

    assert found.contents == {"good": b"good"}
    assert "over the limit of 100 times" in found.reason("bomb")


def test_members_over_the_total_are_refused_and_smaller_ones_still_read(tmp_path: Path) -> None:
    path = _zip(tmp_path / "r.zip", {"a": b"a" * 60, "b": b"b" * 60, "c": b"c" * 40})

    found = gather(path, Limits(expanded=100))

    assert set(found.contents) == {"a", "c"}
    assert "limit of 100 bytes" in found.reason("b")


def test_too_many_members_end_with_the_limit_named(tmp_path: Path) -> None:
    path = _zip(tmp_path / "r.zip", {f"{n}": b"" for n in range(10)})

    found = gather(path, Limits(files=4))

    assert len(found.files) == 4
    assert "More than 4 members" in found.reason("")


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "r.zip", {"a": bytes(100_000)})
    data = path.read_bytes()
    start, end = data.index(b"PK\1\2"), data.rindex(b"PK\5\6")
    entry = data[start:end]
    record = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 50, 50, 50 * len(entry), start, 0)
    copies = b"".join(entry.replace(b"a", bytes([0x80 + n])) for n in range(50))
    path.write_bytes(data[:start] + copies + record)

    items = open_source(str(path)).files(Limits())

    reasons = [item.reason for item in items if isinstance(item, Obstacle)]
    assert (
        reasons
        == ["It claims bytes that the archive does not have, or that other members claim too."] * 49
    )


@pytest.mark.parametrize("declared", [100, 0xFFFFFFF0])
def test_a_declared_size_that_lies_is_never_believed(tmp_path: Path, declared: int) -> None:
    path = tmp_path / "r.zip"
    _zip(path, {"weights": b"w" * 5000})
    at = path.read_bytes().index(b"PK\1\2") + 24
    _edited(path, lambda data: data[:at] + struct.pack("<L", declared) + data[at + 4 :])

    for item in open_source(str(path)).files(Limits(ratio=1 << 30)):
        assert isinstance(item, SourceFile)
        with item.open() as stream, pytest.raises(OSError, match=r"less than|checksum"):
            stream.read()


def test_changed_bytes_do_not_pass_for_the_member(tmp_path: Path) -> None:
    path = _zip(tmp_path / "r.zip", {"card": b"open"}, zipfile.ZIP_STORED)
    _edited(path, lambda data: data.replace(b"open", b"shut", 1))

    for item in open_source(str(path)).files(Limits()):
        assert isinstance(item, SourceFile)
        with item.open() as stream, pytest.raises(OSError, match="checksum"):
            stream.read()


def test_a_member_that_its_own_header_names_otherwise_is_not_read(tmp_path: Path) -> None:
    path = _zip(tmp_path / "r.zip", {"card": b"x"})
    _edited(path, lambda data: data.replace(b"card", b"evil", 1))

    for item in open_source(str(path)).files(Limits()):
        assert isinstance(item, SourceFile)
        with item.open() as stream, pytest.raises(OSError, match="another name"):
            stream.read()


def test_links_inside_are_given_and_others_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(_link("p/README.md"), "docs/card.md")
        archive.writestr(_link("p/docs/loop"), "loop")
        archive.writestr(_link("p/folder"), "docs")
        archive.writestr(_link("p/out"), "../../secret")
        archive.writestr(_link("p/root"), "/etc/passwd")
        archive.writestr(_link("p/gone"), "nothing")
        archive.writestr("p/docs/card.md", b"card")

    found = gather(path)

    assert found.contents == {"README.md": b"card", "docs/card.md": b"card", "folder": b""}
    assert found.files["README.md"].target == "docs/card.md"
    assert "circle" in found.reason("docs/loop")
    assert "'../../secret' leads out" in found.reason("out")
    assert "'/etc/passwd' leads out" in found.reason("root")
    assert "'nothing'" in found.reason("gone")


def test_files_given_again_through_links_count_against_the_total(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data", b"d" * 100)
        for number in range(5):
            archive.writestr(_link(f"link{number}"), "data")

    found = gather(path, Limits(expanded=350))

    assert len(found.contents) == 3
    assert len(found.obstacles) == 3


def test_a_device_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(_link("null", stat.S_IFCHR | 0o666), b"")

    assert "device" in gather(path).reason("null")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_member_too_large_to_hold_is_seekable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: int
) -> None:
    monkeypatch.setattr(forward, "HELD", 100_000)
    monkeypatch.setattr("weighbridge.sources.zips.HELD", 100_000)
    data = b"".join(struct.pack("<L", n) for n in range(200_000))
    path = _zip(tmp_path / "r.zip", {"data.bin": data}, method)

    for item in open_source(str(path)).files(Limits()):
        assert isinstance(item, SourceFile)
        with item.open() as stream:
            for at in (799_996, 0, 400_000, 396, 700_000):
                stream.seek(at)
                assert stream.read(4) == data[at : at + 4]


def test_an_archive_with_bytes_before_it_and_wide_entries_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    with path.open("wb") as file:
        file.write(b"#!/bin/sh\n")
        with zipfile.ZipFile(file, "a") as archive, archive.open("a", "w", force_zip64=True) as one:
            one.write(b"wide")

    assert gather(path).contents == {"a": b"wide"}


def test_a_member_behind_the_directory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(_link("link"), "a")
        archive.writestr("a", b"a")
    at = path.read_bytes().index(b"PK\1\2") + 42
    _edited(path, lambda data: data[:at] + b"\xff\xff\xff\x7f" + data[at + 4 :])

    found = gather(path)

    assert found.contents == {"a": b"a"}
    assert "does not have" in found.reason("link")


def test_a_streamed_archive_is_read(tmp_path: Path) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"streamed")
    (tmp_path / "r.zip").write_bytes(pipe.data)

    assert gather(tmp_path / "r.zip").contents == {"a": b"streamed"}


def test_a_name_that_is_not_the_utf8_it_promises_is_shown_escaped(tmp_path: Path) -> None:
    path = _zip(tmp_path / "r.zip", {"é": b"x"})
    _edited(path, lambda data: data.replace("é".encode(), b"\xe9\xe9"))

    assert gather(path).contents == {"\\xe9\\xe9": b"x"}


def test_a_damaged_directory_ends_the_reading_with_its_reason(tmp_path: Path) -> None:
    path = _zip(tmp_path / "r.zip", {"a": b"a", "b": b"b"})
    second = path.read_bytes().rindex(b"PK\1\2")
    _edited(path, lambda data: data[:second] + b"XX" + data[second + 2 :])

    found = gather(path)

    assert found.contents == {"a": b"a"}
    assert "central directory is damaged" in found.reason("")


def test_what_is_only_named_like_an_archive_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "r.zip").write_bytes(b"<html>not found</html>")

    with pytest.raises(SourceError, match=r"r\.zip: it is not a readable archive"):
        open_source(str(tmp_path / "r.zip"))
