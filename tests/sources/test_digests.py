"""Digests of many files at once."""

import hashlib
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from weighbridge.sources.digests import Digest, Stretch, UnknownAlgorithmError, digests, engine
from weighbridge.sources.stamps import LEAST, Stamp

SIZES = [0, 1, 100, LEAST - 1, LEAST, LEAST + 1, 3 * LEAST + 17]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Files of sizes around the bounds."""
    places = [tmp_path / str(size) for size in SIZES]
    for place, size in zip(places, SIZES, strict=True):
        place.write_bytes(os.urandom(size))
    return places


def _whole(place: Path) -> Stretch:
    return Stretch(partial(place.open, "rb"), place.stat().st_size)


def test_every_file_is_told_in_order(files: list[Path]) -> None:
    found = list(digests(map(_whole, files)))

    assert found == [Digest(hashlib.sha256(one.read_bytes()).hexdigest()) for one in files]


@pytest.mark.parametrize(("start", "size"), [(0, 10), (5, 0), (LEAST, LEAST + 3), (7, 2 * LEAST)])
def test_a_part_of_a_file_is_hashed_alone(files: list[Path], start: int, size: int) -> None:
    part = Stretch(partial(files[-1].open, "rb"), size, start, whole=False)

    (found,) = digests([part], "blake2b")

    data = files[-1].read_bytes()[start : start + size]
    assert found == Digest(hashlib.blake2b(data).hexdigest())


@pytest.mark.parametrize("size", [10, 2 * LEAST])
def test_a_file_of_another_size_than_listed_is_an_error(tmp_path: Path, size: int) -> None:
    (tmp_path / "a").write_bytes(bytes(size))
    opened = partial((tmp_path / "a").open, "rb")

    found = list(digests([Stretch(opened, size - 1), Stretch(opened, size + 1)]))

    assert [str(one) for one in found] == ["it does not have the size it was listed with"] * 2


def test_a_file_that_is_gone_is_an_error_among_the_others(files: list[Path]) -> None:
    stretches = [_whole(one) for one in files]
    files[1].unlink()
    files[-1].unlink()

    found = list(digests(stretches))

    assert [isinstance(one, OSError) for one in found] == [n in {1, 6} for n in range(7)]


def test_an_unknown_algorithm_is_named() -> None:
    with pytest.raises(UnknownAlgorithmError, match="no algorithm 'md5'"):
        engine("md5")


def test_blake3_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "blake3", None)
    with pytest.raises(UnknownAlgorithmError, match="archives"):
        engine("blake3")


class _Dictionary:
    """A memory that never forgets."""

    def __init__(self) -> None:
        self.held: dict[bytes, str] = {}

    def recall(self, stamp: Stamp, what: str) -> str | None:
        """The answer."""
        return self.held.get(stamp.key(what))

    def remember(self, stamp: Stamp, what: str, answer: str) -> None:
        """Keep an answer."""
        self.held[stamp.key(what)] = answer


def _rewritten(place: Path) -> None:
    place.write_bytes(bytes(place.stat().st_size))


def _replaced(place: Path) -> None:
    other = place.with_name("other")
    other.write_bytes(bytes(place.stat().st_size))
    found = place.stat()
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.replace(place)


def _rewritten_at_the_same_time(place: Path) -> None:
    found = place.stat()
    place.write_bytes(bytes(found.st_size))
    os.utime(place, ns=(found.st_atime_ns, found.st_mtime_ns))


def test_a_large_file_is_hashed_once(files: list[Path]) -> None:
    memory = _Dictionary()
    first = list(digests(map(_whole, files), memory=memory))

    second = list(digests(map(_whole, files), memory=memory))

    assert [one.hex for one in second if isinstance(one, Digest)] == [
        one.hex for one in first if isinstance(one, Digest)
    ]
    assert [isinstance(one, Digest) and one.recalled for one in second] == [
        size >= LEAST for size in SIZES
    ]


@pytest.mark.parametrize("change", [_rewritten, _replaced, _rewritten_at_the_same_time])
def test_a_changed_file_is_hashed_again(files: list[Path], change: Callable[[Path], None]) -> None:
    memory = _Dictionary()
    list(digests(map(_whole, files), memory=memory))

    change(files[-1])
    *_, found = digests(map(_whole, files), memory=memory)

    assert found == Digest(hashlib.sha256(files[-1].read_bytes()).hexdigest())


def test_another_algorithm_or_part_is_another_answer(files: list[Path]) -> None:
    memory = _Dictionary()
    list(digests([_whole(files[-1])], memory=memory))
    part = Stretch(partial(files[-1].open, "rb"), 2 * LEAST, 0, whole=False)

    found = [*digests([_whole(files[-1])], "blake2b", memory), *digests([part], memory=memory)]

    assert [isinstance(one, Digest) and one.recalled for one in found] == [False, False]
