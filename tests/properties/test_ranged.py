"""A file read by stretches is the file, however it is read."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from weighbridge.sources.ranged import FIRST, Ranged

STEPS = st.lists(
    st.tuples(st.integers(0, 300_000), st.one_of(st.integers(0, 100_000), st.just(-1))), max_size=30
)
_BYTES = bytes(range(251)) * 1000


@given(size=st.integers(0, len(_BYTES)), first=st.integers(0, FIRST), steps=STEPS)
def test_every_reading_gives_the_bytes_of_the_file(
    size: int, first: int, steps: list[tuple[int, int]]
) -> None:
    data = _BYTES[:size]

    def fetch(offset: int, length: int) -> bytes:
        assert 0 <= offset < offset + length <= size
        return data[offset : offset + length]

    stream, same = Ranged(fetch, size, data[:first]), BytesIO(data)
    for offset, length in steps:
        stream.seek(offset)
        same.seek(offset)
        assert stream.read(length) == same.read(length)
