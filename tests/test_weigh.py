"""Weighing: shards put together with what lies beside them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save, save_file

import torch_files as t
from weighbridge.sources.places import MisnamedError
from weighbridge.weigh import Unweighed, Weighed, weigh

CONFIG = {
    "model_type": "llama", "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 2,
    "hidden_size": 64, "num_attention_heads": 4, "num_key_value_heads": 2, "vocab_size": 300,
    "max_position_embeddings": 2048,
}  # fmt: skip
SHARDS = ("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model in two shards."""
    save_file({"a": np.zeros((3, 4), np.float32)}, tmp_path / SHARDS[0])
    save_file({"b": np.ones(5, np.float32)}, tmp_path / SHARDS[1])
    index(tmp_path, {"a": SHARDS[0], "b": SHARDS[1]})
    (tmp_path / "config.json").write_text(json.dumps(CONFIG))
    (tmp_path / "tokenizer_config.json").write_text(
        '{"tokenizer_class": "GPT2Tokenizer", "chat_template": "{{ messages }}"}'
    )
    (tmp_path / "vocab.json").write_text('{"a": 0, "b": 1}')
    (tmp_path / "README.md").write_text("# A model\n")
    return tmp_path


def index(folder: Path, placed: dict[str, str], total: int = 68) -> None:
    text = json.dumps({"metadata": {"total_size": total}, "weight_map": placed})
    (folder / "model.safetensors.index.json").write_text(text)


def weighed(*where: Path, **options: Any) -> list[Weighed]:
    found = weigh(*map(str, where), **options)
    return [one for one in found if isinstance(one, Weighed)]


def test_shards_are_one_model_with_what_lies_beside(folder: Path) -> None:
    (found,) = weighed(folder)
    model = found.model

    assert model.name == "model-*-of-00002.safetensors"
    assert (model.parameters, model.notes) == (17, ())
    assert model.settings is not None
    assert model.settings.layers == 2
    assert model.tokenizer is not None
    assert (model.tokenizer.name, model.tokenizer.tokens) == ("GPT2Tokenizer", 2)
    assert model.tokenizer.chat_template


def test_memory_is_estimated_at_the_context_that_was_asked(folder: Path) -> None:
    (found,) = weighed(folder, context=10)

    stored = found.runs[0]
    assert (stored.what, stored.weights) == ("as stored", 68)
    assert stored.cache == 2 * 2 * 2 * 16 * 10 * 2
    assert weighed(folder)[0].context == 2048


@pytest.mark.parametrize(
    ("placed", "total", "said"),
    [
        ({"a": SHARDS[0], "b": SHARDS[0]}, 68, "do not hold: b"),
        ({"a": SHARDS[0], "b": SHARDS[1], "c": SHARDS[1]}, 68, "do not hold: c"),
        ({"b": SHARDS[1], "a": SHARDS[1]}, 68, "do not hold: a"),
        ({"a": SHARDS[0], "b": SHARDS[1]}, 99, "states 99 bytes"),
        ({"a": SHARDS[0], "b": SHARDS[1], "c": "gone.safetensors"}, 68, "gone.safetensors"),
    ],
)
def test_what_differs_between_index_and_shards_is_noted(
    folder: Path, placed: dict[str, str], total: int, said: str
) -> None:
    index(folder, placed, total)

    assert any(said in note for one in weighed(folder) for note in one.model.notes)


def test_a_missing_shard_is_noted_without_an_index(folder: Path) -> None:
    (folder / "model.safetensors.index.json").unlink()
    (folder / SHARDS[1]).unlink()

    assert "1 of 2 shards are there" in weighed(folder)[0].model.notes[0]


def test_a_damaged_shard_leaves_the_count_unknown(folder: Path) -> None:
    (folder / SHARDS[1]).write_bytes((9_999).to_bytes(8, "little") + b"{")

    (found,) = weighed(folder)

    assert found.model.parameters is None
    assert found.runs == ()


def test_tensors_of_zeros_are_told_on_request_alone(folder: Path) -> None:
    assert weighed(folder)[0].model.zeros is None
    assert weighed(folder, zeros=True)[0].model.zeros == ("a",)


def test_zeros_of_a_checkpoint_of_torch_are_found_in_its_storages(tmp_path: Path) -> None:
    held = {name: t.tensor(t.storage(key, 4), (4,)) for name, key in (("a", "0"), ("b", "1"))}
    data = t.checkpoint(held, {"0": bytes(16), "1": b"\1" * 16})
    (tmp_path / "m.pt").write_bytes(data)

    assert weighed(tmp_path, zeros=True)[0].model.zeros == ("a",)


def test_bits_of_the_configuration_count_packed_weights(tmp_path: Path) -> None:
    held = {
        "l.weight": np.zeros((8, 16), np.uint32),
        "l.scales": np.zeros((8, 1), np.float16),
        "l.biases": np.zeros((8, 1), np.float16),
    }
    save_file(held, tmp_path / "model.safetensors")
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "x", "hidden_size": 8,
                                                      "quantization": {"bits": 8}}))  # fmt: skip
    model = weighed(tmp_path)[0].model

    assert (model.parameters, model.quantisation) == (8 * 64, "mlx")


def test_an_adapter_is_told_with_its_base(tmp_path: Path) -> None:
    save_file({"lora_A": np.zeros((4, 8), np.float32)}, tmp_path / "adapter_model.safetensors")
    stated = {"peft_type": "LORA", "r": 4, "base_model_name_or_path": "org/base"}
    (tmp_path / "adapter_config.json").write_text(json.dumps(stated))

    (found,) = weighed(tmp_path)

    assert found.model.use == "adapter"
    assert found.model.settings is not None
    assert (found.model.settings.base, found.model.settings.rank) == ("org/base", 4)
    assert found.runs == ()


def test_external_data_that_is_missing_is_noted(tmp_path: Path) -> None:
    text = b"""<?xml version="1.0"?><net name="m" version="11"><layers>
    <layer id="0" name="w" type="Const"><data element_type="f16" shape="3" size="6"/></layer>
    </layers></net>"""
    (tmp_path / "m.xml").write_bytes(text)

    assert "m.bin" in weighed(tmp_path)[0].model.notes[0]
    (tmp_path / "m.bin").write_bytes(b"123456")
    assert weighed(tmp_path)[0].model.companions == (("m.bin", 6),)


def test_a_pointer_is_said_to_hold_nothing(tmp_path: Path) -> None:
    text = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 5\n"
    (tmp_path / "model.safetensors").write_bytes(text)

    (found,) = weigh(str(tmp_path))

    assert isinstance(found, Unweighed)
    assert "Git LFS pointer" in found.reason


def test_a_file_alone_is_weighed(tmp_path: Path) -> None:
    (tmp_path / "x.dat").write_bytes(save({"a": np.zeros((3, 4), np.float32)}))

    assert weighed(tmp_path / "x.dat")[0].model.parameters == 12


def test_a_place_where_nothing_is_is_misnamed(tmp_path: Path) -> None:
    with pytest.raises(MisnamedError):
        list(weigh(str(tmp_path / "nowhere")))
