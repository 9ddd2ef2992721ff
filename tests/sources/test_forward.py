"""A stream that only goes forward reads like a file."""

import io
from collections.abc import Callable
from random import Random

import pytest

from weighbridge.sources import forward
from weighbridge.sources.forward import Forward, Pieces, Window

BYTES = Random(7).randbytes(100_000)  # noqa: S311  # the same bytes each time


def _pieces(data: bytes, starts: list[int]) -> Callable[[], Pieces]:
    def start() -> Pieces:
        starts.append(1)
        for at in range(0, len(data), 1000):
            yield data[at : at + 1000]

    return start


def _read_about(stream: io.BufferedReader) -> None:
    oracle = io.BytesIO(BYTES)
    chance = Random(11)  # noqa: S311  # the same places each time
    for _ in range(300):
        at, length = chance.randrange(110_000), chance.randrange(5000)
        assert stream.seek(at) == oracle.seek(at)
        assert stream.read(length) == oracle.read(length)
    assert stream.seek(-10, io.SEEK_END) == oracle.seek(-10, io.SEEK_END)
    assert stream.read() == oracle.read()


def test_bytes_anywhere_are_those_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forward, "HELD", 8000)

    _read_about(io.BufferedReader(Forward(_pieces(BYTES, []), len(BYTES)), 512))


def test_going_back_within_what_is_held_does_not_start_again() -> None:
    starts: list[int] = []
    stream = Forward(_pieces(BYTES, starts), len(BYTES))

    _read_about(io.BufferedReader(stream))

    assert len(starts) == 1


def test_the_stream_ends_at_its_size_whatever_more_there_is() -> None:
    with io.BufferedReader(Forward(_pieces(BYTES, []), 1500)) as stream:
        assert stream.read() == BYTES[:1500]


def test_a_stream_that_ends_early_says_so() -> None:
    with (
        io.BufferedReader(Forward(_pieces(BYTES, []), 200_000)) as stream,
        pytest.raises(OSError, match="ends after 100000 of 200000 bytes"),
    ):
        stream.read()


def test_a_window_reads_its_stretch_alone() -> None:
    file = io.BytesIO(b"before" + BYTES + b"after")

    _read_about(io.BufferedReader(Window(file, 6, len(BYTES)), 512))
