from conftest import Read
from weighbridge.documents.record import build


def test_every_file_stands_with_its_digest(read: Read) -> None:
    record = build(read({"b.txt": b"two", "a.txt": b"one"}))
    assert [file.path for file in record.files] == ["a.txt", "b.txt"]
    assert all(file.sha256 for file in record.files)
    assert record.value("release.size") == 6
