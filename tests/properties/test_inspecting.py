"""Inspecting any bytes: no exception, no read beyond bounds, no count that no file could hold."""

import json
import struct
from io import BytesIO
from time import process_time

import h5py
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import save

import torch_files as t
from case_files import safetensors
from harm import archives
from harm import pickles as p
from harm.archives import message
from weighbridge.facts.provenance import Evidence
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats.inspecting import inspect
from weights_files import gguf, npy, zipped

_MOST_AT_ONCE = 64 << 20


def _hdf5() -> bytes:
    held = BytesIO()
    with h5py.File(held, "w") as file:
        file.attrs["keras_version"] = "3.1"
        file.create_dataset("a/b", data=np.zeros((3, 4), np.float32))
    return held.getvalue()


WEIGHT = t.tensor(t.storage("0", 12), (3, 4))
SEEDS = (
    save({"a": np.zeros((3, 4), np.float32)}),
    safetensors({"l.qweight": ("I64", [4, 4]), "l.scales": ("F16", [1, 4])}),
    gguf({"general.architecture": "x", "t": ["a", "bc"]}, [("w", [32], 8, 0)], stored=34),
    t.checkpoint({"layer": t.dictionary({"w": WEIGHT, "p": t.parameter(WEIGHT)})}),
    t.before_1_6({"w": WEIGHT}),
    p.pickle(t.dictionary({"w": WEIGHT})),
    npy("<f4", (3, 4), bytes(48)),
    zipped({"a.npy": npy("<f4", (3, 4), bytes(48)), "b.npy": npy("|O", (1,))}),
    _hdf5(),
    zipped({"config.json": b"{}", "model.weights.h5": _hdf5(), "metadata.json": b"{}"}),
    message(
        (1, 8), (7, message((5, message((1, 3), (2, 1), (8, b"w"), (9, bytes(12)))), (1, b"")))
    ),
    b"\x1c\0\0\0TFL3" + bytes(64),
    b"\x1c\0\0\0ET12" + bytes(64),
    b"CBM1\x40\0\0\0" + bytes(64),
    b"\x82\xa6params\x81\xa1k\xc7\x16\x01\x93\x91\x03\xa7float32\xc4\x0c"
    + bytes(12)
    + b"\xa1s\x07",
    b"{L"
    + struct.pack(">q", 7)
    + b"learner{L"
    + struct.pack(">q", 1)
    + b"a[$d#L"
    + bytes(8)
    + b"}}",
    json.dumps({"learner": {"gradient_booster": {"model": []}}, "version": [3, 2]}).encode(),
    b"tree\nversion=v4\nmax_feature_idx=5\ntree_sizes=1 2\n",
    b'<PMML version="4.4"><DataField name="a"/></PMML>',
    (
        b'<net name="m" version="11"><layers><layer id="0" name="w" type="Const">'
        b'<data element_type="f16" shape="3, 4" size="24"/></layer></layers></net>'
    ),
    b"RDX3\nX\n" + struct.pack(">3I", 3, 0x00040301, 0x00030500),
    struct.pack("<IQIi", 0, 0, 0, 6) + message((1, 5), (2, 3), (2, 1)) + bytes(12),
    struct.pack("<II", 1, 2).ljust(64, b"\0")
    + struct.pack("<IIQQ", 0xDEADBEEF, 1, 4, 128)
    + bytes(80),
    message((1, 8), (2, b""), (502, b"")),
    message((1, message((1, b"w"), (2, b"Const"), (5, b"")))),
    bytes(40) + bytes.fromhex("57fb808b247547db"),
    archives.tarred({"a.safetensors": save({"a": np.zeros(3)})}),
)


class _Bounded:
    """Bytes that remember the largest request."""

    def __init__(self, data: bytes) -> None:
        self.data, self.largest = data, 0

    def fetch(self, offset: int, length: int) -> bytes:
        self.largest = max(self.largest, length)
        return self.data[offset : offset + length]


def _inspected(data: bytes, path: str = "model.bin") -> None:
    held = _Bounded(data)
    found = inspect(Piece(path, len(data), held.fetch), Evidence("release", path))

    assert held.largest <= min(_MOST_AT_ONCE, max(len(data), 1))
    if found is not None:
        assert found.parameters is None or found.parameters >= 0
        assert found.tensors is not None or found.notes or found.told or found.members \
            or found.metadata or found.producer  # fmt: skip
        assert all(note.endswith(".") for note in found.notes)
        assert sum(size for _, _, size in found.dtypes) >= 0


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_files_never_end_an_inspection(data: st.DataObject) -> None:
    held = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(0, 8))):
        place = data.draw(st.integers(0, len(held) - 1))
        held[place] = data.draw(st.sampled_from([0, 1, 2, 34, 40, 82, 127, 128, 255]))
    _inspected(bytes(held[: data.draw(st.integers(0, len(held)))]))


@settings(max_examples=200)
@given(start=st.sampled_from([seed[:12] for seed in SEEDS]), rest=st.binary(max_size=300))
def test_any_bytes_behind_a_beginning_never_end_an_inspection(start: bytes, rest: bytes) -> None:
    _inspected(start + rest)


@settings(max_examples=200)
@given(data=st.binary(max_size=300), protocol=st.integers(0, 5))
def test_any_opcodes_never_end_an_inspection(data: bytes, protocol: int) -> None:
    _inspected(b"\x80" + bytes([protocol]) + data, "model.pkl")


def test_every_seed_is_inspected() -> None:
    for seed in SEEDS:
        _inspected(seed)


def test_a_pickle_that_doubles_what_it_holds_is_cut_short() -> None:
    body = b"]\x94" + b"".join(
        b"]\x94(h" + bytes([n]) + b"h" + bytes([n]) + b"e" for n in range(200)
    )
    _inspected(p.pickle(body), "model.pkl")


def test_tuples_that_double_are_cut_short() -> None:
    _inspected(p.pickle(b")" + b"2\x86" * 100), "model.pkl")


@pytest.mark.parametrize(
    "data",
    [
        b'<net name="x"><layers>' + b'<layer type="Const" ' * 200_000,
        b"<PMML " + b'<Application name="' * 200_000,
        b"<PMML " * 300_000,
        b'{"learner":' + b"[" * 1_000_000,
        b"\x81\xa1a" + b"\x91" * 1_000_000,
        b"{L" + struct.pack(">q", 7) + b"learner" + b"[" * 1_000_000,
        struct.pack("<IQ", 0, 0) * 100_000,
    ],
    ids=["openvino", "pmml", "pmml-again", "json", "msgpack", "ubjson", "paddle"],
)
def test_what_repeats_without_end_takes_no_long_time(data: bytes) -> None:
    start = process_time()
    _inspected(data)

    assert process_time() - start < 2
