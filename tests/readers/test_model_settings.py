import json
from typing import Any

from conftest import Read
from weighbridge.facts.provenance import Reading
from weighbridge.facts.weights import ModelSettings, Weights


def settings(read: Read, path: str = "config.json", **stated: Any) -> ModelSettings | None:
    release = read({path: json.dumps(stated).encode()})
    found = release.view(Weights, Reading.CLAIMS).models
    return found[0] if found else None


def test_the_sizes_of_a_decoder_are_read(read: Read) -> None:
    found = settings(
        read, model_type="llama", architectures=["LlamaForCausalLM"], num_hidden_layers=32,
        hidden_size=4096, num_attention_heads=32, num_key_value_heads=8, vocab_size=128256,
        max_position_embeddings=8192,
    )  # fmt: skip

    assert found is not None
    assert (found.layers, found.heads, found.kv_heads, found.head_dim) == (32, 32, 8, 128)
    assert (found.context, found.vocabulary, found.generates) == (8192, 128256, True)


def test_older_names_are_known(read: Read) -> None:
    found = settings(read, model_type="gpt2", n_layer=12, n_head=12, n_embd=768, n_positions=1024)

    assert found is not None
    assert (found.layers, found.kv_heads, found.head_dim, found.context) == (12, 12, 64, 1024)
    assert found.generates is None


def test_the_part_that_reads_text_is_found_inside(read: Read) -> None:
    text = {"num_hidden_layers": 4, "hidden_size": 64, "num_attention_heads": 4}
    found = settings(read, model_type="llava", text_config=text, vision_config={"num_heads": 9})

    assert found is not None
    assert (found.layers, found.heads) == (4, 4)


def test_an_encoder_generates_nothing(read: Read) -> None:
    found = settings(read, model_type="bert", architectures=["BertModel"], num_hidden_layers=6)

    assert found is not None
    assert found.generates is False


def test_quantisation_and_bits_are_read(read: Read) -> None:
    packed = {"quant_method": "gptq", "bits": 4, "group_size": 128}
    found = settings(read, model_type="llama", hidden_size=64, quantization_config=packed)

    assert found is not None
    assert (found.quantisation, found.bits) == ("gptq", 4)


def test_an_adapter_names_its_base_and_rank(read: Read) -> None:
    found = settings(
        read, "adapter_config.json", peft_type="LORA", r=16, base_model_name_or_path="org/base"
    )

    assert found is not None
    assert (found.adapter, found.rank, found.base) == ("LORA", 16, "org/base")


def test_compressed_keys_and_values_are_told(read: Read) -> None:
    found = settings(
        read, model_type="deepseek_v3", num_hidden_layers=61, kv_lora_rank=512, qk_rope_head_dim=64
    )

    assert found is not None
    assert found.latent == 576


def test_a_configuration_without_sizes_gives_none(read: Read) -> None:
    assert settings(read, auto_map={"AutoModel": "a.B"}) is None
