import json

import pytest

from case_files import safetensors
from conftest import Read
from weighbridge.documents.record import State, build

LLAMA = {
    "model_type": "llama", "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 2,
    "hidden_size": 8, "num_attention_heads": 2, "vocab_size": 10, "max_position_embeddings": 64,
}  # fmt: skip
WEIGHTS = safetensors({"w": ["BF16", [10, 8]], "norm": ["F32", [8]]})


def test_parameters_are_recomputed_from_the_bytes(read: Read) -> None:
    record = build(read({"model.safetensors": WEIGHTS}))
    assert record.value("model.parameters") == 88
    assert record["model.parameters"].state is State.VERIFIED
    assert record.value("model.dtypes") == (("BF16", 80), ("F32", 8))
    assert [at.path for at in record["model.parameters"].at] == ["model.safetensors"]


def test_settings_are_quoted_from_the_configuration(read: Read) -> None:
    record = build(
        read({"model.safetensors": WEIGHTS, "config.json": json.dumps(LLAMA).encode()})
    )  # fmt: skip
    assert record.value("model.layers") == 2
    assert record["model.layers"].state is State.EVIDENCED
    assert record.value("model.task") == "text-generation"
    assert record.value("model.library") == "transformers"


def test_a_library_is_not_guessed_from_the_shape_of_a_configuration(read: Read) -> None:
    own = {"model_type": "tiny-tongues", "architectures": ["Tiny"], "hidden_size": 8}
    record = build(read({"model.safetensors": WEIGHTS, "config.json": json.dumps(own).encode()}))
    assert record["model.library"].state is State.MISSING


def test_an_incomplete_set_has_no_total(read: Read) -> None:
    record = build(read({"model-00001-of-00002.safetensors": WEIGHTS}))
    assert record.value("model.parameters") is None


def test_a_complete_set_is_added_up(read: Read) -> None:
    files = {f"model-0000{n}-of-00002.safetensors": WEIGHTS for n in (1, 2)}
    assert build(read(files)).value("model.parameters") == 176


def test_the_same_model_at_several_widths_is_counted_once(read: Read) -> None:
    files = {"model.safetensors": WEIGHTS, "model.fp16.safetensors": WEIGHTS}
    assert build(read(files)).value("model.parameters") == 88


def test_pieces_in_several_folders_are_no_one_model(read: Read) -> None:
    other = safetensors({"w": ["F32", [5]]})
    record = build(read({"unet/model.safetensors": WEIGHTS, "vae/model.safetensors": other}))
    assert record.value("model.parameters") is None


def test_a_configuration_elsewhere_does_not_describe_the_weights(read: Read) -> None:
    files = {"model.safetensors": WEIGHTS, "encoder/config.json": json.dumps(LLAMA).encode()}
    assert build(read(files)).value("model.layers") is None


@pytest.mark.parametrize(
    ("name", "task"), [("LlamaForSequenceClassification", None), ("LlamaModel", None)]
)
def test_a_class_for_several_tasks_names_none(read: Read, name: str, task: str | None) -> None:
    config = json.dumps({**LLAMA, "architectures": [name]}).encode()
    assert build(read({"model.safetensors": WEIGHTS, "config.json": config})).value(
        "model.task"
    ) == task  # fmt: skip


def test_a_model_that_sees_is_not_called_one_that_only_writes(read: Read) -> None:
    config = json.dumps({**LLAMA, "vision_config": {"hidden_size": 4}}).encode()
    record = build(read({"model.safetensors": WEIGHTS, "config.json": config}))
    assert record.value("model.task") is None
