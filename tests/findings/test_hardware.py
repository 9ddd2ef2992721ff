import pytest

from weighbridge.facts.provenance import Evidence
from weighbridge.facts.weights import ModelSettings
from weighbridge.findings import hardware

AT = Evidence("release", "config.json")
LLAMA_8B = ModelSettings(
    AT, layers=32, hidden_size=4096, heads=32, kv_heads=8, head_dim=128, context=8192
)
GIB = 1 << 30


def test_the_cache_of_a_llama_of_8b_takes_128_kib_a_token() -> None:
    assert hardware.cache_bytes(LLAMA_8B, 1) == 128 << 10
    assert hardware.cache_bytes(LLAMA_8B, 8192) == GIB


def test_a_compressed_cache_keeps_its_latent_numbers_alone() -> None:
    deepseek = ModelSettings(AT, layers=61, heads=128, kv_heads=128, head_dim=56, latent=576)

    assert hardware.cache_bytes(deepseek, 1) == 61 * 576 * 2


@pytest.mark.parametrize(
    "settings",
    [None, ModelSettings(AT), ModelSettings(AT, layers=3), ModelSettings(AT, kv_heads=3)],
)
def test_without_layers_or_heads_the_cache_and_the_total_are_unknown(
    settings: ModelSettings | None,
) -> None:
    found = hardware.to_run("16-bit", 100, settings, 10)

    assert (found.weights, found.cache, found.total) == (100, None, None)
    assert found.unknown


def test_what_generates_nothing_keeps_no_cache() -> None:
    bert = ModelSettings(AT, layers=6, heads=12, kv_heads=12, head_dim=32, generates=False)

    assert hardware.to_run("16-bit", 100, bert, 512).total == 120


def test_full_training_takes_16_bytes_a_parameter() -> None:
    assert hardware.to_train(7_500_000_000).total == 120_000_000_000  # ZeRO, section 3.1


def test_an_adapter_of_gpt_3_has_the_parameters_of_its_paper() -> None:
    gpt_3 = ModelSettings(AT, layers=96, hidden_size=12288, heads=96, kv_heads=96, head_dim=128)

    assert hardware.adapter_parameters(gpt_3, 8) == 37_748_736  # LoRA, table 4: 37.7M


def test_qlora_holds_the_weights_in_four_bits_and_their_constants() -> None:
    plain = hardware.to_adapt(8_000_000_000, LLAMA_8B)
    packed = hardware.to_adapt(8_000_000_000, LLAMA_8B, quantised=True)

    assert plain.weights == 16_000_000_000
    assert packed.weights == 4_127_000_000
    assert plain.states == packed.states == 16 * (hardware.adapter_parameters(LLAMA_8B) or 0)


def test_an_adapter_of_unknown_sizes_is_unknown() -> None:
    found = hardware.to_adapt(100, None)

    assert (found.total, bool(found.unknown)) == (None, True)
