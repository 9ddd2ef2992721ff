import json

from case_files import safetensors
from conftest import Read
from weighbridge.documents.record import State, build

CONFIG = {
    "model_type": "llama", "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 2,
    "hidden_size": 8, "num_attention_heads": 2, "max_position_embeddings": 64,
}  # fmt: skip
WEIGHTS = safetensors({"w": ["F16", [100, 10]]})


def test_memory_is_estimated_at_each_width(read: Read) -> None:
    record = build(read({"model.safetensors": WEIGHTS, "config.json": json.dumps(CONFIG).encode()}))
    runs = {row["what"]: row for row in record.value("hardware.run")}
    assert record["hardware.run"].state is State.VERIFIED
    assert runs["as stored"]["weights"] == runs["16-bit"]["weights"] == 2000
    assert runs["4-bit"]["weights"] == 500
    # 2 · layers · heads of keys and values · width of a head · context · bytes
    assert runs["16-bit"]["cache"] == 2 * 2 * 2 * 4 * 64 * 2
    assert record.value("hardware.context") == 64


def test_training_states_take_sixteen_bytes_a_parameter(read: Read) -> None:
    record = build(read({"model.safetensors": WEIGHTS}))
    assert record.value("hardware.train")[0]["total"] == 16 * 1000


def test_an_adapter_of_an_unknown_model_has_no_total(read: Read) -> None:
    record = build(read({"model.safetensors": WEIGHTS}))
    assert record.value("hardware.train")[1]["total"] is None


def test_without_a_count_nothing_is_estimated(read: Read) -> None:
    record = build(read({"README.md": b"# Tiny"}))
    assert record["hardware.run"].state is State.MISSING
