"""The sizes of a model as the metadata of its GGUF file state them."""

from collections.abc import Mapping

from weighbridge.facts.provenance import Evidence
from weighbridge.facts.weights import ModelSettings
from weighbridge.readers.gguf_header import Array, Value

_FILE_TYPES = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K",
    11: "Q3_K_S", 12: "Q3_K_M", 13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S",
    17: "Q5_K_M", 18: "Q6_K", 19: "IQ2_XXS", 20: "IQ2_XS", 21: "Q2_K_S", 22: "IQ3_XS",
    23: "IQ3_XXS", 24: "IQ1_S", 25: "IQ4_NL", 26: "IQ3_S", 27: "IQ3_M", 28: "IQ2_S", 29: "IQ2_M",
    30: "IQ4_XS", 31: "IQ1_M", 32: "BF16", 36: "TQ1_0", 37: "TQ2_0", 38: "MXFP4_MOE",
}  # fmt: skip
"""Source: gguf 0.19.0, `LlamaFileType`, read 2026-11-20."""
_PLAIN = frozenset((0, 1, 32))
_ENCODERS = frozenset(("bert", "nomic-bert", "jina-bert-v2", "clip", "neo-bert", "modern-bert"))


def settings(metadata: Mapping[str, Value], at: Evidence, folder: str) -> ModelSettings | None:
    """The sizes the metadata state; None where they name no architecture.

    Source: GGUF specification, "LLM" (`[llm].context_length`, `[llm].attention.head_count_kv`).
    """
    family = metadata.get("general.architecture")
    if not isinstance(family, str) or not family:
        return None

    def number(key: str) -> int | None:
        value = metadata.get(f"{family}.{key}")
        return value if type(value) is int and 0 < value < 1 << 40 else None

    heads, width = number("attention.head_count"), number("embedding_length")
    per_head = width // heads if heads and width else None
    tokens = metadata.get("tokenizer.ggml.tokens")
    kind = metadata.get("general.file_type")
    packed = kind if isinstance(kind, int) and kind not in _PLAIN else None
    return ModelSettings(
        at=at,
        folder=folder,
        family=family[:200],
        architecture=family[:200],
        layers=number("block_count"),
        hidden_size=width,
        heads=heads,
        kv_heads=number("attention.head_count_kv") or heads,
        head_dim=number("attention.key_length") or per_head,
        context=number("context_length"),
        vocabulary=tokens.length if isinstance(tokens, Array) else number("vocab_size"),
        generates=family not in _ENCODERS,
        quantisation="" if packed is None else _FILE_TYPES.get(packed, f"file type {packed}"),
        adapter=_adapter(metadata),
        base=_base(metadata),
    )


def _adapter(metadata: Mapping[str, Value]) -> str:
    kind = metadata.get("adapter.type")
    return kind.upper()[:40] if isinstance(kind, str) else ""


def _base(metadata: Mapping[str, Value]) -> str:
    name = metadata.get("general.base_model.0.repo_url")
    return name[:300] if isinstance(name, str) and "adapter.type" in metadata else ""
