"""Which files a reader takes: as the shell patterns say, whatever way they are compared."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from hypothesis import given
from hypothesis import strategies as st

from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import Reader

NAMES = st.text("abr./*?[]", min_size=1, max_size=8)
PATHS = st.text("abr./[]", min_size=1, max_size=10)


def _nothing(_: Blob) -> Iterator[Fact]:
    yield from ()


@given(st.lists(NAMES, min_size=1, max_size=4), PATHS)
def test_a_file_is_taken_as_its_patterns_say(patterns: list[str], path: str) -> None:
    reader = Reader("one", _nothing, tuple(patterns), (), (), "code")
    name = path.rpartition("/")[2]
    expected = any(fnmatchcase(path if "/" in p else name, p) for p in patterns)

    assert reader.takes(path, b"") == expected


def test_magic_bytes_are_enough() -> None:
    reader = Reader("one", _nothing, ("*.gguf",), (b"GGUF",), (), "weights")

    assert reader.takes("model.bin", b"GGUF\x03")
    assert not reader.takes("model.bin", b"PK\x03\x04")
