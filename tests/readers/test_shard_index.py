import json

from weighbridge.facts.distribution import Gap
from weighbridge.facts.weights import ShardIndex
from weighbridge.readers.shard_index import read as reader
from weights_files import blob


def test_an_index_names_its_shards_once_each() -> None:
    value = {
        "metadata": {"total_size": 48},
        "weight_map": {"a": "2.bin", "b": "1.bin", "c": "1.bin"},
    }
    data = json.dumps(value).encode()
    (found,) = reader.read(blob("unet/model.safetensors.index.fp16.json", data))

    assert isinstance(found, ShardIndex)
    assert (found.folder, found.shards, found.total_size) == ("unet", ("1.bin", "2.bin"), 48)


def test_an_index_longer_than_a_text_is_read() -> None:
    entries = {f"layer.{n}." + "x" * 200: f"{n % 3}.bin" for n in range(45_000)}
    data = json.dumps({"weight_map": entries}).encode()
    (found,) = reader.read(blob("model.safetensors.index.json", data))

    assert len(data) > 8 << 20
    assert isinstance(found, ShardIndex)
    assert len(found.shards) == 3


def test_another_index_is_left_alone() -> None:
    assert list(reader.read(blob("site.index.json", b'{"pages": []}'))) == []


def test_a_broken_index_gives_a_gap() -> None:
    (found,) = reader.read(blob("model.safetensors.index.json", b'{"weight_map": '))

    assert isinstance(found, Gap)
