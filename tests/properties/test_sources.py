"""No bytes a stranger can pack make a source raise, lead out, or give more than it says."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighbridge.sources import Limits, SourceError, SourceFile, archive
from weighbridge.sources.links import AstrayError, resolve

LIMITS = Limits(files=50, expanded=1 << 20, ratio=100)
STEPS = st.sampled_from(["a", "b", "é", ".", "..", ""])
PATHS = st.lists(STEPS, min_size=1, max_size=4).map("/".join)
CONTENTS = st.dictionaries(
    st.lists(st.sampled_from("abcdé"), min_size=2, max_size=4).map("/".join),
    st.binary(max_size=300),
    max_size=6,
)  # fmt: skip
SUFFIXES = st.sampled_from(["zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "whl"])
slow_disk = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _pack(suffix: str, contents: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    if suffix in {"zip", "whl"}:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, data in contents.items():
                zipped.writestr(name, data)
        return packed.getvalue()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, data in contents.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    compress: dict[str, Callable[[bytes], bytes]] = {
        "tar.gz": gzip.compress, "tar.bz2": bz2.compress, "tar.xz": lzma.compress,
    }  # fmt: skip
    return compress.get(suffix, bytes)(packed.getvalue())


def _survives(path: Path) -> None:
    """Everything is given, refused or an OSError on reading; and nothing exceeds the limits."""
    try:
        source = archive.open_location(str(path))
    except SourceError:
        return
    for item in source.files(LIMITS):
        assert not item.path.startswith("/")
        assert ".." not in item.path.split("/")
        if not isinstance(item, SourceFile):
            continue
        with suppress(OSError), item.open() as stream:
            assert len(stream.read()) == item.size <= LIMITS.expanded


@slow_disk
@given(st.binary(max_size=2000), SUFFIXES)
def test_arbitrary_bytes_are_an_error_or_are_read(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"r.{suffix}"
    path.write_bytes(data)

    _survives(path)


@slow_disk
@given(CONTENTS, SUFFIXES, st.data())
def test_an_archive_with_changed_bytes_never_raises(
    tmp_path: Path, contents: dict[str, bytes], suffix: str, data: st.DataObject
) -> None:
    packed = bytearray(_pack(suffix, contents))
    places = st.integers(0, len(packed) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=8)):
        packed[place] = value
    path = tmp_path / f"r.{suffix}"
    path.write_bytes(packed[: data.draw(st.integers(0, len(packed)))] or packed)

    _survives(path)


HEADERS = st.tuples(
    st.sampled_from(["a", "b/c", "../x"]),
    st.sampled_from([bytes([letter]) for letter in b"01235SxgLKXZ"]),
    st.sampled_from([b"", b"x" * 600, b"30 path=aaaaaaaaaaaaaaaaaaaaa\n", b"12 size=9999\n"]),
    st.sampled_from([None, 0, 600, 1 << 40, 1 << 80]),
)


@slow_disk
@given(st.lists(HEADERS, min_size=1, max_size=6))
def test_headers_in_any_order_and_of_any_size_never_raise(
    tmp_path: Path, headers: list[tuple[str, bytes, bytes, int | None]]
) -> None:
    packed = b""
    for name, kind, body, size in headers:
        info = tarfile.TarInfo(name)
        info.type, info.linkname, info.size = kind, "a", len(body) if size is None else size
        packed += info.tobuf(tarfile.GNU_FORMAT) + body + bytes(-len(body) % 512)
    path = tmp_path / "r.tar"
    path.write_bytes(packed)

    _survives(path)


@slow_disk
@given(CONTENTS.filter(bool), SUFFIXES)
def test_an_archive_gives_what_was_packed(
    tmp_path: Path, contents: dict[str, bytes], suffix: str
) -> None:
    path = tmp_path / f"r.{suffix}"
    path.write_bytes(_pack(suffix, contents))
    tops = {name.partition("/")[0] for name in contents}
    top = f"{tops.pop()}/" if len(tops) == 1 and suffix != "whl" else ""
    found = {}

    for item in archive.open_location(str(path)).files(Limits(ratio=1 << 20)):
        assert isinstance(item, SourceFile)
        with item.open() as stream:
            found[item.path] = stream.read()

    assert found == {name.removeprefix(top): data for name, data in contents.items()}


@given(PATHS, st.dictionaries(PATHS, PATHS, max_size=4))
def test_links_end_inside_or_are_astray(path: str, links: dict[str, str]) -> None:
    try:
        found = resolve(path, links)
    except AstrayError:
        return
    assert ".." not in found.split("/")
    assert not found.startswith("/")


@slow_disk
@given(PATHS.filter(lambda path: path and not path.startswith("/")))
def test_links_lead_where_the_disk_says(
    tmp_path_factory: pytest.TempPathFactory, target: str
) -> None:
    root = tmp_path_factory.mktemp("root")
    (root / "a" / "b").mkdir(parents=True)
    (root / "b").touch()
    (root / "a" / "link").symlink_to(target)
    try:
        found = str(root / resolve("a/link", {"a/link": target}))
    except AstrayError:
        found = ""
    real = os.path.realpath(root / "a" / "link")

    assert found.rstrip("/") == (real if f"{real}/".startswith(f"{root}/") else "")
