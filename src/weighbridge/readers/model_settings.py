"""The sizes of models, as their configurations state them under the names of many libraries."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from weighbridge.facts.weights import Configuration, ModelSettings, Weights
from weighbridge.patterns import lazy
from weighbridge.readers.port import derives

_NESTED = ("", "text_config.", "llm_config.", "language_config.", "decoder.")
"""Where the settings of the part that reads and writes text may stand, the outermost first."""
_LAYERS = ("num_hidden_layers", "n_layer", "n_layers", "num_layers", "decoder_layers")
_WIDTH = ("hidden_size", "n_embd", "d_model", "dim", "embed_dim", "hidden_dim")
_HEADS = ("num_attention_heads", "n_head", "n_heads", "num_heads", "decoder_attention_heads")
_KEPT = ("num_key_value_heads", "n_kv_heads", "num_kv_heads", "multi_query_group_num")
_HEAD = ("head_dim", "d_kv", "kv_channels", "attention_head_dim")
_CONTEXT = (
    "max_position_embeddings", "n_positions", "max_sequence_length", "max_seq_len", "seq_length",
    "n_ctx", "max_seq_length", "max_target_positions",
)  # fmt: skip
_WRITES = lazy(
    r"(?:CausalLM|LMHeadModel|ForConditionalGeneration|Seq2SeqLM|DoubleHeadsModel|ForGeneration)$"
)
_ROLES = frozenset(("model", "adapter"))


@derives(gives=(ModelSettings,), topic="weights")
def derive(weights: Weights) -> Iterator[ModelSettings]:
    """The sizes each configuration states."""
    for one in weights.configurations:
        if one.role in _ROLES and (found := settings_of(one)):
            yield found


def settings_of(one: Configuration) -> ModelSettings | None:
    """The sizes a configuration states; None where it states none.

    Source: transformers `PretrainedConfig`, `GPT2Config`, `T5Config`, `DeepseekV3Config`; peft
    `LoraConfig`; MLX `quantization`.
    """
    stated = {key: _value(text) for key, text in one.settings}
    heads, width = _number(stated, _HEADS), _number(stated, _WIDTH)
    per_head = width // heads if width and heads and not width % heads else None
    shared = 1 if stated.get("multi_query") is True else None
    scheme, bits = _quantisation(stated)
    adapter = one.role == "adapter"
    found = ModelSettings(
        at=one.at,
        folder=one.at.path.rpartition("/")[0],
        family="" if adapter else one.model_type,
        architecture=one.architectures[0] if one.architectures else "",
        layers=_number(stated, _LAYERS),
        hidden_size=width,
        heads=heads,
        kv_heads=_number(stated, _KEPT) or shared or heads,
        head_dim=_number(stated, _HEAD) or per_head,
        latent=_latent(stated),
        context=_number(stated, _CONTEXT),
        vocabulary=_number(stated, ("vocab_size", "padded_vocab_size", "n_vocab")),
        generates=any(map(_WRITES.search, one.architectures)) if one.architectures else None,
        quantisation=scheme,
        bits=bits,
        adapter=one.model_type if adapter else "",
        base=_text(stated, "base_model_name_or_path") if adapter else "",
        rank=_number(stated, ("r", "rank")) if adapter else None,
    )
    return found if found != ModelSettings(found.at, found.folder) else None


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _number(stated: Mapping[str, Any], names: tuple[str, ...]) -> int | None:
    for prefix in _NESTED:
        for name in names:
            value = stated.get(prefix + name)
            if type(value) is int and 0 < value < 1 << 40:
                return value
    return None


def _text(stated: Mapping[str, Any], name: str) -> str:
    value = stated.get(name)
    return value if isinstance(value, str) else ""


def _latent(stated: Mapping[str, Any]) -> int | None:
    """Numbers kept for a token and layer by multi-head latent attention.

    Source: DeepSeek-V2, arXiv:2405.04434, section 2.1.3 (one latent vector and one decoupled key).
    """
    latent, key = _number(stated, ("kv_lora_rank",)), _number(stated, ("qk_rope_head_dim",))
    return latent + key if latent and key else None


def _quantisation(stated: Mapping[str, Any]) -> tuple[str, int | None]:
    """Scheme and bits of packed weights; nothing where they are not packed."""
    prefix = next(
        (name for name in ("quantization_config.", "compression_config.", "quantization.")
         if any(key.startswith(name) for key in stated)), ""
    )  # fmt: skip
    if not prefix:
        return "", None
    scheme = _text(stated, f"{prefix}quant_method") or ("mlx" if prefix == "quantization." else "")
    bits = next(
        (bits for name, bits in (("load_in_4bit", 4), ("load_in_8bit", 8))
         if stated.get(prefix + name) is True), None
    )  # fmt: skip
    number = _number(stated, (f"{prefix}bits", f"{prefix}w_bit"))
    return scheme or ("bitsandbytes" if bits else "unnamed"), number or bits
