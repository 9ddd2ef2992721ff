"""What lies elsewhere is fetched once, and little more of it than is asked for."""

import os

import pytest

from weighbridge.sources.ranged import FIRST, Ranged

DATA = os.urandom(4_000_000)


def fetch(offset: int, length: int) -> bytes:
    return DATA[offset : offset + length]


def test_what_is_known_is_not_fetched() -> None:
    stream = Ranged(fetch, len(DATA), DATA[:FIRST])

    assert stream.read(100) == DATA[:100]
    assert stream.fetched == FIRST


def test_reading_again_fetches_nothing() -> None:
    stream = Ranged(fetch, len(DATA))
    stream.seek(2_000_000)
    stream.read(10)
    before = stream.fetched
    stream.seek(2_000_000)

    assert stream.read(10) == DATA[2_000_000:2_000_010]
    assert stream.fetched == before


def test_reading_on_fetches_ever_longer_stretches() -> None:
    asked: list[int] = []

    def told(offset: int, length: int) -> bytes:
        asked.append(length)
        return fetch(offset, length)

    stream = Ranged(told, len(DATA))
    while stream.read(1000):
        pass

    assert asked == sorted(asked[:-1]) + asked[-1:]
    assert len(asked) < 12


def test_the_end_is_counted_from_the_size() -> None:
    stream = Ranged(fetch, len(DATA))

    assert stream.seek(-10, os.SEEK_END) == len(DATA) - 10
    assert stream.read() == DATA[-10:]


def test_what_cannot_be_fetched_is_an_error() -> None:
    def failing(offset: int, length: int) -> bytes:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        Ranged(failing, 100).read(1)
