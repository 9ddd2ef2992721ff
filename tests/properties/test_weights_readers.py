from io import BytesIO
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_files import safetensors
from weighbridge.facts.distribution import Part
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import WeightsFile
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import Reader
from weighbridge.readers.reading import every_reader
from weights_files import gguf, npy, zipped

READS = [
    ("safetensors", "model.safetensors"),
    ("gguf", "model.gguf"),
    ("pytorch", "model.pt"),
    ("pytorch", "model.bin"),
    ("keras", "model.keras"),
    ("numpy_arrays", "weights.npz"),
    ("numpy_arrays", "weights.npy"),
    ("other_weights", "model.onnx"),
    ("lfs_pointers", "model.safetensors"),
    ("shard_index", "model.safetensors.index.json"),
    ("configuration", "config.json"),
    ("configuration", "model_index.json"),
    ("configuration_yaml", "config.yaml"),
    ("tokenizer", "tokenizer.model"),
    ("tokenizer", "tokenizer.json"),
    ("tokenizer", "tekken.json"),
    ("tokenizer", "vocab.txt"),
]
GGUF = gguf(
    {"general.architecture": "x", "t": ["a", "bc"], "n": [1, 2]}, [("w", [32], 8, 0)], stored=34
)
SEEDS = (
    safetensors({"a": ("F32", [2, 3]), "b": ("I64", [1])}),
    gguf(
        {"general.architecture": "x", "t": ["a", "bc"], "n": [1, 2]}, [("w", [32], 8, 0)], stored=34
    ),
    zipped({"a/data.pkl": b"\x80\x02}.", "w.npy": npy("<f4", (2, 3), bytes(24))}),
    npy("<f4", (2, 3), bytes(24)),
    b'{"architectures": ["A"], "auto_map": {"AutoModel": ["a.B", null]}, "weight_map": {"a": "b"}}',
    b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 5\n",
    b"model:\n  n_layers: 12\n  hidden_size: 768\n",
    b"\x0a\x0c\x0a\x05<unk>\x15\x00\x00\x00\x00\x0a\x80\x01",
    b"[" * 5000,
    b'{"model": {"vocab": [[]]}, "added_tokens": 3, "metadata": [], "architectures": 4}',
)


def _reader(name: str) -> Reader:
    return next(one for one in every_reader() if one.name == f"weighbridge.readers.{name}")


def _facts(name: str, path: str, data: bytes) -> list[Fact]:
    opened = Blob(Part("release"), path, len(data), BytesIO(data))
    return list(_reader(name).read(opened))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A real file with some bytes replaced, and perhaps cut."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 8))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.sampled_from([0, 1, 34, 127, 128, 255]))
    return bytes(data[: draw(st.integers(0, len(data)))])


@pytest.mark.parametrize(("name", "path"), READS)
@settings(max_examples=50, deadline=None)
@given(data=st.one_of(st.binary(max_size=400), damaged()))
def test_a_reader_copes_with_any_bytes(name: str, path: str, data: bytes) -> None:
    for fact in _facts(name, path, data):
        assert fact.at.path == path


@pytest.mark.parametrize(("name", "path"), READS)
@pytest.mark.parametrize("data", SEEDS, ids=range(len(SEEDS)))
def test_a_reader_copes_with_what_others_read(name: str, path: str, data: bytes) -> None:
    for fact in _facts(name, path, data):
        assert fact.at.path == path


@settings(max_examples=100, deadline=None)
@given(shape=st.lists(st.integers(0, 6), max_size=4), kind=st.sampled_from(["F32", "BF16", "I8"]))
def test_a_safetensors_file_counts_what_its_shape_holds(shape: list[int], kind: str) -> None:
    data = safetensors({"w": (kind, shape)})
    (found,) = _facts("safetensors", "model.safetensors", data)

    assert isinstance(found, WeightsFile)
    assert (found.parameters, found.defects) == (prod(shape), ())
