"""What is packed is opened within bounds, and what cannot be opened is named."""

import gzip
import io
import struct
import sys
import zlib

import lz4.frame
import py7zr
import pytest
import zstandard

from harm import pickles as p
from weighbridge.facts.safety import Harm
from weighbridge.readers.harm import unpacking
from weighbridge.readers.harm.found import Found
from weighbridge.readers.harm.looking import look
from weighbridge.readers.harm.piece import Piece

EVIL = p.pickle(p.attack())


def _piece(data: bytes, path: str = "m.bin") -> Piece:
    return Piece(path, len(data), lambda at, size: data[at : at + size])


def _told(data: bytes) -> Found:
    return look(_piece(data))


def _seven() -> bytes:
    held = io.BytesIO()
    with py7zr.SevenZipFile(held, "w") as archive:
        archive.writestr(EVIL, "m.pkl")
    return held.getvalue()


@pytest.mark.parametrize(
    ("library", "data"),
    [
        ("zstandard", zstandard.compress(EVIL)),
        ("lz4.frame", lz4.frame.compress(EVIL)),
        ("py7zr", _seven()),
    ],
)
def test_a_missing_extra_is_named_with_what_installs_it(
    library: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)

    found = _told(data)

    messages = [one.message for one in found.reasons if one.harm is Harm.INCOMPLETE]
    assert any("pip install 'weighbridge[archives]'" in message for message in messages)


@pytest.mark.parametrize("packed", [gzip.compress, zstandard.compress, lz4.frame.compress])
def test_a_bomb_is_told_as_soon_as_it_goes_off(
    packed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MUCH", 1 << 20)

    found = _told(packed(bytes(8 << 20)))  # type: ignore[operator]

    assert [(one.rule, one.harm) for one in found.reasons] == [("archive-bomb", Harm.DANGEROUS)]


def test_what_is_too_much_is_a_limit_and_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = bytes((n * n >> 3) % 251 for n in range(1 << 16))

    with pytest.raises(unpacking.UnpackingError, match="expands to more than 1,000 bytes"):
        unpacking.unpacked(_piece(gzip.compress(noise)), "gzip", most=1000)


def test_bytes_beyond_what_is_held_are_unpacked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_HELD", 1 << 20)
    monkeypatch.setattr(unpacking, "_WINDOW", 1 << 20)
    data = b"".join(struct.pack("<I", number) for number in range(2_000_000))
    found = unpacking.unpacked(_piece(zlib.compress(data)), "zlib")

    places = [0, 5_000_000, 7_900_000, 3_000_000, 3_100_000, 6_000_001, len(data) - 10]
    assert [found.fetch(at, 99) for at in places] == [data[at : at + 99] for at in places]
    assert found.size == len(data)


def test_an_attack_behind_much_packed_data_is_found() -> None:
    noise = bytes((n * n >> 3) % 251 for n in range(1 << 20))
    body = b"B" + struct.pack("<I", len(noise)) + noise + b"0"
    data = p.pickle(body + p.attack())

    assert _told(gzip.compress(data)).harm is Harm.DANGEROUS


def test_a_long_pickle_that_is_dangerous_early_is_not_walked_to_its_end() -> None:
    data = p.pickle(b"(" + p.attack() + b"(l0" * 1_000_000 + b"t")

    found = _told(data)

    assert found.harm is Harm.DANGEROUS
    assert any("what was found already stands" in one.message for one in found.reasons)
