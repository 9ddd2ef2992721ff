import zipfile
from io import BytesIO

import pytest

from weighbridge.readers.zip_directory import beginning, members
from weights_files import blob, zipped


def test_members_are_listed_in_order() -> None:
    found = members(blob("a.zip", zipped({"b": b"12345", "a/c": b""})))

    assert [(member.name, member.size) for member in found] == [("b", 5), ("a/c", 0)]


def test_only_the_beginning_of_a_packed_member_is_unpacked() -> None:
    archive = blob("a.zip", zipped({"a": b"head" + bytes(1_000_000)}, zipfile.ZIP_DEFLATED))

    assert beginning(archive, members(archive)[0], 6) == b"head\x00\x00"


def test_bytes_before_the_archive_do_not_move_its_members() -> None:
    archive = blob("a.zip", b"prefix" * 9 + zipped({"a": b"inside"}))

    assert beginning(archive, members(archive)[0], 100) == b"inside"


def test_64_bit_directories_are_read() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        with made.open(zipfile.ZipInfo("big"), "w", force_zip64=True) as member:
            member.write(b"data")
        for number in range(65_536):
            made.writestr(str(number), b"")
    archive = blob("a.zip", stream.getvalue())
    found = members(archive)

    assert len(found) == 65_537
    assert beginning(archive, found[0], 10) == b"data"


def test_damage_is_named() -> None:
    with pytest.raises(ValueError, match="no central directory"):
        members(blob("a.zip", zipped({"a": b""})[:-5]))
